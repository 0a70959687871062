import type { Lifecycles, TimerSettings } from '@tessera/lifecycle';
import type { MacKeys } from './chain.js';
import type { IdempotencyRecord } from './idempotency.js';
import type { WorkingSet } from './working-set.js';

/** The head of a tenant's log, as locked. */
export interface LogHead {
  readonly position: number;
  readonly mac: string;
  /** When the newest event happened; null while there is none. */
  readonly lastAt: Date | null;
}

/** What a batch decides with. */
export interface BatchContext {
  readonly tenantId: string;
  readonly lifecycles: Lifecycles;
  readonly settings: TimerSettings;
  readonly macKeys: MacKeys;
  readonly workingSet: WorkingSet;
  readonly now: Date;
  readonly head: LogHead;
  /** The stored idempotency records of the commands' keys, by key hash. */
  readonly records: ReadonlyMap<string, IdempotencyRecord>;
  /** Key hashes whose stored record is older than records are kept. */
  readonly expiredKeyHashes: readonly string[];
  /** When the due rows of the batch's firings are due, by `dueRowKey`. */
  readonly dueRows: ReadonlyMap<string, Date>;
}

/** One string for a subject of a tenant. */
export function subjectKey(kind: string, id: string): string {
  return `${kind}\0${id}`;
}

/** One string for a due row. */
export function dueRowKey(subjectId: string, timer: string): string {
  return `${subjectId}\0${timer}`;
}
