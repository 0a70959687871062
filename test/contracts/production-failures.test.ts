import type { Viewer } from '@tessera/lifecycle';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { GraphStack } from '../permissions/two-tenants.js';
import { PRODUCTION_ERRORS } from '@tessera/lifecycle';
import { describeOnEachDatabase } from '../support/databases.js';
import { createGraphStack } from '../support/graph-stack.js';
import { acceptedId, aViewer, putProgram, registerCard } from '../support/log-stack.js';
import { actAsOlderServer } from '../support/older-server.js';
import { findTallyFaults } from '../support/tally-faults.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How productions end, in turn; null: as they should. */
const ENDS = [
  ['refuse', 'UNKNOWN_ERROR'],
  ['fail', 'UNKNOWN_ERROR'],
  ['fail', 'PRD_FEEDER_JAM'],
  ['complete', null],
  ['refuse', 'REQUEST_CREATED_BUT_NOT_STARTED'],
  ['fail', 'UNKNOWN_ERROR'],
  ['cancel', null],
  ['fail', 'PRT_RIBBON'],
] as const;

/** So many cards, ordered one every five hours; each production ends half an hour later. */
async function produce(stack: GraphStack, count: number): Promise<void> {
  const viewer = aViewer('PRODUCER');
  for (let index = 0; index < count; index += 1) {
    acceptedId(await stack.submit({ command: 'request', subjectId: await registerCard(stack) }));
    const [order] = (await stack.readEvents()).slice(-1);
    expect(order?.subjectKind).toBe('PRODUCTION_OPERATION');
    stack.clock.advance(HOUR / 2);
    const [command, errorCode] = ENDS[index % ENDS.length] ?? ENDS[0];
    const end = { kind: 'PRODUCTION_OPERATION', command, subjectId: order?.subjectId ?? '', input: { errorCode } };
    acceptedId(await stack.submit({ ...end, viewer: command === 'cancel' ? aViewer('OPERATOR') : viewer }));
    stack.clock.advance(4.5 * HOUR);
  }
}

/** What the log says, by stretches of so many characters of the time. */
function countByHand(events: readonly StatusEvent[], { from, to }: { from: string; to: string }, characters: number) {
  const counts = new Map<string, number>();
  for (const { subjectKind, toState, errorCode, occurredAt } of events) {
    const at = occurredAt.toISOString();
    if (subjectKind !== 'PRODUCTION_OPERATION' || errorCode === null) continue;
    if (at.slice(0, characters) < from.slice(0, characters) || at >= to) continue;
    const { category } = PRODUCTION_ERRORS[errorCode];
    const told = errorCode === 'UNKNOWN_ERROR' && toState === 'PRODUCTION_ERROR' ? 'PRODUCTION' : category;
    const stretch = `${at.slice(0, characters)}${'T00:00:00.000Z'.slice(characters - 10)}`;
    const key = `${stretch} ${errorCode} ${told}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${key} ${count}`).sort();
}

async function failuresOf(stack: GraphStack, given: string, viewer: Viewer = aViewer('OPERATOR')): Promise<string[]> {
  const answer = await stack.ask(`{ productionFailures(${given}) { from code category count } }`, { viewer });
  const rows = answer.list('productionFailures');
  return rows.map((each) => ['from', 'code', 'category', 'count'].map((name) => String(each.at(name))).join(' '));
}

describeOnEachDatabase('the failures of production', ({ open }) => {
  it('are what the log says, by hour and by day, whole stretches at both ends', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    await putProgram(opened.database, { multipleOrdersPerHolder: true });
    const begin = stack.clock.now();
    await produce(stack, 24);
    const events = await stack.readEvents();
    const all = { from: begin.toISOString(), to: stack.clock.now().toISOString() };
    const hours = await failuresOf(stack, `from: "${all.from}", to: "${all.to}"`);
    expect(hours.toSorted()).toEqual(countByHand(events, all, 13));
    const days = await failuresOf(stack, `from: "${all.from}", to: "${all.to}", bucket: DAY`);
    expect(days.toSorted()).toEqual(countByHand(events, all, 10));
    for (const category of ['REQUEST', 'PRODUCTION'])
      expect(days.join()).toContain(`${begin.toISOString().slice(0, 10)}T00:00:00.000Z UNKNOWN_ERROR ${category} `);
    const moments = (rows: readonly string[]) => rows.map((each) => each.split(' ', 1)[0]);
    expect(moments(hours)).toEqual(moments(hours).toSorted());
    const day = {
      from: new Date(begin.getTime() + DAY).toISOString(),
      to: `${new Date(begin.getTime() + 2 * DAY).toISOString().slice(0, 10)}T00:00:00.000Z`,
    };
    const ofDay = await failuresOf(stack, `from: "${day.from}", to: "${day.to}", bucket: DAY`);
    expect(ofDay.toSorted()).toEqual(countByHand(events, day, 10));
    expect(ofDay.length).toBeGreaterThan(0);
    expect(await findTallyFaults(opened.database, 'acme')).toEqual([]);
  });

  it('are null for whoever does not read all operations, and another tenant’s to nobody', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    await putProgram(opened.database);
    const from = stack.clock.now().toISOString();
    await produce(stack, 1);
    const ask = `{ productionFailures(from: "${from}", to: "${stack.clock.now().toISOString()}") { count } }`;
    const answerOf = async (viewer: Viewer) => (await stack.ask(ask, { viewer })).at('productionFailures');
    for (const role of ['CARDHOLDER', 'ACCOUNT_OWNER', 'ACCOUNT_ADMIN'] as const)
      expect(await answerOf(aViewer(role))).toBeNull();
    expect(await answerOf(aViewer('OPERATOR', { tenantId: 'globex' }))).toEqual([]);
    for (const role of ['OPERATOR', 'PRODUCER'] as const) expect(await answerOf(aViewer(role))).toEqual([{ count: 1 }]);
  });

  it('refuse the times that the throughput refuses', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const messageOf = async (field: string, given: string) =>
      (await stack.run(`{ ${field}(from: "2026-01-01T00:00:00Z", ${given}) { count } }`)).errors?.[0]?.message;
    for (const given of [
      'to: "2026-01-01T00:00:00Z"',
      'to: "2026-02-01T00:00:00.001Z"',
      'to: "2027-01-02T00:00:00.001Z", bucket: DAY',
    ]) {
      const message = await messageOf('productionFailures', given);
      expect(message).toMatch(/^(from: give|to: ask for at most)/);
      expect(message).toBe(await messageOf('cardThroughput', given));
    }
    expect(await messageOf('productionFailures', 'to: "2026-02-01T00:00:00Z"')).toBeUndefined();
  });

  it('are made up for, once, when a server from before them wrote meanwhile, or all along', async () => {
    await using opened = await open();
    const { database } = opened;
    await using stack = createGraphStack(database);
    await putProgram(database, { multipleOrdersPerHolder: true });
    for (const known of [true, false]) {
      await produce(stack, 3);
      await actAsOlderServer(database, () => produce(stack, 3), { known });
      expect((await findTallyFaults(database, 'acme')).join()).toContain('FAILED_WITH');
      await produce(stack, 1);
      expect(await findTallyFaults(database, 'acme')).toEqual([]);
    }
  });
});
