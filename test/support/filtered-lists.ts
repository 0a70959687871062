import { isInputObjectType } from 'graphql';
import { DAY } from './builders.js';
import { SCHEMA } from './graph-stack.js';
import { makeRows } from './stored-rows.js';

/** A stored row by its properties. */
export type Row = Readonly<Record<string, unknown>>;

/** The values of a filter's fields; times as moments. */
export type Filter = Readonly<Record<string, unknown>>;

/** The index behind a field of a filter, and its column after the tenant's. */
export type IndexBehind = readonly [index: string, column: string];

/** A list with its filter. */
export interface FilteredList {
  readonly name: string;
  readonly kind: string;
  readonly filterType: string;
  /** A state that few rows have, and those that most have. */
  readonly states: { readonly rare: string; readonly usual: readonly string[] };
  readonly indexes: Readonly<Record<string, IndexBehind>>;
}

/** All lists of subjects. */
export const LISTS: readonly FilteredList[] = [
  {
    name: 'cards',
    kind: 'CARD',
    filterType: 'CardFilter',
    states: { rare: 'LOCKED', usual: ['ACTIVE', 'INACTIVE'] },
    indexes: {
      states: ['card_by_state', 'state'],
      programId: ['card_by_program', 'program_id'],
      holderId: ['card_by_holder', 'holder_id'],
      createdAt: ['card_by_creation', 'created_at'],
      validUntil: ['card_by_validity', 'valid_until'],
    },
  },
  {
    name: 'temporaryCards',
    kind: 'TEMPORARY_CARD',
    filterType: 'TemporaryCardFilter',
    states: { rare: 'LOCKED', usual: ['ASSIGNED', 'EXPIRED'] },
    indexes: {
      states: ['temporary_card_by_state', 'state'],
      programId: ['temporary_card_by_program', 'program_id'],
      holderId: ['temporary_card_by_holder', 'holder_id'],
      createdAt: ['temporary_card_by_creation', 'created_at'],
      validUntil: ['temporary_card_by_validity', 'valid_until'],
    },
  },
  {
    name: 'chargeCards',
    kind: 'CHARGE_CARD',
    filterType: 'ChargeCardFilter',
    states: { rare: 'BLOCKED', usual: ['ACTIVE', 'INACTIVE'] },
    indexes: {
      states: ['charge_card_by_state', 'state'],
      accountId: ['charge_card_by_account', 'account_id'],
      rfid: ['charge_card_by_rfid', 'rfid'],
      rfidLast4: ['charge_card_by_rfid_last4', 'rfid_last4'],
      contractId: ['charge_card_by_contract_id', 'contract_id'],
      contractIdPrefix: ['charge_card_by_contract_id', 'contract_id'],
      createdAt: ['charge_card_by_creation', 'created_at'],
      deactivatesAt: ['charge_card_by_deactivation', 'deactivates_at'],
    },
  },
  {
    name: 'productionOperations',
    kind: 'PRODUCTION_OPERATION',
    filterType: 'ProductionOperationFilter',
    states: { rare: 'CANCELED', usual: ['PRODUCED', 'READY'] },
    indexes: {
      states: ['production_operation_by_state', 'state'],
      subjectId: ['production_operation_by_subject', 'subject_id'],
      kioskId: ['production_operation_by_kiosk', 'kiosk_id'],
      programId: ['production_operation_by_program', 'program_id'],
      holderId: ['production_operation_by_holder', 'holder_id'],
      createdAt: ['production_operation_by_creation', 'created_at'],
    },
  },
];

/** What the tables hold while these tests run. */
export const ROWS = makeRows();

const HOUR = DAY / 24;

/** The list of the name. */
export function listOf(name: string): FilteredList {
  const list = LISTS.find((each) => each.name === name);
  if (list === undefined) throw new Error(`No list ${name}`);
  return list;
}

/** The rows of the list that acme reads, newest first. */
export function rowsOf({ kind }: FilteredList): readonly Row[] {
  const rows = ROWS.get(kind) ?? [];
  // Subjects are plain objects.
  return rows.filter(({ tenantId }) => tenantId === 'acme').toReversed() as readonly unknown[] as readonly Row[];
}

/** A filter by these fields that few rows fit: all of them fit one and the same row. */
export function sampleOf(list: FilteredList, fields: readonly string[]): Filter {
  const isInFull = (row: Row) => Object.keys(list.indexes).every((field) => sampleOfField(row, field) !== null);
  const row = rowsOf(list).findLast((each) => each['state'] === list.states.rare && isInFull(each));
  if (row === undefined) throw new Error(`No row of ${list.name} has all that is filtered by`);
  return Object.fromEntries(fields.map((field) => [field, sampleOfField(row, field)]));
}

function sampleOfField(row: Row, field: string): unknown {
  if (field === 'states') return [row['state']];
  if (field === 'contractIdPrefix') return String(row['contractId']).slice(0, -1);
  const value = row[field] ?? null;
  if (!(value instanceof Date)) return value;
  return { from: value, to: new Date(value.getTime() + HOUR) };
}

/** All pairs of fields that one filter takes. */
export function pairsOf({ indexes }: FilteredList): readonly (readonly string[])[] {
  const fields = Object.keys(indexes);
  const pairs = fields.flatMap((one, index) => fields.slice(index + 1).map((other) => [one, other]));
  return pairs.filter((pair) => !(pair.includes('contractId') && pair.includes('contractIdPrefix')));
}

/** Filters that most rows fit, the empty one first. */
export function widesOf(list: FilteredList): readonly Filter[] {
  const oldest = rowsOf(list).at(-1)?.['createdAt'];
  const states = list.states.usual;
  return [{}, { states }, { createdAt: { from: oldest } }, { states, createdAt: { from: oldest } }];
}

/** The ids of the rows that fit all of the filter, newest first. */
export function idsThatFit(list: FilteredList, filter: Filter): readonly unknown[] {
  const fits = (row: Row) => Object.entries(filter).every(([field, wanted]) => fitsField(row, field, wanted));
  return rowsOf(list)
    .filter(fits)
    .map(({ id }) => id);
}

function fitsField(row: Row, field: string, wanted: unknown): boolean {
  if (field === 'states') return (wanted as readonly unknown[]).includes(row['state']);
  if (field === 'contractIdPrefix') return String(row['contractId']).startsWith(String(wanted));
  if (typeof wanted === 'string') return row[field] === wanted;
  const { from, to } = wanted as { readonly from?: Date; readonly to?: Date };
  const at = row[field];
  return at instanceof Date && (from === undefined || at >= from) && (to === undefined || at < to);
}

/** The fields of a filter's type, sorted. */
export function fieldsOf(filterType: string): readonly string[] {
  const type = SCHEMA.getType(filterType);
  return isInputObjectType(type) ? Object.keys(type.getFields()).sort() : [];
}
