import type { MacKeys } from '../log/chain.js';
import type { StatusEvent } from '../log/status-event.js';
import type { ReadableDatabase, Table } from '../persistence/database.js';
import type { ChainFault, ChainPoint } from './chain-walk.js';
import { numberOf } from '../log/subject-tables.js';
import { decodeRow } from '../persistence/database.js';
import { columnList } from '../persistence/sql-text.js';
import { ChainWalk } from './chain-walk.js';
import { inOneTenant, OF_TENANT } from '../persistence/tenant-scope.js';

const PAGE_SIZE = 1_000;

/** Where a chain is read, and by which keys it was sealed. */
export interface ChainSource {
  readonly database: Pick<ReadableDatabase, 'dialect' | 'read'>;
  readonly log: Table;
  readonly keys: MacKeys;
}

/** Which chain is verified. */
export interface ChainQuestion {
  readonly tenantId: string;
  /** A place that it had at an earlier time. */
  readonly known?: ChainPoint | null;
  /** Called after each page with how many events have been found to fit. */
  readonly onProgress?: (events: number) => void;
}

/** What a verification found. */
export interface ChainReport {
  /** How many events, from the first, fit. */
  readonly events: number;
  /** Where the log says that it ends. */
  readonly head: ChainPoint;
  /** The first event that breaks the chain, with why; null when it is whole. */
  readonly fault: ChainFault | null;
}

/** The positions that are stored, and those that should be. */
interface Extent {
  readonly head: ChainPoint;
  readonly first: number;
  readonly last: number;
}

/**
 * Verifies a tenant's whole log as it is when it begins, positions and head included. Only reads, page by page, and takes no lock:
 * writers go on meanwhile. Throws a `MissingMacKeyError` at the first event whose key is not given.
 */
export async function verifyChain(source: ChainSource, question: ChainQuestion): Promise<ChainReport> {
  const { tenantId, known = null, onProgress } = question;
  const { head, first, last } = await readExtent(source, tenantId);
  const walk = new ChainWalk({ keys: source.keys, head, known });
  const report = (fault: ChainFault | null): ChainReport => ({ events: walk.proven, head, fault });
  for await (const page of readPages(source, tenantId, [first, last])) {
    for (const event of page) {
      const fault = walk.take(event);
      if (fault !== null) return report(fault);
    }
    onProgress?.(walk.proven);
  }
  return report(walk.finish());
}

/** One statement, so that no commit comes in between. */
async function readExtent({ database, log }: ChainSource, tenantId: string): Promise<Extent> {
  const edge = (which: string) => `(SELECT ${which}(position) FROM ${log.name} WHERE ${OF_TENANT})`;
  const of = (column: string) => `(SELECT ${column} FROM tenant_log WHERE ${OF_TENANT})`;
  const sql = `SELECT ${of('head')} AS head, ${of('head_mac')} AS mac, ${edge('MIN')} AS first_one, ${edge('MAX')} AS last_one`;
  const [row] = await database.read(sql, [tenantId, tenantId, tenantId, tenantId]);
  const mac = row?.['mac'];
  const head = { position: numberOf(row, 'head'), mac: typeof mac === 'string' ? mac : '' };
  return { head, first: numberOf(row, 'first_one'), last: numberOf(row, 'last_one') };
}

async function* readPages(
  { database, log }: ChainSource,
  tenantId: string,
  [first, last]: readonly [first: number, last: number],
): AsyncGenerator<readonly StatusEvent[], void, void> {
  const where = inOneTenant('position > ? AND position <= ?');
  const sql = `SELECT ${columnList(log)} FROM ${log.name} WHERE ${where} ORDER BY position LIMIT ${PAGE_SIZE}`;
  for (let after = first - 1; after < last;) {
    const rows = await database.read(sql, [tenantId, after, last]);
    // The table's columns are the event's properties.
    const page = rows.map((row) => decodeRow(database.dialect, log, row) as unknown as StatusEvent);
    yield page;
    after = page.at(-1)?.position ?? last;
  }
}
