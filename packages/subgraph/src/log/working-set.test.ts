import type { Card, Need } from '@tessera/lifecycle';
import type { SqlRow, SqlRunner } from '../persistence/database.js';
import { CARD_BY_ID, LIVE_CARDS_OF_HOLDER, need, UnknownFactError } from '@tessera/lifecycle';
import { sqliteDialect } from '../persistence/sqlite.dialect.js';
import { WorkingSet } from './working-set.js';

const columns = ['id', 'holderId', 'state'].map((property) => ({
  property,
  name: property === 'holderId' ? 'holder_id' : property,
  type: 'text' as const,
}));

function aWorkingSet(): WorkingSet {
  const tables = new Map([['CARD', { name: 'card', columns }]]);
  return new WorkingSet({ dialect: sqliteDialect, tables, tenantId: 'acme' });
}

/** A database that answers every statement by these rows, and counts them. */
function answering(...rows: readonly SqlRow[]): SqlRunner & { readonly statements: string[] } {
  const statements: string[] = [];
  const read = (sql: string) => {
    statements.push(sql);
    return Promise.resolve(rows);
  };
  return { statements, read };
}

const stored = { id: 'card_1', holder_id: 'mara', state: 'ACTIVE' };
const card = { id: 'card_1', holderId: 'mara', state: 'ACTIVE' };
const ofMara: Need = need(LIVE_CARDS_OF_HOLDER, 'mara');

function put(workingSet: WorkingSet, changed: Partial<typeof card>): void {
  const row = { ...card, ...changed };
  workingSet.put('CARD', row);
}

function liveCards(workingSet: WorkingSet, holderId: string): readonly Pick<Card, 'id'>[] {
  return workingSet.all(LIVE_CARDS_OF_HOLDER, holderId);
}

it('throws with the need for what was never loaded', () => {
  expect(() => liveCards(aWorkingSet(), 'mara')).toThrow(UnknownFactError);
});

it('loads by one statement a kind, and nothing twice', async () => {
  const workingSet = aWorkingSet();
  const runner = answering(stored);
  await workingSet.load(runner, [ofMara, need(LIVE_CARDS_OF_HOLDER, 'ole'), need(CARD_BY_ID, 'card_1')]);
  await workingSet.load(runner, [ofMara]);
  expect(runner.statements).toHaveLength(1);
  expect(liveCards(workingSet, 'mara')).toEqual([card]);
  expect(liveCards(workingSet, 'ole')).toEqual([]);
});

it('finds rows by what they have become', async () => {
  const workingSet = aWorkingSet();
  await workingSet.load(answering(stored), [ofMara, need(LIVE_CARDS_OF_HOLDER, 'ole')]);
  expect(liveCards(workingSet, 'mara')).toHaveLength(1);
  put(workingSet, { holderId: 'ole' });
  put(workingSet, { id: 'card_2', state: 'ORDERED' });
  put(workingSet, { id: 'card_3', state: 'LOCKED' });
  expect(liveCards(workingSet, 'mara').map(({ id }) => id)).toEqual(['card_2']);
  expect(liveCards(workingSet, 'ole').map(({ id }) => id)).toEqual(['card_1']);
});

it('does not take a changed row back when it is loaded again', async () => {
  const workingSet = aWorkingSet();
  await workingSet.load(answering(stored), [need(CARD_BY_ID, 'card_1')]);
  put(workingSet, { state: 'LOCKED' });
  await workingSet.load(answering(stored), [ofMara]);
  expect(liveCards(workingSet, 'mara')).toEqual([]);
});
