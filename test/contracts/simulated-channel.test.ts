import type { ProductionErrorCode } from '@tessera/lifecycle';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type { TimerStack } from '../support/timer-stack.js';
import { DAY_MS } from '@tessera/lifecycle';
import { SimulatedChannel } from '../../packages/subgraph/src/production/simulated-channel.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { leakWatch } from '../support/leak-watch.js';
import { createLogStack, putProgram } from '../support/log-stack.js';
import { createTimerStack, orderCard } from '../support/timer-stack.js';

const STEP_MS = 1_000;

describeOnEachDatabase('the simulated channel', ({ open }) => {
  it('takes an operation through its journey, a report a step', async () => {
    await using opened = await open();
    const { stack, channel } = await createSimulation(opened.database);
    const { cardId, operationId } = await orderCard(stack);
    await stack.runner.runOnce();
    expect(await channel.runOnce()).toBe(0);
    expect(await takeSteps(stack, channel, operationId)).toEqual(['READY', 'IN_PROGRESS', 'PRODUCED']);
    expect((await stack.readCard(cardId)).state).toBe('PRODUCED');
    const events = await stack.readEventsOf(operationId);
    expect(events.map(({ command }) => command)).toEqual(['REQUEST', 'READY', 'START', 'COMPLETE']);
    expect(events.at(-1)).toMatchObject({ actorId: 'simulator', actorRole: 'SYSTEM', channel: 'PRODUCTION' });
    expect((await stack.verify()).fault).toBeNull();
  });

  it('goes on where it was in another process', async () => {
    await using opened = await open();
    const { stack, channel } = await createSimulation(opened.database);
    const { operationId } = await orderCard(stack);
    await stack.runner.runOnce();
    stack.clock.advance(STEP_MS);
    await channel.runOnce();
    const restarted = createChannel(opened.database, stack);
    expect(await takeSteps(stack, restarted, operationId)).toEqual(['IN_PROGRESS', 'PRODUCED', 'PRODUCED']);
  });

  it('repeats a report that it had not noted, which writes nothing twice', async () => {
    await using opened = await open();
    const { stack, channel } = await createSimulation(opened.database);
    const { operationId } = await orderCard(stack);
    await stack.runner.runOnce();
    stack.clock.advance(STEP_MS);
    const other = createChannel(opened.database, stack);
    await Promise.all([channel.runOnce(), other.runOnce()]);
    expect((await stack.readEventsOf(operationId)).map(({ command }) => command)).toEqual(['REQUEST', 'READY']);
    await takeSteps(stack, channel, operationId);
    expect(await stack.readEventsOf(operationId)).toHaveLength(4);
  });

  it('refuses the next request when told to fail with a request code, and says so again when asked again', async () => {
    await using opened = await open();
    const { stack, channel } = await createSimulation(opened.database);
    channel.failNext('PAN_ALREADY_EXISTS');
    const { cardId, operationId } = await orderCard(stack);
    const order = await stack.readOperation(operationId);
    const answers = [await channel.submit(operationId, order), await channel.submit(operationId, order)];
    expect(answers.map((answer) => answer.type === 'REFUSED' && answer.errorCode)).toEqual([
      'PAN_ALREADY_EXISTS',
      'PAN_ALREADY_EXISTS',
    ]);
    await stack.runner.runOnce();
    expect(await stack.readOperation(operationId)).toMatchObject({
      state: 'REQUEST_ERROR',
      errorCode: 'PAN_ALREADY_EXISTS',
    });
    expect((await stack.readEventsOf(cardId)).at(-1)?.reason).toBe('PRODUCTION_REFUSED');
    const next = await orderCard(stack, 'direct', 'ole');
    await stack.runner.runOnce();
    expect(await takeSteps(stack, channel, next.operationId)).toEqual(['READY', 'IN_PROGRESS', 'PRODUCED']);
  });

  it('starts and fails the next production when told to fail with a production code', async () => {
    await using opened = await open();
    const { stack, channel } = await createSimulation(opened.database);
    channel.failNext('PRD_FEEDER_JAM');
    const { cardId, operationId } = await orderCard(stack);
    await stack.runner.runOnce();
    expect(await takeSteps(stack, channel, operationId)).toEqual(['READY', 'IN_PROGRESS', 'PRODUCTION_ERROR']);
    expect((await stack.readOperation(operationId)).errorCode).toBe('PRD_FEEDER_JAM');
    expect((await stack.readEventsOf(cardId)).at(-1)).toMatchObject({
      reason: 'PRODUCTION_FAILED',
      errorCode: 'PRD_FEEDER_JAM',
    });
  });

  it('fails every operation when it is set up to', async () => {
    await using opened = await open();
    const { stack, channel } = await createSimulation(opened.database, 'PRT_PAUSED');
    for (const holder of ['ada', 'ben']) {
      const { operationId } = await orderCard(stack, 'direct', holder);
      await stack.runner.runOnce();
      expect((await takeSteps(stack, channel, operationId)).at(-1)).toBe('PRODUCTION_ERROR');
    }
  });

  it('stops when the operation is canceled, and a submit that comes late starts nothing', async () => {
    await using opened = await open();
    const { stack, channel } = await createSimulation(opened.database);
    const { operationId } = await orderCard(stack);
    const order = await stack.readOperation(operationId);
    await stack.runner.runOnce();
    await stack.submit({ kind: 'PRODUCTION_OPERATION', command: 'cancel', subjectId: operationId });
    await stack.runner.runOnce();
    expect(await channel.submit(operationId, order)).toEqual({ type: 'ACCEPTED' });
    expect(await takeSteps(stack, channel, operationId)).toEqual(['CANCELED', 'CANCELED', 'CANCELED']);
    expect(await stack.readEventsOf(operationId)).toHaveLength(2);
  });

  it('remembers a cancel that comes before its submit', async () => {
    await using opened = await open();
    const { stack, channel } = await createSimulation(opened.database);
    const { operationId } = await orderCard(stack);
    const order = await stack.readOperation(operationId);
    await channel.cancel(operationId, order);
    await channel.submit(operationId, order);
    stack.clock.advance(STEP_MS);
    expect(await channel.runOnce()).toBe(0);
  });

  it('forgets what ended two days ago', async () => {
    await using opened = await open();
    const { stack, channel } = await createSimulation(opened.database);
    const { operationId } = await orderCard(stack);
    await stack.runner.runOnce();
    await takeSteps(stack, channel, operationId);
    expect(await opened.database.read('SELECT step FROM simulated_job')).toMatchObject([{ step: 'ENDED' }]);
    stack.clock.advance(2 * DAY_MS);
    await channel.runOnce();
    expect(await opened.database.read('SELECT step FROM simulated_job')).toEqual([]);
  });
});

/** A stack whose SIMULATED program `direct` is produced by a simulated channel. */
async function createSimulation(database: Database, failCode: ProductionErrorCode | null = null) {
  await putProgram(database, { productionChannel: 'SIMULATED' });
  const { writer, clock } = createLogStack(database);
  const channel = createChannel(database, { writer, clock }, failCode);
  return { channel, stack: createTimerStack(database, { channel, clock }) };
}

function createChannel(
  database: Database,
  { writer, clock }: Pick<TimerStack, 'writer' | 'clock'>,
  failCode: ProductionErrorCode | null = null,
): SimulatedChannel {
  return new SimulatedChannel({
    database,
    writer,
    clock,
    logger: leakWatch.logger,
    stepMs: STEP_MS,
    failCode,
  });
}

/** Lets the channel take three steps; answers the operation's state after each. */
async function takeSteps(stack: TimerStack, channel: SimulatedChannel, operationId: string): Promise<string[]> {
  const states: string[] = [];
  for (let step = 0; step < 3; step += 1) {
    stack.clock.advance(STEP_MS);
    await channel.runOnce();
    states.push((await stack.readOperation(operationId)).state);
  }
  return states;
}
