import type { Card, ProductionOperation } from '@tessera/lifecycle';
import type { TransitionCommand, TransitionOutcome } from '../../packages/subgraph/src/log/transition-command.js';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type { Target } from '../support/random-commands.js';
import { LIFECYCLES, systemViewer } from '@tessera/lifecycle';
import * as fc from 'fast-check';
import { CardRecord } from '../../packages/subgraph/src/card/card.record.js';
import { readDuePage } from '../../packages/subgraph/src/jobs/due-row.js';
import { systemCommand } from '../../packages/subgraph/src/log/system-command.js';
import { ProductionOperationRecord } from '../../packages/subgraph/src/production/production-operation.record.js';
import { findBrokenInvariants } from '../support/broken-invariants.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { createLogStack, putKiosk, putProgram } from '../support/log-stack.js';
import { chance, makeCommand } from '../support/random-commands.js';

const COMMANDS_A_ROUND = 60;
const DAY = 86_400_000;

/** After each round: a batch sync, some days, and at last the end of validity and of the production window. */
const PAUSES = [6_000, 0, 6_000, DAY, 6_000, 0, 12 * DAY, 6_000, 20 * DAY, 6_000, 31 * DAY, 6_000, 0];

/** Given, it repeats the commands of an earlier run; how they race is left to the machine. */
const seed = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 1e9));

/** One submitted command with what became of it. */
interface Submitted {
  readonly command: TransitionCommand;
  readonly outcome: TransitionOutcome;
}

type Stack = ReturnType<typeof createLogStack>;

afterEach(() => jest.restoreAllMocks());

beforeAll(() => {
  process.stderr.write(`random races: TEST_SEED=${seed}\n`);
});

describeOnEachDatabase('random commands of several viewers at once', ({ open }) => {
  it('keep every rule, and leave a trace exactly where they were accepted', async () => {
    await using opened = await open();
    const { database } = opened;
    const classify = jest.spyOn(database.dialect, 'classify');
    await putPrograms(database);
    // Two writers: on MariaDB they race through the database's lock, on SQLite for its one connection.
    const first = createLogStack(database);
    const stacks = [first, createLogStack(database, { clock: first.clock })];
    const drawn = fc.sample(chance, { seed, numRuns: PAUSES.length * COMMANDS_A_ROUND });
    const submitted: Submitted[] = [];
    const fired: TransitionOutcome[] = [];
    for (let round = 0; round < PAUSES.length; round += 1) {
      const targets = await readTargets(database);
      const due = fireTimers(stacks, targets);
      const commands = drawn
        .slice(round * COMMANDS_A_ROUND, (round + 1) * COMMANDS_A_ROUND)
        .flatMap((each, index) => deliver(makeCommand(each, targets, `r${round}-${index}`), each.delivery));
      submitted.push(
        ...(await Promise.all(commands.map((command, index) => submit(stacks[index % 2] ?? first, command)))),
      );
      fired.push(...(await due));
      first.clock.advance(PAUSES[round] ?? 0);
    }
    expect(await findBrokenInvariants(database, { tenantId: 'acme', batchSyncMs: 5_000 })).toEqual([]);
    const events = await first.readEvents();
    expect(await first.verify()).toEqual({ events: events.length, fault: null });
    expect(await first.readEvents('globex')).toEqual([]);
    expect(findWrongTraces(events, submitted)).toEqual([]);
    const timed = events.filter(({ requestId, causedBy }) => requestId === null && causedBy === null);
    expect(fired.flatMap((outcome) => (outcome.type === 'ACCEPTED' ? [outcome.event.id] : [])).sort()).toEqual(
      timed.map(({ id }) => id).sort(),
    );
    const written = submitted.filter(isWritten);
    const keys = written.filter(({ command }) => command.idempotencyKey !== null);
    expect(await database.read('SELECT key_hash FROM idempotency_record')).toHaveLength(keys.length);
    // The writer bears a statement that fails, by dividing its batch: here none may.
    expect(classify.mock.results.filter(({ value }) => value === 'STATEMENT')).toEqual([]);
    // Chance is of use only while it lets enough happen, of every kind.
    expect(written.length).toBeGreaterThan(150);
    expect(submitted.length - written.length).toBeGreaterThan(150);
    expect(timed.length).toBeGreaterThan(10);
  });
});

