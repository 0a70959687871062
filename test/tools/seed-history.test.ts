import type { SeedPlan } from '../../packages/subgraph/src/seed/seed-plan.js';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { StateCounts } from '../../packages/subgraph/src/seed/count-states.js';
import type { TestDatabase } from '../support/databases.js';
import { PRODUCTION_ERRORS } from '@tessera/lifecycle';
import { seedDemo } from '../../packages/subgraph/src/configuration/demo-seed.js';
import { PERSONAS } from '../../packages/subgraph/src/identity/personas.js';
import { countStates } from '../../packages/subgraph/src/seed/count-states.js';
import { createPlan } from '../../packages/subgraph/src/seed/create-plan.js';
import { seedTenant } from '../../packages/subgraph/src/seed/seed-tenant.js';
import { describeOnEachDatabase, describeOnSqlite } from '../support/databases.js';
import { leakWatch } from '../support/leak-watch.js';
import { createLogStack, putProgram, registerCard, TEST_MAC_KEYS } from '../support/log-stack.js';
import { findTallyFaults } from '../support/tally-faults.js';
import { TestClock } from '../support/test-clock.js';

/** In the night to a Sunday, minutes after a batch sync: when least is open. */
const QUIET_END = new Date('2026-11-29T00:03:00.000Z');

/** Temporary cards pass it within one command. */
const PASSED_THROUGH = ['TEMPORARY_CARD REQUESTED'];

describeOnEachDatabase('a seeded history', ({ open }) => {
  let opened: TestDatabase;
  let events: readonly StatusEvent[];
  beforeAll(async () => {
    opened = await open();
    await seed(opened, planOf(QUIET_END));
    events = await createLogStack(opened.database).readEvents();
  });
  afterAll(() => opened[Symbol.asyncDispose]());

  it('leads to cards and operations in every state', async () => {
    const counts = await countStates(opened.database, 'acme');
    const cards = counts.filter(({ kind }) => kind !== 'PRODUCTION_OPERATION').map(({ kind, total }) => [kind, total]);
    expect(Object.fromEntries(cards)).toEqual({ CARD: 250, TEMPORARY_CARD: 50, CHARGE_CARD: 100 });
    const empty = counts.flatMap(({ kind, states }) =>
      states.filter(([, count]) => count === 0).map(([state]) => `${kind} ${state}`),
    );
    expect(empty).toEqual(PASSED_THROUGH);
  });

  it('is whole, in order and over: no event is of the future, the last ones are of the last hour', async () => {
    expect(await createLogStack(opened.database).verify()).toEqual({ events: events.length, fault: null });
    const times = events.map(({ occurredAt }) => occurredAt.getTime());
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times[0]).toBeGreaterThanOrEqual(QUIET_END.getTime() - 45 * 86_400_000);
    const last = times.at(-1) ?? 0;
    expect(last).toBeLessThanOrEqual(QUIET_END.getTime());
    expect(last).toBeGreaterThan(QUIET_END.getTime() - 3_600_000);
  });

  it('is counted right', async () => {
    expect(await findTallyFaults(opened.database, 'acme')).toEqual([]);
  });

  it('leaves nothing overdue to the server that starts then', async () => {
    const [due] = await opened.database.read('SELECT COUNT(*) AS found FROM due_row WHERE due_at <= ?', [QUIET_END]);
    const [jobs] = await opened.database.read('SELECT COUNT(*) AS found FROM simulated_job WHERE due_at <= ?', [
      QUIET_END,
    ]);
    expect([due, jobs].map((row) => Number(row?.['found']))).toEqual([0, 0]);
  });

  it('has every persona of the tenant in it, by the channels that they use', () => {
    const acting = new Set(events.map(({ actorId }) => actorId));
    const personas = PERSONAS.filter(({ tenantId }) => tenantId === 'acme').map(({ userId }) => userId);
    expect(personas.filter((id) => !acting.has(id) && id !== 'mara.lind')).toEqual([]);
    expect(events.filter(({ holderId }) => holderId === 'mara.lind').length).toBeGreaterThan(5);
    expect(new Set(events.map(({ channel }) => channel))).toEqual(new Set(['API', 'CONSOLE', 'JOB', 'PRODUCTION']));
  });

  it('has productions that fail, of several parts of the chain', () => {
    const ended = events.filter(
      ({ subjectKind, command }) => subjectKind === 'PRODUCTION_OPERATION' && ENDS.has(command),
    );
    const failed = ended.flatMap(({ errorCode }) => errorCode ?? []);
    expect(failed.length / ended.length).toBeGreaterThan(0.02);
    expect(failed.length / ended.length).toBeLessThan(0.15);
    expect(new Set(failed.map((code) => PRODUCTION_ERRORS[code].category)).size).toBeGreaterThanOrEqual(3);
  });
});

describeOnSqlite('a seeded history', ({ open }) => {
  let quiet: readonly StateCounts[];
  beforeAll(async () => {
    await using opened = await open();
    await seed(opened, planOf(QUIET_END));
    quiet = await countStates(opened.database, 'acme');
  });

  it.each([
    ['on a weekday afternoon', '2026-11-26T14:30:00.000Z'],
    ['on a Saturday', '2026-11-28T11:00:00.000Z'],
    ['at the very moment of a batch sync', '2026-11-30T00:00:00.000Z'],
  ])('has the same numbers with the same seed when it ends %s', async (_when, end) => {
    await using opened = await open();
    await seed(opened, planOf(new Date(end)));
    expect(await countStates(opened.database, 'acme')).toEqual(quiet);
  });

  it('is not there at all when it is stopped on the way', async () => {
    await using opened = await open();
    let moments = 0;
    const stopped = seed(opened, planOf(QUIET_END), () => (moments += 1) > 100);
    await expect(stopped).rejects.toThrow(/^Stopped at 2026-10-.* of the history: nothing was written\.$/);
    expect(await createLogStack(opened.database).readEvents()).toEqual([]);
  });

  it('takes the place of the demo that a server has set up when it started', async () => {
    await using opened = await open();
    await seedDemo(createLogStack(opened.database, { clock: new TestClock(QUIET_END.toISOString()) }));
    await seed(opened, planOf(QUIET_END));
    expect(await countStates(opened.database, 'acme')).toEqual(quiet);
    expect((await createLogStack(opened.database).verify()).fault).toBeNull();
    expect(await findTallyFaults(opened.database, 'acme')).toEqual([]);
    expect(await createLogStack(opened.database).readEvents('globex')).toHaveLength(7);
  });

  it('is given up when somebody else has begun the log, which stays as it is', async () => {
    await using opened = await open();
    const others = createLogStack(opened.database, { clock: new TestClock(QUIET_END.toISOString()) });
    await putProgram(opened.database);
    await registerCard(others);
    await expect(seed(opened, planOf(QUIET_END))).rejects.toThrow('Another process has begun this log meanwhile');
    expect(await others.readEvents()).toHaveLength(1);
  });
});

const ENDS: ReadonlySet<string> = new Set(['COMPLETE', 'REFUSE', 'FAIL']);

function planOf(end: Date): SeedPlan {
  return createPlan({ tenantId: 'acme', cards: 400, days: 45, seed: 7, end });
}

function seed({ database }: TestDatabase, plan: SeedPlan, isStopping = () => false): Promise<void> {
  const watch = { onProgress: () => undefined, isStopping };
  const { logger } = leakWatch;
  return seedTenant({ database, macKeys: TEST_MAC_KEYS, logger, tenantId: 'acme', plan, watch });
}
