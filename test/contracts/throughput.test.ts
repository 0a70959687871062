import type { Viewer } from '@tessera/lifecycle';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { GraphStack } from '../permissions/two-tenants.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { createGraphStack } from '../support/graph-stack.js';
import { aViewer, putProgram, registerCard } from '../support/log-stack.js';
import { findTallyFaults } from '../support/tally-faults.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What the log says came into a state between two moments, by stretches of so many characters of the time. */
function expectedOf(events: readonly StatusEvent[], { from, to }: { from: string; to: string }, characters: number) {
  const sums = new Map<string, number>();
  for (const { subjectKind, fromState, toState, occurredAt } of events) {
    const stretch = occurredAt.toISOString().slice(0, characters);
    const isWithin = stretch >= from.slice(0, characters) && occurredAt.toISOString() < to;
    if (subjectKind !== 'CARD' || toState === null || toState === fromState || !isWithin) continue;
    const key = `${stretch}${':00:00.000Z'.padStart(24 - characters, 'T00')} ${toState}`;
    sums.set(key, (sums.get(key) ?? 0) + 1);
  }
  return [...sums].map(([key, count]) => `${key} ${count}`).sort();
}

async function throughputOf(stack: GraphStack, given: string, viewer: Viewer = aViewer('OPERATOR')) {
  const answer = await stack.ask(`{ cardThroughput(${given}) { from state count } }`, { viewer });
  return answer
    .list('cardThroughput')
    .map((each) => ['from', 'state', 'count'].map((name) => String(each.at(name))).join(' '));
}

/** Cards over three days, one every 100 minutes; every second one is aborted 50 minutes later. */
async function liveThreeDays(stack: GraphStack): Promise<{ readonly begin: Date; readonly end: Date }> {
  await putProgram(stack.database, { multipleOrdersPerHolder: true });
  const begin = stack.clock.now();
  for (let index = 0; index * 100 < (3 * DAY) / 60_000; index += 1) {
    const subjectId = await registerCard(stack);
    stack.clock.advance(50 * 60_000);
    if (index % 2 === 0) await stack.submit({ command: 'abort', subjectId, viewer: aViewer('REQUESTER') });
    stack.clock.advance(50 * 60_000);
  }
  return { begin, end: stack.clock.now() };
}

describeOnEachDatabase('the throughput of cards', ({ open }) => {
  it('is what the log says, by hour and by day, whole stretches at both ends', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const { begin, end } = await liveThreeDays(stack);
    const events = await stack.readEvents();
    const all = { from: begin.toISOString(), to: end.toISOString() };
    const hours = await throughputOf(stack, `from: "${all.from}", to: "${all.to}"`);
    expect(hours).toEqual(expectedOf(events, all, 13));
    expect(hours.length).toBeGreaterThan(40);
    const days = await throughputOf(stack, `from: "${all.from}", to: "${all.to}", bucket: DAY`);
    expect(days).toEqual(expectedOf(events, all, 10));
    // A moment within a stretch brings all of it; one at its beginning ends before it.
    const wholeDay = {
      from: new Date(begin.getTime() + DAY).toISOString(),
      to: `${new Date(begin.getTime() + 2 * DAY).toISOString().slice(0, 10)}T00:00:00.000Z`,
    };
    const [first] = await throughputOf(stack, `from: "${wholeDay.from}", to: "${wholeDay.to}", bucket: DAY`);
    expect(first?.slice(0, 10)).toBe(wholeDay.from.slice(0, 10));
    expect(await throughputOf(stack, `from: "${wholeDay.from}", to: "${wholeDay.to}", bucket: DAY`)).toEqual(
      expectedOf(events, wholeDay, 10),
    );
    expect(await findTallyFaults(opened.database, 'acme')).toEqual([]);
  });

  it('is null for whoever does not read all of the kind, and another tenant’s to nobody', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    await putProgram(opened.database);
    const from = stack.clock.now().toISOString();
    await registerCard(stack);
    const to = new Date(stack.clock.now().getTime() + HOUR).toISOString();
    const ask = `{ cardThroughput(from: "${from}", to: "${to}") { count } }`;
    for (const role of ['CARDHOLDER', 'PRODUCER', 'ACCOUNT_OWNER'] as const)
      expect((await stack.ask(ask, { viewer: aViewer(role) })).at('cardThroughput')).toBeNull();
    const foreigner = aViewer('OPERATOR', { tenantId: 'globex' });
    expect((await stack.ask(ask, { viewer: foreigner })).at('cardThroughput')).toEqual([]);
    expect((await stack.ask(ask)).at('cardThroughput')).toEqual([{ count: 1 }]);
  });

  it('refuses a time that ends before it begins, and one that is too long', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const refuses = async (given: string, message: string) => {
      const { errors } = await stack.run(`{ cardThroughput(${given}) { count } }`);
      expect(errors?.[0]?.originalError).toMatchObject({ code: 'BAD_USER_INPUT', message });
    };
    const january = 'from: "2026-01-01T00:00:00Z"';
    await refuses(`${january}, to: "2026-01-01T00:00:00Z"`, 'from: give a moment before `to`.');
    await refuses(
      `${january}, to: "2026-02-01T00:00:00.001Z"`,
      'to: ask for at most 31 days by HOUR; ask again for the rest.',
    );
    await refuses(
      `${january}, to: "2027-01-02T00:00:00.001Z", bucket: DAY`,
      'to: ask for at most 366 days by DAY; ask again for the rest.',
    );
    expect(await throughputOf(stack, `${january}, to: "2026-02-01T00:00:00Z"`)).toEqual([]);
    expect(await throughputOf(stack, `${january}, to: "2027-01-02T00:00:00Z", bucket: DAY`)).toEqual([]);
  });

  it('counts what servers from before it wrote, with the next batch, and once', async () => {
    await using opened = await open();
    const { database } = opened;
    await using stack = createGraphStack(database);
    await putProgram(database, { multipleOrdersPerHolder: true });
    await registerCard(stack);
    const rows = await database.read('SELECT * FROM tally');
    stack.clock.advance(2 * HOUR);
    await registerCard(stack);
    await registerCard(stack);
    // As such servers leave it: what they write is not counted.
    await restore(stack, rows);
    stack.clock.advance(HOUR);
    await registerCard(stack);
    expect(await findTallyFaults(database, 'acme')).toEqual([]);
    await restore(stack, []);
    await registerCard(stack);
    expect(await findTallyFaults(database, 'acme')).toEqual([]);
  });
});

/** Puts the tally back to what it was. */
async function restore({ database }: GraphStack, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const session = await database.openWriteSession();
  await session.write('DELETE FROM tally', []);
  for (const { subject_kind: kind, measure, slot, state, amount } of rows)
    await session.write(
      'INSERT INTO tally (tenant_id, subject_kind, measure, slot, state, amount) VALUES (?, ?, ?, ?, ?, ?)',
      ['acme', String(kind), String(measure), String(slot), String(state), Number(amount)],
    );
  session.release();
}
