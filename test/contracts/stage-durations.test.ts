import type { Viewer } from '@tessera/lifecycle';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { GraphStack } from '../permissions/two-tenants.js';
import * as fc from 'fast-check';
import { LIFECYCLES } from '@tessera/lifecycle';
import { countStays } from '../../packages/subgraph/src/log/count-stays.js';
import { liveAlike } from '../permissions/two-tenants.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { appendEvents, changeLog } from '../support/event-log.js';
import { createGraphStack } from '../support/graph-stack.js';
import { JumpingClock } from '../support/jumping-clock.js';
import { acceptedId, aViewer, putProgram, registerCard } from '../support/log-stack.js';
import { actAsOlderServer } from '../support/older-server.js';
import { chance } from '../support/random-commands.js';
import { findTallyFaults } from '../support/tally-faults.js';

const SEED = Number(process.env['TEST_SEED'] ?? Date.now() % 1_000_000);
const COMMANDS = 150;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MOVES = ['REGISTERED', 'REQUESTED', 'PROCESSING', 'ORDERED', 'PRODUCED'];
const KINDS = ['CARD', 'TEMPORARY_CARD', 'CHARGE_CARD', 'PRODUCTION_OPERATION'];

/** What is told of a state, or what there is to tell. */
interface Stage {
  readonly state: string;
  readonly count: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

interface Range {
  readonly from: Date;
  readonly to: Date;
}

async function durationsOf(stack: GraphStack, kind: string, { from, to }: Range): Promise<readonly Stage[]> {
  const given = `kind: ${kind}, from: "${from.toISOString()}", to: "${to.toISOString()}"`;
  const answer = await stack.ask(`{ cardStageDurations(${given}) { state count medianMs p95Ms } }`);
  return answer.list('cardStageDurations').map(({ data }) => data as Stage);
}

/** What the log says of the days that the range lies in, event by event. */
function measureByHand(events: readonly StatusEvent[], kind: string, { from, to }: Range): readonly Stage[] {
  const [begin, end] = [Math.floor(from.getTime() / DAY) * DAY, Math.ceil(to.getTime() / DAY) * DAY];
  const since = new Map<string, number>();
  const stays = new Map<string, number[]>();
  for (const { subjectKind, subjectId, fromState, toState, occurredAt } of events) {
    if (subjectKind !== kind || fromState === toState) continue;
    const at = occurredAt.getTime();
    const cameAt = since.get(subjectId);
    since.set(subjectId, at);
    if (fromState !== null && cameAt !== undefined && at >= begin && at < end)
      stays.set(fromState, [...(stays.get(fromState) ?? []), at - cameAt]);
  }
  return Object.keys(LIFECYCLES.get(kind)?.states ?? {}).flatMap((state) => {
    const sorted = stays.get(state)?.sort((a, b) => a - b) ?? [];
    const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
    return sorted.length === 0 ? [] : [{ state, count: sorted.length, medianMs: at(0.5), p95Ms: at(0.95) }];
  });
}

function expectWithinError(told: readonly Stage[], exact: readonly Stage[]): void {
  expect(told.map(({ state, count }) => [state, count])).toEqual(exact.map(({ state, count }) => [state, count]));
  for (const [index, { medianMs, p95Ms }] of exact.entries()) {
    expect(Math.abs((told[index]?.medianMs ?? 0) - medianMs)).toBeLessThanOrEqual(Math.max(medianMs * 0.05, 50));
    expect(Math.abs((told[index]?.p95Ms ?? 0) - p95Ms)).toBeLessThanOrEqual(Math.max(p95Ms * 0.05, 50));
  }
}

/** Some cards that are ordered an hour after they were registered. */
async function orderCards(stack: GraphStack, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const subjectId = await registerCard(stack);
    stack.clock.advance(HOUR);
    acceptedId(await stack.submit({ command: 'request', subjectId }));
  }
}

beforeAll(() => {
  process.stderr.write(`stage durations: TEST_SEED=${SEED}\n`);
});

