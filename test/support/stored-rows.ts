import type { LifecycleSubject } from '@tessera/lifecycle';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import { CARD_STATES, CHARGE_CARD_STATES, PRODUCTION_STATES, TEMPORARY_CARD_STATES } from '@tessera/lifecycle';
import { tableOfKind } from '../../packages/subgraph/src/log/subject-tables.js';
import { insertRows } from '../../packages/subgraph/src/persistence/insert-rows.js';
import { subjectTables } from '../../packages/subgraph/src/registered-tables.js';
import { aCard, aChargeCard, after, anOperation, aTemporaryCard, DAY } from './builders.js';

/** Rows of one table. */
const ROWS_A_TABLE = 5_000;

/** Rows in a row that belong to one tenant, so that what refers to a neighbour finds it. */
const ROWS_A_STRETCH = 30;

/** Whose the stretches are, in turn. */
const TENANTS = ['acme', 'globex', 'acme', 'umbra', 'acme', 'acme', 'globex', 'acme'];

const TEN_MINUTES = DAY / 144;

/** The digits of ULIDs. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

const MAKERS: Readonly<Record<string, (number: number) => LifecycleSubject>> = {
  CARD: makeCard,
  TEMPORARY_CARD: makeTemporaryCard,
  CHARGE_CARD: makeChargeCard,
  PRODUCTION_OPERATION: makeOperation,
};

/** The rows of each kind that has a list, oldest first. The same each time; most are in one state. */
export function makeRows(): ReadonlyMap<string, readonly LifecycleSubject[]> {
  const numbers = Array.from({ length: ROWS_A_TABLE }, (_, number) => number);
  return new Map(Object.entries(MAKERS).map(([kind, make]) => [kind, numbers.map(make)]));
}

/** Stores rows past the writer, by kind. */
export async function storeRows(database: Database, rows: ReturnType<typeof makeRows>): Promise<void> {
  const session = await database.openWriteSession();
  await session.begin();
  const tables = subjectTables(database);
  for (const [kind, ofKind] of rows)
    await insertRows({ session, dialect: database.dialect }, tableOfKind(tables, kind), ofKind);
  await session.commit();
  session.release();
}

/** Lets a server look at how the values are spread, as it does by itself after a while. */
export async function analyze(database: Database, kinds: Iterable<string>): Promise<void> {
  const tables = [...kinds].map((kind) => tableOfKind(subjectTables(database), kind).name);
  const session = await database.openWriteSession();
  await session.read(`ANALYZE TABLE ${tables.join(', ')}`);
  session.release();
}

function makeCard(number: number): LifecycleSubject {
  return aCard({
    ...ownOf('card', number),
    state: stateOf(CARD_STATES, 'ACTIVE', number),
    programId: programOf(number),
    holderId: holderOf(number),
    validUntil: validityOf(number),
  });
}

function makeTemporaryCard(number: number): LifecycleSubject {
  const isStandIn = spread(number, 6) % 10 === 0;
  return aTemporaryCard({
    ...ownOf('temporary', number),
    state: stateOf(TEMPORARY_CARD_STATES, 'ASSIGNED', number),
    programId: programOf(number),
    holderId: holderOf(number),
    validUntil: validityOf(number),
    replacesCardId: isStandIn ? idOf('card', number) : null,
  });
}

/** Records that are deactivated share the RFID and the contract id of a neighbour. */
function makeChargeCard(number: number): LifecycleSubject {
  const state = stateOf(CHARGE_CARD_STATES, 'ACTIVE', number);
  const plastic = state === 'DEACTIVATED' ? number - (number % 10) : number;
  const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
  return aChargeCard({
    ...ownOf('charge', number),
    state,
    rfid: `04${hex(plastic, 8)}${hex(plastic % 500, 4)}`,
    contractId: `DE8AAC${String(plastic * 10).padStart(8, '0')}`,
    accountId: `account-${spread(number, 2) % 1_500}`,
    deactivatesAt: validityOf(number),
    originalId: number % 10 === 0 ? null : idOf('charge', number - (number % 10)),
  });
}

function makeOperation(number: number): LifecycleSubject {
  return anOperation({
    ...ownOf('prod', number),
    state: stateOf(PRODUCTION_STATES, 'PRODUCED', number),
    subjectId: idOf('card', number - (number % 3)),
    attempt: 1 + (number % 3),
    programId: programOf(number),
    holderId: holderOf(number),
    kioskId: `WIS${spread(number, 5) % 40}`,
  });
}

function ownOf(prefix: string, number: number) {
  const tenantId = TENANTS[Math.floor(number / ROWS_A_STRETCH) % TENANTS.length] ?? 'acme';
  return { tenantId, id: idOf(prefix, number), createdAt: createdAtOf(number) };
}

/** Three are created at once, as by an import. */
function createdAtOf(number: number): Date {
  return after((number - (number % 3) - ROWS_A_TABLE) * TEN_MINUTES);
}

/** As the writer's ids are: the time of its creation in ten characters, and sixteen more. */
function idOf(prefix: string, number: number): string {
  const bits = createdAtOf(number).getTime().toString(2).padStart(50, '0').match(/.{5}/g) ?? [];
  const time = bits.map((each) => DIGITS[Number.parseInt(each, 2)]).join('');
  return `${prefix}_${time}${String(number).padStart(16, '0')}`;
}

/** Six of ten are in the usual state, the others in any. */
function stateOf<State extends string>(
  states: Readonly<Record<State, string>>,
  usual: NoInfer<State>,
  number: number,
): State {
  const names = Object.keys(states) as State[];
  const choice = spread(number, 1);
  return choice % 10 < 6 ? usual : (names[choice % names.length] ?? usual);
}

function programOf(number: number): string {
  return `program-${spread(number, 3) % 25}`;
}

function holderOf(number: number): string {
  return `holder-${spread(number, 4) % 1_500}`;
}

/** Null for every third; the others' within three years. */
function validityOf(number: number): Date | null {
  const choice = spread(number, 7);
  return choice % 3 === 0 ? null : after((choice % 1_000) * DAY);
}

/** A number that looks like chance but is the same each time; different for each use of a row's number. */
function spread(number: number, use: number): number {
  return Math.imul(number * 8 + use, 0x9e3779b1) >>> 8;
}
