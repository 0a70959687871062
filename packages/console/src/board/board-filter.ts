import type { CardRole } from '@tessera/sdk';
import type { Kind, RowFilter, Stage } from '../kinds/kind.js';
import type { Row } from '../kinds/row.js';
import { DAY_MS } from '../texts/time-units.js';
import { withParameter } from '../widgets/with-parameter.js';

/** What a board is narrowed to, as it stands in the address. */
export type BoardFilter = Pick<RowFilter, 'programId' | 'ownerId' | 'kioskId'>;

/** The names of the filters in the address. */
const PARAMETERS = { programId: 'program', ownerId: 'owner', kioskId: 'kiosk' } as const;

/** Reads the filters of a kind out of the address; what is empty does not narrow. */
export function readFilter({ filters }: Kind, parameters: URLSearchParams): BoardFilter {
  const entries = filters.map((name) => [name, parameters.get(PARAMETERS[name])?.trim() ?? ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** The address with a filter changed; an empty value takes it out. */
export function withFilter(parameters: URLSearchParams, name: keyof BoardFilter, value: string): URLSearchParams {
  return withParameter(parameters, PARAMETERS[name], value);
}

/** The address without any filter; what else stands in it stays. */
export function withoutFilters(parameters: URLSearchParams): URLSearchParams {
  return Object.values(PARAMETERS).reduce((next, name) => withParameter(next, name, ''), parameters);
}

/** Roles that read what is theirs alone. */
const OWNERS: readonly CardRole[] = ['CARDHOLDER', 'ACCOUNT_OWNER', 'ACCOUNT_ADMIN'];

/** The columns of a board: the work that waits, and of one owner’s things all of them. */
export function stagesOf({ stages, further }: Kind, filter: BoardFilter, roles: readonly CardRole[]): readonly Stage[] {
  const isOfOneOwner = filter.ownerId !== undefined || roles.every((role) => OWNERS.includes(role));
  return isOfOneOwner ? [...further, ...stages] : stages;
}

/** What a stage of a board asks the API for. */
export function toRowFilter({ states, withinDays }: Stage, filter: BoardFilter, now: number): RowFilter {
  const endsBefore = withinDays === undefined ? {} : { endsBefore: new Date(now + withinDays * DAY_MS).toISOString() };
  return { states, ...filter, ...endsBefore };
}

/** Whether a row is one that the API would list for the filter. */
export function isListed(row: Row, { states, programId, ownerId, kioskId, endsBefore }: RowFilter): boolean {
  const fits = (wanted: string | undefined, actual: string | null) => wanted === undefined || wanted === actual;
  return (
    (states?.includes(row.state) ?? true) &&
    fits(programId, row.programId) &&
    fits(ownerId, row.ownerId) &&
    fits(kioskId, row.kioskId) &&
    (endsBefore === undefined || (row.endsAt !== null && row.endsAt < endsBefore))
  );
}

/** Whether an event may change how many things are in the stages of a narrowed board. */
export function mayChangeCounts(
  { name }: Kind,
  { ownerId }: BoardFilter,
  { subjectKind, row }: { readonly subjectKind: string; readonly row: Row | null },
): boolean {
  // What has no owner now may have been taken from this one.
  const owner = row?.ownerId ?? null;
  return subjectKind === name && (ownerId === undefined || owner === null || owner === ownerId);
}