describeOnEachDatabase('the durations of stages', ({ open }) => {
  it('are what the log says, off by at most 5 % or 50 ms, after random commands and jumps in time', async () => {
    await using opened = await open();
    const clock = new JumpingClock(SEED);
    await using stack = createGraphStack(opened.database, { clock });
    const begin = clock.now();
    await liveAlike(stack, fc.sample(chance, { seed: SEED, numRuns: COMMANDS }));
    clock.stop();
    const all = { from: begin, to: clock.now() };
    for (const tenantId of ['acme', 'umbra']) expect(await findTallyFaults(opened.database, tenantId)).toEqual([]);
    const events = await stack.readEvents();
    const middle = new Date((all.from.getTime() + all.to.getTime()) / 2);
    const ranges = [all, { from: begin, to: middle }, { from: middle, to: new Date(middle.getTime() + DAY) }];
    const lengths = new Set<number>();
    for (const kind of KINDS)
      for (const range of ranges) {
        const exact = measureByHand(events, kind, range);
        expectWithinError(await durationsOf(stack, kind, range), exact);
        for (const ms of exact.flatMap(({ medianMs, p95Ms }) => [medianMs, p95Ms]))
          lengths.add(Math.floor(Math.log10(ms + 1)));
      }
    // Measuring is of use only where stages took as different times as seconds and hours.
    expect(lengths.size).toBeGreaterThan(1);
  });

  it('are those of whole days, and of the caller’s tenant alone', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    await putProgram(opened.database, { multipleOrdersPerHolder: true });
    stack.clock.set(new Date('2026-03-01T22:30:00.000Z'));
    await orderCards(stack, 2);
    const daysOf = (from: string, to: string) => durationsOf(stack, 'CARD', { from: new Date(from), to: new Date(to) });
    // The middle of the bucket that an hour lies in.
    const registered = { state: 'REGISTERED', medianMs: 3_454_816, p95Ms: 3_454_816 };
    // The first was left at 23:30, the second at 0:30 of the next day.
    expect(await daysOf('2026-03-01T23:59:00Z', '2026-03-02T00:00:00Z')).toEqual([{ ...registered, count: 1 }]);
    expect(await daysOf('2026-03-01T23:59:00Z', '2026-03-02T00:00:01Z')).toEqual([{ ...registered, count: 2 }]);
    expect(await daysOf('2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z')).toEqual([]);
    const ask = '{ cardStageDurations(from: "2026-03-01T00:00:00Z", to: "2026-03-03T00:00:00Z") { count } }';
    const answerOf = async (viewer: Viewer) => (await stack.ask(ask, { viewer })).at('cardStageDurations');
    expect(await answerOf(aViewer('OPERATOR'))).toEqual([{ count: 2 }]);
    expect(await answerOf(aViewer('OPERATOR', { tenantId: 'globex' }))).toEqual([]);
    for (const role of ['CARDHOLDER', 'PRODUCER', 'ACCOUNT_OWNER'] as const)
      expect(await answerOf(aViewer(role))).toBeNull();
  });

  it('refuse a time that ends before it begins, and one that is too long', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const ask = (to: string) =>
      stack.run(`{ cardStageDurations(from: "2026-01-01T00:00:00Z", to: "${to}") { count } }`);
    const refuses = async (to: string, message: string) =>
      expect((await ask(to)).errors?.[0]?.originalError).toMatchObject({ code: 'BAD_USER_INPUT', message });
    await refuses('2026-01-01T00:00:00Z', 'from: give a moment before `to`.');
    await refuses('2027-01-02T00:00:00.001Z', 'to: ask for at most 366 days.');
    expect(await ask('2027-01-02T00:00:00Z')).toEqual({ data: { cardStageDurations: [] } });
  });

  it('are made up for, once, when a server from before them wrote meanwhile, or all along', async () => {
    await using opened = await open();
    const { database } = opened;
    await using stack = createGraphStack(database, { clock: new JumpingClock(SEED) });
    await putProgram(database, { multipleOrdersPerHolder: true });
    await orderCards(stack, 3);
    const waiting = await registerCard(stack);
    await actAsOlderServer(database, () => orderCards(stack, 3));
    expect(await findTallyFaults(database, 'acme')).not.toEqual([]);
    // The gap is closed by a batch that leaves a state itself.
    acceptedId(await stack.submit({ command: 'request', subjectId: waiting }));
    expect(await findTallyFaults(database, 'acme')).toEqual([]);
    await actAsOlderServer(database, () => orderCards(stack, 1), { known: false });
    await registerCard(stack);
    expect(await findTallyFaults(database, 'acme')).toEqual([]);
  });

  it('are counted of a long log part by part, each of its events once', async () => {
    await using opened = await open();
    const { database } = opened;
    await using stack = createGraphStack(database);
    await putProgram(database);
    await registerCard(stack);
    // Around the ends of parts; which positions are between does not matter.
    for (const before of [9_997, 19_999, 30_000]) {
      await changeLog(database, "UPDATE tenant_log SET head = ? WHERE tenant_id = 'acme'", [before]);
      await appendEvents(
        database,
        MOVES.map((_, index) => aMove(`card_${before}`, index)),
      );
    }
    const log = { runner: database, table: 'status_event', tenantId: 'acme' };
    const counted = await countStays(log, ['CARD'], { after: 0, upTo: 30_005 });
    expect(counted.map(({ state, amount }) => [state, amount])).toEqual([
      ['REGISTERED', 3],
      ['REQUESTED', 3],
      ['PROCESSING', 3],
      ['ORDERED', 3],
    ]);
    const halves = [
      { after: 0, upTo: 20_002 },
      { after: 20_002, upTo: 30_005 },
    ].map((each) => countStays(log, ['CARD'], each));
    const sums = (await Promise.all(halves)).flat().reduce((sum, { amount }) => sum + amount, 0);
    expect(sums).toBe(12);
  });
});

/** A card comes into a state, an hour after the one before. */
function aMove(subjectId: string, index: number): Partial<StatusEvent> {
  const states = { fromState: MOVES[index - 1] ?? null, toState: MOVES[index] ?? null };
  const occurredAt = new Date(Date.UTC(2026, 2, 2, 8 + index));
  return { id: `${subjectId}_${index}`, subjectId, sequence: index + 1, ...states, occurredAt };
}
