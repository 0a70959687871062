import type { MacKeys } from '../log/chain.js';
import type { ReadableDatabase } from '../persistence/database.js';
import type { ChainFault, ChainPoint } from './chain-walk.js';
import type { Checkpoint } from './checkpoint.js';
import { MissingMacKeyError } from '../log/chain.js';
import { logTables } from '../registered-tables.js';
import { listTenants } from './list-tenants.js';
import { verifyChain } from './verify-chain.js';

/** What became of a tenant's log. */
export type LogVerdict = {
  readonly tenantId: string;
  /** How many events, from the first, fit. */
  readonly events: number;
} & (
  | { readonly verdict: 'WHOLE'; readonly head: ChainPoint }
  | { readonly verdict: 'BROKEN'; readonly fault: ChainFault }
  | { readonly verdict: 'NOT_CHECKED'; readonly why: string }
);

/** What logs are audited with. */
export interface LogAudit {
  readonly database: ReadableDatabase;
  readonly keys: MacKeys;
  /** What an earlier audit found; null: nothing is known. */
  readonly checkpoint: Checkpoint | null;
  readonly onProgress?: (tenantId: string, events: number) => void;
}

/** The tenants to audit: those that are asked for, else all that have a log or had one at the checkpoint. Throws on an unknown one. */
export async function chooseTenants(
  { database, checkpoint }: Pick<LogAudit, 'database' | 'checkpoint'>,
  asked: readonly string[],
): Promise<readonly string[]> {
  const known = [...new Set([...(await listTenants(database)), ...(checkpoint?.heads.keys() ?? [])])].sort();
  const unknown = asked.filter((tenantId) => !known.includes(tenantId));
  if (unknown.length > 0)
    throw new Error(`There is no log of ${unknown.join(', ')}; there are those of ${known.join(', ') || 'nobody'}.`);
  return asked.length === 0 ? known : [...new Set(asked)];
}

/** Audits the tenant's log. */
export async function auditLog(audit: LogAudit, tenantId: string): Promise<LogVerdict> {
  const { database, keys, checkpoint, onProgress } = audit;
  let events = 0;
  const note = (count: number): void => {
    events = count;
    onProgress?.(tenantId, count);
  };
  try {
    const source = { database, keys, log: logTables(database).statusEvent };
    const known = checkpoint?.heads.get(tenantId) ?? null;
    const report = await verifyChain(source, { tenantId, known, onProgress: note });
    const { head, fault } = report;
    return fault === null
      ? { tenantId, events: report.events, verdict: 'WHOLE', head }
      : { tenantId, events: report.events, verdict: 'BROKEN', fault };
  } catch (error) {
    if (!(error instanceof MissingMacKeyError)) throw error;
    return { tenantId, events, verdict: 'NOT_CHECKED', why: error.message };
  }
}

/** The checkpoint of an audit that found all well; what it did not look at stays as it was known. */
export function renewCheckpoint(
  known: Checkpoint | null,
  verdicts: readonly LogVerdict[],
  writtenAt: Date,
): Checkpoint {
  const heads = new Map(known?.heads);
  for (const each of verdicts)
    if (each.verdict === 'WHOLE' && each.head.position > 0) heads.set(each.tenantId, each.head);
  return { writtenAt, heads };
}