async function submit(stack: Stack, command: TransitionCommand): Promise<Submitted> {
  return { command, outcome: await stack.writer.submit(command) };
}

/** The command as it is sent: a repeated delivery is a request of its own. */
function deliver(command: TransitionCommand, delivery: string): TransitionCommand[] {
  return delivery === 'TWICE_WITH_KEY'
    ? [command, { ...command, requestId: `${command.requestId ?? ''} again` }]
    : [command];
}

async function putPrograms(database: Database): Promise<void> {
  await putProgram(database, { validityDays: 30 });
  await putProgram(database, { id: 'approved', approvalRequired: true });
  await putProgram(database, { id: 'queued', approvalRequired: true, queueOrders: true, issuesCertificates: false });
  await putProgram(database, { id: 'simulated', productionChannel: 'SIMULATED', fourEyes: false });
  await putKiosk(database);
  await putKiosk(database, { id: 'WIS00002', status: 'NOT_READY' });
}

async function readTargets({ reader }: Database): Promise<Target[]> {
  const cards: Card[] = await reader.getRepository(CardRecord).find({ order: { id: 'ASC' } });
  const operations: ProductionOperation[] = await reader
    .getRepository(ProductionOperationRecord)
    .find({ order: { id: 'ASC' } });
  return [
    ...cards.map((subject) => ({ kind: 'CARD', subject }) as const),
    ...operations.map((subject) => ({ kind: 'PRODUCTION_OPERATION', subject }) as const),
  ];
}

/** Fires what is due and calls no channel, each timer by both writers at once. Throws when both have an effect. */
async function fireTimers(stacks: readonly Stack[], targets: readonly Target[]): Promise<TransitionOutcome[]> {
  const [{ database, clock }] = stacks as readonly [Stack];
  const filter = { is: 'NOT IN', timers: ['dispatch', 'recall'] } as const;
  const rows = await readDuePage(database, { filter, now: clock.now(), after: null, limit: 1_000 });
  const firings = rows.map(async (row) => {
    const subject = targets.find((target) => target.subject.id === row.subjectId)?.subject;
    const firing = subject && LIFECYCLES.get(row.subjectKind)?.timers[row.timer]?.fires(subject, clock.now());
    if (firing === undefined || 'call' in firing) throw new Error(`No firing of ${row.timer} of ${row.subjectId}`);
    const { subjectKind: kind, subjectId, timer, dueAt } = row;
    const viewer = systemViewer(row.tenantId);
    const command = systemCommand({ viewer, channel: 'JOB', kind, subjectId, ...firing, firing: { timer, dueAt } });
    const outcomes = await Promise.all(stacks.map(({ writer }) => writer.submit(command)));
    const effects = outcomes.filter(({ type }) => type === 'ACCEPTED');
    if (effects.length > 1) throw new Error(`The timer ${timer} of ${subjectId} had two effects`);
    return outcomes;
  });
  return (await Promise.all(firings)).flat();
}

function isWritten({ outcome }: Submitted): boolean {
  return outcome.type === 'ACCEPTED' && !outcome.replayed;
}

/** An accepted call has written its event and the effects of it; any other call nothing. */
function findWrongTraces(events: readonly StatusEvent[], submitted: readonly Submitted[]): string[] {
  return submitted.flatMap((each) => {
    const { command, outcome } = each;
    const own = events.filter(({ requestId }) => requestId === command.requestId);
    const roots = own.filter(({ causedBy }) => causedBy === null).map(({ id }) => id);
    const expected = outcome.type === 'ACCEPTED' && isWritten(each) ? [outcome.event.id] : [];
    const isRight = roots.join() === expected.join() && (expected.length > 0 || own.length === 0);
    return isRight ? [] : [`${command.command} ${command.requestId ?? ''}: ${outcome.type}, but wrote ${roots.join()}`];
  });
}
