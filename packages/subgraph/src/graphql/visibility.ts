import type { Lifecycle, LifecycleSubject, ReadScope, Viewer } from '@tessera/lifecycle';
import type { SqlCondition } from '../persistence/sql-text.js';
import { eventScopes, isInScope, NO_TIES, readScopes } from '@tessera/lifecycle';
import { WAS_ORDERED } from '../log/tally.js';
import { marks } from '../persistence/sql-text.js';

/** Holds for no row. */
const NOTHING: SqlCondition = { sql: '1 = 0', parameters: [] };

const EVERYTHING: SqlCondition = { sql: '1 = 1', parameters: [] };

/**
 * Which subjects of the kind the viewer reads, as a condition on the subjects' table; the same rule as `canRead`. With the rules of
 * `@tessera/lifecycle` this module is the first look at what may be read; `access-guards.ts` is the second.
 */
export function readableSubjects(lifecycle: Lifecycle<LifecycleSubject>, viewer: Viewer): SqlCondition {
  return subjectsInScopes(readScopes(lifecycle, viewer), viewer);
}

/** Which subjects are in any of the scopes for the viewer. */
export function subjectsInScopes(scopes: readonly ReadScope[], viewer: Viewer): SqlCondition {
  return anyOf(scopes.map((scope) => subjectCondition(scope, viewer)));
}

/** Which events of the kind the viewer reads, as a condition on the log's own columns; the same rule as `canReadEvent`. */
export function readableEvents(lifecycle: Lifecycle<LifecycleSubject>, viewer: Viewer): SqlCondition {
  return anyOf(eventScopes(lifecycle, viewer).map((scope) => eventCondition(scope, viewer)));
}

/** To whom a list of things belongs: a person or an account. */
export type Owner = { readonly holderId: string } | { readonly accountId: string };

/** Whether the viewer reads things of the kind that belong to the owner: whoever reads the whole tenant, and the owner. */
export function canReadHoldings(lifecycle: Lifecycle<LifecycleSubject>, viewer: Viewer, owner: Owner): boolean {
  const ties = { ...NO_TIES, ...owner };
  return readScopes(lifecycle, viewer).some((scope) => isInScope(scope, viewer, ties));
}

function subjectCondition(scope: ReadScope, viewer: Viewer): SqlCondition {
  switch (scope) {
    case 'TENANT':
      return EVERYTHING;
    case 'HOLDER':
      return { sql: 'holder_id = ?', parameters: [viewer.id] };
    case 'ACCOUNT':
      return isOneOf('account_id', viewer.accountIds);
    case 'ORDERED':
      return { sql: WAS_ORDERED, parameters: [] };
  }
}

function eventCondition(scope: ReadScope, viewer: Viewer): SqlCondition {
  switch (scope) {
    case 'TENANT':
      return EVERYTHING;
    case 'HOLDER':
      return { sql: '(holder_id = ? OR previous_holder_id = ?)', parameters: [viewer.id, viewer.id] };
    case 'ACCOUNT':
      return anyOf([isOneOf('account_id', viewer.accountIds), isOneOf('previous_account_id', viewer.accountIds)]);
    case 'ORDERED':
      return NOTHING;
  }
}

/** Whether a value can be looked for: with white space around it matches nothing, which some databases would overlook. */
export function isExact(value: string): boolean {
  return value.trim() === value;
}

/** A column has one of the values. */
export function isOneOf(column: string, values: readonly string[]): SqlCondition {
  const exact = values.filter(isExact);
  return exact.length === 0 ? NOTHING : { sql: `${column} IN (${marks(exact.length)})`, parameters: exact };
}

function anyOf(conditions: readonly SqlCondition[]): SqlCondition {
  if (conditions.length === 0) return NOTHING;
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(' OR ')})`,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}
