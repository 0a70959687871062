import type { Database, Table } from '../persistence/database.js';
import type { MacKeys } from './chain.js';
import type { StatusEvent } from './status-event.js';
import { decodeRow } from '../persistence/database.js';
import { findChainFault, GENESIS_MAC } from './chain.js';
import { columnList } from '../persistence/sql-text.js';
import { inTenant, OF_TENANT } from '../persistence/tenant-scope.js';

const PAGE_SIZE = 1_000;

/** Where a chain is read, and by which keys it was sealed. */
export interface ChainSource {
  readonly database: Database;
  readonly log: Table;
  readonly keys: MacKeys;
}

/** What a verification found. */
export interface ChainReport {
  readonly events: number;
  /** The first event that breaks the chain, with why; null when it is whole. */
  readonly fault: { readonly position: number; readonly why: string } | null;
}

/** Verifies a tenant's whole log, positions and head included. Only reads, takes no lock: writers go on meanwhile. */
export async function verifyChain({ database, log, keys }: ChainSource, tenantId: string): Promise<ChainReport> {
  const [row] = await database.read(`SELECT head, head_mac FROM tenant_log WHERE ${OF_TENANT}`, [tenantId]);
  const head = Number(row?.['head'] ?? 0);
  let mac = GENESIS_MAC;
  for (let position = 0; position < head;) {
    const page = await readPage({ database, log }, tenantId, {
      after: position,
      upTo: Math.min(position + PAGE_SIZE, head),
    });
    for (const event of page) {
      position += 1;
      const why = event.position === position ? findChainFault(event, mac, keys) : `position ${position} is missing`;
      if (why !== null) return { events: position - 1, fault: { position, why } };
      mac = event.mac;
    }
    if (page.length === 0) return { events: position, fault: { position: position + 1, why: 'the event is missing' } };
  }
  if (head > 0 && mac !== row?.['head_mac'])
    return { events: head, fault: { position: head, why: 'it is not the head of the log' } };
  return { events: head, fault: null };
}

async function readPage(
  { database, log }: Pick<ChainSource, 'database' | 'log'>,
  tenantId: string,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<StatusEvent[]> {
  const where = inTenant(tenantId, 'position > ? AND position <= ?', [after, upTo]);
  const sql = `SELECT ${columnList(log)} FROM ${log.name} WHERE ${where.sql} ORDER BY position`;
  const rows = await database.read(sql, where.parameters);
  // The table's columns are the event's properties.
  return rows.map((row) => decodeRow(database.dialect, log, row) as unknown as StatusEvent);
}
