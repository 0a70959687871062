import type { Viewer } from '@tessera/lifecycle';
import type { Database } from '../persistence/database.js';
import { DAY_MS } from '@tessera/lifecycle';
import { describeOnSqlite } from '../../../../test/support/databases.js';
import { actAs } from '../../../../test/support/graph-callers.js';
import { takeEvents } from '../../../../test/support/graph-streams.js';
import { pass } from '../../../../test/support/graph-timers.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer } from '../../../../test/support/log-stack.js';
import { makeTemporaryCards, putVisitors } from '../../../../test/support/temporary-cards.js';

const OPERATOR = aViewer('OPERATOR');
const CHANGED = 'temporaryCardStatusChanged';
const APPROACHING = 'expiryApproaching';

/** So many temporary cards that lie ready, and a cursor from before they were used. */
async function begin(database: Database, count = 1) {
  await putVisitors(database);
  await putVisitors(database, { id: 'guests' });
  const stack = createGraphStack(database);
  const ids = await makeTemporaryCards(stack, count);
  const after = (await stack.ask('{ statusCursor }')).text('statusCursor');
  const office = actAs(stack, OPERATOR);
  return {
    stack,
    ids,
    office,
    assign: (id: string, holderId = 'mara', days = 14) =>
      office.perform('assignTemporaryCard', { id, holderId, validUntil: inDays(days) }),
    /** A moment so many days after now. */
    inDays,
    /** The next so many events of a stream since the cards lay ready. */
    follow: (
      field: string,
      count: number,
      { given = '', viewer = OPERATOR }: { given?: string; viewer?: Viewer } = {},
    ) =>
      takeEvents(stack, {
        ...{ viewer, field, arguments: given, after, count },
        selects: 'subjectId commandName daysLeft occurredAt temporaryCard { state holder { id } }',
      }),
  };

  function inDays(days: number): string {
    return new Date(stack.clock.now().getTime() + days * DAY_MS).toISOString();
  }
}

