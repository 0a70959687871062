import type { Role, Viewer } from '../roles.js';

/** What every subject with a life carries, whatever its kind. */
export interface LifecycleSubject {
  readonly id: string;
  readonly tenantId: string;
  readonly state: string;
  /** Number of events so far; 1 after the creating command. */
  readonly version: number;
  readonly createdAt: Date;
  /** When the newest event happened. */
  readonly updatedAt: Date;
  /** When the subject entered its present state. */
  readonly stateSince: Date;
}

/** What filters and permissions may ask of a subject, and of an event as of its time. Absent ties are null. */
export interface SubjectScope {
  readonly programId: string | null;
  readonly holderId: string | null;
  readonly accountId: string | null;
  readonly kioskId: string | null;
  /** Of a production operation: the card it produces. */
  readonly producibleId: string | null;
  /** Of a card: whether an operation was ever opened for it. */
  readonly wasOrdered: boolean;
}

/** The ties of what belongs to nobody and was never ordered. */
export const NO_TIES: SubjectScope = {
  programId: null,
  holderId: null,
  accountId: null,
  kioskId: null,
  producibleId: null,
  wasOrdered: false,
};

/** How far a role reads subjects of a kind. */
export type ReadScope =
  /** Every subject of the tenant. */
  | 'TENANT'
  /** Those whose holder is the viewer. */
  | 'HOLDER'
  /** Those of the viewer's accounts. */
  | 'ACCOUNT'
  /** Those that a production operation was opened for. */
  | 'ORDERED';

/** What a role reads of a kind of subject; `events` says whether their events too. */
export interface ReadRule {
  readonly scope: ReadScope;
  readonly events: boolean;
}

/** Who reads a kind of subject; a role that is absent reads none. */
export type Readers = Partial<Record<Role, ReadRule>>;

/** Readers of everything in their tenant, events included. */
export function readersOf(roles: readonly Role[]): Readers {
  return Object.fromEntries(roles.map((role) => [role, { scope: 'TENANT', events: true }]));
}

/** Whether the viewer falls under the scope on a subject with these ties. */
export function isInScope(scope: ReadScope, viewer: Viewer, ties: SubjectScope): boolean {
  switch (scope) {
    case 'TENANT':
      return true;
    case 'HOLDER':
      return ties.holderId === viewer.id;
    case 'ACCOUNT':
      return ties.accountId !== null && viewer.accountIds.includes(ties.accountId);
    case 'ORDERED':
      return ties.wasOrdered;
  }
}
