import type { Database } from '../persistence/database.js';
import { DAY_MS } from '@tessera/lifecycle';
import { describeOnSqlite } from '../../../../test/support/databases.js';
import { actAs } from '../../../../test/support/graph-callers.js';
import { pass } from '../../../../test/support/graph-timers.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer, putProgram } from '../../../../test/support/log-stack.js';
import { activateCards } from '../../../../test/support/produced-cards.js';
import { makeTemporaryCards, putVisitors } from '../../../../test/support/temporary-cards.js';

const OPERATOR = aViewer('OPERATOR');

/** The holder of the first card that `activateCards` makes. */
const holderId = 'holder-0';

type Stack = ReturnType<typeof createGraphStack>;

/** An active card of the holder's, and so many temporary cards that lie ready. */
async function begin(database: Database, count = 1) {
  await putProgram(database);
  await putVisitors(database, { multipleActivePerHolder: true });
  const stack = createGraphStack(database);
  const [cardId = ''] = await activateCards(stack, 1);
  return { stack, cardId, ids: await makeTemporaryCards(stack, count), office: actAs(stack, OPERATOR) };
}

/** The card and its stand-in as they are now. */
async function read(stack: Stack, cardId: string, id: string): Promise<readonly unknown[]> {
  const source = `{ card(id: "${cardId}") { state certificates temporaryCard { id } }
    temporaryCard(id: "${id}") { state replacesCard { id } } }`;
  const answer = await stack.ask(source);
  return [answer.at('card'), answer.at('temporaryCard')];
}

/** The newest events of the tenant, oldest first. */
async function lastEvents(stack: Stack, count: number): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const source = `{ statusEvents(first: 1000) { items {
    id subjectId sequence commandName fromState toState reason comment causedBy actor { id role }
  } } }`;
  const items = (await stack.ask(source)).list('statusEvents.items').slice(-count);
  return items.map(({ data }) => data as Readonly<Record<string, unknown>>);
}