describeOnSqlite('the end of a temporary card’s validity', ({ open }) => {
  it('is announced 7 and 3 days ahead, with the days left, each once', async () => {
    await using opened = await open();
    const { stack, ids, assign, inDays, follow } = await begin(opened.database);
    await using _stack = stack;
    const [id = ''] = ids;
    await assign(id);
    const [week, three] = [inDays(7), inDays(11)];
    const fired: number[] = [];
    for (const days of [7 - 1 / DAY_MS, 1 / DAY_MS, 3, 1, 1]) fired.push(await pass(stack, days * DAY_MS));
    expect(fired).toEqual([0, 1, 0, 1, 0]);
    const reminder = {
      subjectId: id,
      commandName: 'REMIND',
      temporaryCard: { state: 'ASSIGNED', holder: { id: 'mara' } },
    };
    expect(await follow(APPROACHING, 2)).toEqual([
      { ...reminder, daysLeft: 7, occurredAt: week },
      { ...reminder, daysLeft: 3, occurredAt: three },
    ]);
    const history = `{ temporaryCard(id: "${id}") { history { nodes { command from to daysLeft actor { id role } channel } } } }`;
    const [newest, , assigned] = (await stack.ask(history)).list('temporaryCard.history.nodes');
    const job = { actor: { id: 'system', role: 'SYSTEM' }, channel: 'JOB' };
    expect(newest?.data).toEqual({ command: 'REMIND', from: 'ASSIGNED', to: 'ASSIGNED', daysLeft: 3, ...job });
    expect(assigned?.at('daysLeft')).toBeNull();
  });

  it('is announced only at moments that were ahead when it was set', async () => {
    await using opened = await open();
    const { stack, ids, assign, follow } = await begin(opened.database, 4);
    await using _stack = stack;
    const days = [8, 7, 5, 3];
    for (const [index, id] of ids.entries()) await assign(id, `holder-${index}`, days[index]);
    for (let day = 0; day < 8; day += 1) await pass(stack, DAY_MS);
    const told = (await follow(APPROACHING, 4)).map(({ subjectId, daysLeft }) => [subjectId, daysLeft]);
    const [eight, seven, five, three] = ids;
    const expected = [[eight, 7], [five, 3], [seven, 3], [eight, 3]]; // prettier-ignore
    expect(told).toEqual(expected);
    const log = await stack.ask('{ statusEvents(first: 1000) { items { commandName subjectId } } }');
    const reminded = log.list('statusEvents.items').filter((event) => event.at('commandName') === 'REMIND');
    expect(reminded.map((event) => event.at('subjectId'))).toEqual(expected.map(([id]) => id));
    expect(reminded.map((event) => event.at('subjectId'))).not.toContain(three);
  });

  it('is announced anew once it was moved forward', async () => {
    await using opened = await open();
    const { stack, ids, assign, inDays, office, follow } = await begin(opened.database);
    await using _stack = stack;
    const [id = ''] = ids;
    await assign(id, 'mara', 8);
    await pass(stack, 5 * DAY_MS);
    await office.perform('extendTemporaryCard', { id, validUntil: inDays(10) });
    await pass(stack, 3 * DAY_MS);
    await pass(stack, 4 * DAY_MS);
    const told = (await follow(APPROACHING, 4)).map(({ daysLeft }) => daysLeft);
    // The first was five days late by the clock's leap, the second on time.
    expect(told).toEqual([3, 3, 7, 3]);
    expect(await pass(stack, 2 * DAY_MS)).toBe(0);
    expect(await pass(stack, DAY_MS)).toBe(1);
  });

  it('expires the card on the moment: it stays with its holder until it is withdrawn', async () => {
    await using opened = await open();
    const { stack, ids, assign, office, follow } = await begin(opened.database);
    await using _stack = stack;
    const [id = ''] = ids;
    await assign(id, 'mara', 2);
    expect(await pass(stack, 2 * DAY_MS - 1)).toBe(0);
    expect(await pass(stack, 1)).toBe(1);
    const [event] = await follow(CHANGED, 1, { given: 'to: [EXPIRED]' });
    const expired = { state: 'EXPIRED', holder: { id: 'mara' } };
    expect(event).toMatchObject({ subjectId: id, commandName: 'EXPIRE', daysLeft: null, temporaryCard: expired });
    const read = `{ temporaryCard(id: "${id}") { certificates validUntil availableTransitions { command to allowed } } }`;
    const seen = await stack.ask(read);
    expect(seen.at('temporaryCard')).toMatchObject({
      certificates: 'NONE',
      validUntil: stack.clock.now().toISOString(),
    });
    const allowed = seen.list('temporaryCard.availableTransitions').filter((each) => each.at('allowed') === true);
    expect(allowed.map(({ data }) => data)).toEqual([{ command: 'WITHDRAW', to: 'UNASSIGNED', allowed: true }]);
    await office.perform('withdrawTemporaryCard', { id, reason: 'RETURNED' });
    await assign(id, 'nils', 2);
    expect(await pass(stack, 2 * DAY_MS)).toBe(1);
  });

  it('stands before all but locking and withdrawing once it is past, even before it was worked off', async () => {
    await using opened = await open();
    const { stack, ids, assign, inDays, office } = await begin(opened.database, 2);
    await using _stack = stack;
    const [id = '', other = ''] = ids;
    await assign(id, 'mara', 2);
    await assign(other, 'nils', 2);
    stack.clock.advance(2 * DAY_MS);
    const late = await office.issue('extendTemporaryCard', { id, validUntil: inDays(1) });
    expect(late).toMatchObject({ code: 'GUARD_REFUSED', guard: 'OVERDUE', retryable: true, option: null });
    expect(await office.outcomeOf('lockTemporaryCard', { id, reason: 'LOST' })).toBe('ACCEPTED');
    expect(await office.outcomeOf('withdrawTemporaryCard', { id: other, reason: 'RETURNED' })).toBe('ACCEPTED');
    expect(await pass(stack, 14 * DAY_MS)).toBe(0);
  });

  it('is worked off in order after a downtime, each moment once', async () => {
    await using opened = await open();
    const { stack, ids, assign, follow } = await begin(opened.database);
    await using _stack = stack;
    const [id = ''] = ids;
    await assign(id);
    await pass(stack, 20 * DAY_MS);
    const told = await follow(CHANGED, 4);
    expect(told.map(({ commandName, daysLeft }) => [commandName, daysLeft])).toEqual([
      ['ASSIGN', null],
      ['REMIND', 0],
      ['REMIND', 0],
      ['EXPIRE', null],
    ]);
    expect(await pass(stack, 20 * DAY_MS)).toBe(0);
  });

  it('is streamed by card, holder, program and state, the one who gives a card back included', async () => {
    await using opened = await open();
    const { stack, ids, assign, office, follow } = await begin(opened.database, 2);
    await using _stack = stack;
    const [id = '', other = ''] = ids;
    const [guest = ''] = await makeTemporaryCards(stack, 1, 'guests');
    await assign(other, 'nils', 8);
    await assign(id, 'mara', 8);
    await assign(guest, 'mara', 8);
    await pass(stack, DAY_MS);
    await office.perform('withdrawTemporaryCard', { id, reason: 'RETURNED' });
    await office.perform('withdrawTemporaryCard', { id: guest, reason: 'RETURNED' });
    await pass(stack, 7 * DAY_MS);
    const seen = async (count: number, given: string) =>
      (await follow(CHANGED, count, { given })).map(({ subjectId, commandName }) => [subjectId, commandName]);
    expect(await seen(3, `temporaryCardId: "${id}"`)).toEqual([[id, 'ASSIGN'], [id, 'REMIND'], [id, 'WITHDRAW']]); // prettier-ignore
    const atGuests = await seen(7, 'programId: "guests"');
    expect(atGuests.map(([, command]) => command)).toEqual([
      ...['REQUEST', 'SUBMIT', 'COMPLETE_PRODUCTION', 'INITIALIZE'],
      ...['ASSIGN', 'REMIND', 'WITHDRAW'],
    ]);
    expect(await seen(2, 'holderId: "mara", to: [UNASSIGNED]')).toEqual([[id, 'WITHDRAW'], [guest, 'WITHDRAW']]); // prettier-ignore
    expect(await seen(3, 'holderId: "nils", to: [ASSIGNED, EXPIRED]')).toEqual([
      [other, 'ASSIGN'],
      [other, 'REMIND'],
      [other, 'REMIND'],
    ]);
    expect(await seen(1, `to: [EXPIRED]`)).toEqual([[other, 'EXPIRE']]);
  });

  it('is told to the holder and to those who read the tenant', async () => {
    await using opened = await open();
    const { stack, ids, assign, follow } = await begin(opened.database, 2);
    await using _stack = stack;
    const [id = '', other = ''] = ids;
    await assign(other, 'nils', 8);
    await assign(id, 'mara', 9);
    await pass(stack, DAY_MS);
    await pass(stack, DAY_MS);
    const firstFor = async (viewer: Viewer) => (await follow(APPROACHING, 1, { viewer }))[0];
    expect(await firstFor(aViewer('SUPPORT_AGENT'))).toMatchObject({ subjectId: other, daysLeft: 7 });
    expect(await firstFor(aViewer('CARDHOLDER', { id: 'nils' }))).toMatchObject({ subjectId: other });
    expect(await firstFor(aViewer('CARDHOLDER', { id: 'mara' }))).toMatchObject({ subjectId: id, daysLeft: 7 });
  });
});
