import type { CardRole, Tessera } from '@tessera/sdk';
import type { KindName, Row } from './row.js';

/** Which things of a kind are listed: what is left out does not narrow. */
export interface RowFilter {
  readonly states?: readonly string[];
  readonly programId?: string;
  /** The holder, or the account. */
  readonly ownerId?: string;
  readonly kioskId?: string;
  /** Only what ends by itself before then, and after now. */
  readonly endsBefore?: string;
}

/** A page of a list. */
export interface RowPage {
  readonly rows: readonly Row[];
  readonly endCursor: string | null;
  readonly hasMore: boolean;
}

/** Where a page of a list begins and how long it is. */
interface PageRequest {
  readonly first: number;
  readonly after: string | null;
  readonly signal?: AbortSignal;
}

/** A column of a board: the things of a kind that wait for the same work. */
export interface Stage {
  /** Its name among the words of {@link texts}. */
  readonly id: StageId;
  readonly states: readonly string[];
  /** Only what ends by itself within so many days. */
  readonly withinDays?: number;
}

/** The columns that boards are made of. */
export type StageId =
  | 'begun'
  | 'toApprove'
  | 'processing'
  | 'inProduction'
  | 'toActivate'
  | 'toInitialize'
  | 'pool'
  | 'assigned'
  | 'overdue'
  | 'pending'
  | 'active'
  | 'blocked'
  | 'held'
  | 'over'
  | 'failed'
  | 'expiringSoon'
  | 'requested'
  | 'ready'
  | 'atWork'
  | 'done'
  | 'canceled';

/** What the console knows of a kind of things; all else comes from the API. */
export interface Kind {
  readonly name: KindName;
  /** Where its board and its things are found: `/cards`, `/cards/card_1`. */
  readonly path: string;
  /** The work that waits. */
  readonly stages: readonly Stage[];
  /** What waits for no work: shown first where a board is of one owner’s things, which may be any. */
  readonly further: readonly Stage[];
  /** Which filters its lists take. */
  readonly filters: readonly ('programId' | 'ownerId' | 'kioskId')[];
  /** The command that makes such a thing, and who may give it; null: nobody here. */
  readonly creation: { readonly command: string; readonly roles: readonly CardRole[] } | null;
  /** The roles that are told of the events of all that they read of the kind: their boards are live. */
  readonly followers: readonly CardRole[];
  /** The roles that read things of the kind. */
  readonly readers: readonly CardRole[];
  list(tessera: Tessera, filter: RowFilter, page: PageRequest): Promise<RowPage>;
  /** How many a list has. */
  total(tessera: Tessera, filter: RowFilter, signal: AbortSignal): Promise<number>;
}