describeOnSqlite('a temporary card that stands in for a card', ({ open }) => {
  it('is named by the card and names it, and makes the card inactive as mislaid, as an effect', async () => {
    await using opened = await open();
    const { stack, cardId, ids, office } = await begin(opened.database);
    await using _stack = stack;
    const [id = ''] = ids;
    const result = await office.issue('assignTemporaryCard', { id, holderId, replacesCardId: cardId });
    expect(result).toMatchObject({ to: 'ASSIGNED', subject: { version: 5 } });
    expect(await read(stack, cardId, id)).toEqual([
      { state: 'INACTIVE', certificates: 'ON_HOLD', temporaryCard: { id } },
      { state: 'ASSIGNED', replacesCard: { id: cardId } },
    ]);
    const [cause, effect] = await lastEvents(stack, 2);
    expect(cause).toMatchObject({ subjectId: id, commandName: 'ASSIGN', causedBy: null, reason: null });
    expect(result['event']).toMatchObject({ id: cause?.['id'] });
    const deactivation = { commandName: 'DEACTIVATE', fromState: 'ACTIVE', toState: 'INACTIVE', reason: 'MISLAID' };
    const actor = { id: OPERATOR.id, role: 'SYSTEM' };
    expect(effect).toMatchObject({ subjectId: cardId, ...deactivation, actor, causedBy: cause?.['id'], comment: null });
  });

  it.each([
    ['RETURNED', 'ACTIVE', 'VALID'],
    ['NO_LONGER_NEEDED', 'ACTIVE', 'VALID'],
    ['LOST_ORIGINAL', 'INACTIVE', 'ON_HOLD'],
    ['OTHER', 'INACTIVE', 'ON_HOLD'],
  ] as const)('when it is withdrawn as %s leaves the card %s', async (reason, state, certificates) => {
    await using opened = await open();
    const { stack, cardId, ids, office } = await begin(opened.database);
    await using _stack = stack;
    const [id = ''] = ids;
    await office.perform('assignTemporaryCard', { id, holderId, replacesCardId: cardId });
    const withdrawal = await office.issue('withdrawTemporaryCard', { id, reason, comment: 'At the desk.' });
    expect(await read(stack, cardId, id)).toEqual([
      { state, certificates, temporaryCard: null },
      { state: 'UNASSIGNED', replacesCard: null },
    ]);
    const [last] = await lastEvents(stack, 1);
    const event = Object(withdrawal['event']) as { readonly id: string };
    const reactivation = { subjectId: cardId, commandName: 'REACTIVATE', causedBy: event.id, reason: null };
    expect(last).toMatchObject(state === 'ACTIVE' ? reactivation : { id: event.id, comment: 'At the desk.' });
  });

  it('leaves the card as it is when somebody changed it since, and says so', async () => {
    await using opened = await open();
    const { stack, cardId, ids, office } = await begin(opened.database);
    await using _stack = stack;
    const [id = ''] = ids;
    await office.perform('assignTemporaryCard', { id, holderId, replacesCardId: cardId });
    await office.perform('reactivateCard', { id: cardId });
    await office.perform('deactivateCard', { id: cardId, reason: 'LEAVE' });
    const result = await office.issue('withdrawTemporaryCard', { id, reason: 'RETURNED', comment: 'Back.' });
    const comment = 'Back.\nLeft out: reactivating the card that it stood in for';
    expect(result).toMatchObject({ to: 'UNASSIGNED', event: { comment, commandName: 'WITHDRAW' } });
    expect(await read(stack, cardId, id)).toMatchObject([{ state: 'INACTIVE', temporaryCard: null }, {}]);
  });

  it('leaves the card inactive when the holder has another active card by then, and says so', async () => {
    await using opened = await open();
    const { stack, cardId, ids, office } = await begin(opened.database);
    await using _stack = stack;
    const [id = ''] = ids;
    await office.perform('assignTemporaryCard', { id, holderId, replacesCardId: cardId });
    const other = await activateCards(stack, 1);
    expect(other).not.toEqual([cardId]);
    const result = await office.issue('withdrawTemporaryCard', { id, reason: 'RETURNED' });
    expect(result).toMatchObject({ event: { comment: 'Left out: reactivating the card that it stood in for' } });
    expect(await read(stack, cardId, id)).toMatchObject([{ state: 'INACTIVE' }, { state: 'UNASSIGNED' }]);
  });

  it('gives the card up when it is locked, which leaves the card inactive', async () => {
    await using opened = await open();
    const { stack, cardId, ids, office } = await begin(opened.database);
    await using _stack = stack;
    const [id = ''] = ids;
    await office.perform('assignTemporaryCard', { id, holderId, replacesCardId: cardId });
    await office.perform('lockTemporaryCard', { id, reason: 'LOST' });
    expect(await read(stack, cardId, id)).toEqual([
      { state: 'INACTIVE', certificates: 'ON_HOLD', temporaryCard: null },
      { state: 'LOCKED', replacesCard: null },
    ]);
  });

  it('stands in for the card beyond its own expiry, and gives it back when it is withdrawn', async () => {
    await using opened = await open();
    const { stack, cardId, ids, office } = await begin(opened.database);
    await using _stack = stack;
    const [id = ''] = ids;
    await office.perform('assignTemporaryCard', { id, holderId, replacesCardId: cardId });
    await pass(stack, 14 * DAY_MS);
    expect(await read(stack, cardId, id)).toMatchObject([
      { state: 'INACTIVE', temporaryCard: { id } },
      { state: 'EXPIRED', replacesCard: { id: cardId } },
    ]);
    await office.perform('withdrawTemporaryCard', { id, reason: 'RETURNED' });
    expect(await read(stack, cardId, id)).toMatchObject([{ state: 'ACTIVE' }, { state: 'UNASSIGNED' }]);
  });

  it('is refused where the card is not active, another’s, or has a stand-in, with the card in the way', async () => {
    await using opened = await open();
    const { stack, cardId, ids, office } = await begin(opened.database, 2);
    await using _stack = stack;
    const [id = '', other = ''] = ids;
    const assign = (input: object) =>
      office.issue('assignTemporaryCard', { id: other, holderId, replacesCardId: cardId, ...input });
    const refused = { code: 'GUARD_REFUSED', option: null };
    const theirs = { ...refused, guard: 'STAND_IN_HOLDER_DIFFERS', conflictingId: cardId };
    expect(await assign({ holderId: 'nils' })).toMatchObject(theirs);
    await office.perform('assignTemporaryCard', { id, holderId, replacesCardId: cardId });
    const inactive = { ...refused, guard: 'STAND_IN_CARD_NOT_ACTIVE', conflictingId: cardId };
    expect(await assign({})).toMatchObject(inactive);
    await office.perform('reactivateCard', { id: cardId });
    expect(await assign({})).toMatchObject({ ...refused, guard: 'STAND_IN_EXISTS', conflictingId: id });
    expect(await read(stack, cardId, other)).toMatchObject([{ state: 'ACTIVE' }, { state: 'UNASSIGNED' }]);
  });

  it('finds only cards of its tenant', async () => {
    await using opened = await open();
    const { stack, ids, office } = await begin(opened.database);
    await using _stack = stack;
    await putProgram(opened.database, { tenantId: 'umbra' });
    const umbra = aViewer('OPERATOR', { tenantId: 'umbra' });
    const foreign = await actAs(stack, umbra).perform('registerCard', { programId: 'direct', holderId });
    for (const replacesCardId of [foreign, 'card_unknown', ids[0]]) {
      const refused = await office.issue('assignTemporaryCard', { id: ids[0], holderId, replacesCardId });
      expect(refused).toMatchObject({ code: 'SUBJECT_NOT_FOUND', unknownId: replacesCardId });
    }
  });
});
