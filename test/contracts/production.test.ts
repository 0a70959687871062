import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type { ChannelAnswer } from '../../packages/subgraph/src/production/production-channel.js';
import { DAY_MS } from '@tessera/lifecycle';
import { mapChannelError } from '../../packages/subgraph/src/production/map-channel-error.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { putProgram, registerCard } from '../support/log-stack.js';
import { createTimerStack, orderCard, ScriptedChannel } from '../support/timer-stack.js';

const HOUR_MS = 3_600_000;

describeOnEachDatabase('the dispatcher of productions', ({ open }) => {
  it('submits an operation once and removes its row when the channel accepts', async () => {
    await using opened = await open();
    const channel = new ScriptedChannel();
    const stack = createTimerStack(opened.database, { channel });
    await putProgram(opened.database, { productionChannel: 'SIMULATED' });
    const { cardId, operationId } = await orderCard(stack);
    await stack.runner.runOnce();
    await stack.runner.runOnce();
    expect(channel.calls).toEqual([
      {
        method: 'submit',
        operationId,
        order: {
          tenantId: 'acme',
          subjectKind: 'CARD',
          subjectId: cardId,
          programId: 'direct',
          holderId: 'mara',
          attempt: 1,
        },
      },
    ]);
    expect(await stack.readDueRows('dispatch')).toEqual([]);
    expect((await stack.readOperation(operationId)).state).toBe('REQUESTED');
  });

  it('leaves the operations of programs whose machines read them alone', async () => {
    await using opened = await open();
    const channel = new ScriptedChannel();
    const stack = createTimerStack(opened.database, { channel });
    await putProgram(opened.database, { productionChannel: 'BUREAU' });
    await orderCard(stack);
    expect(await stack.runner.runOnce()).toBe(0);
    expect(channel.calls).toEqual([]);
  });

  it('calls again after 1, 2, 4 … seconds, at most 5 minutes, while the channel is in trouble', async () => {
    await using opened = await open();
    const channel = new ScriptedChannel(() => Promise.reject(new Error('connection refused')));
    const stack = createTimerStack(opened.database, { channel });
    await putProgram(opened.database, { productionChannel: 'SIMULATED' });
    await orderCard(stack);
    const firstDueAt = stack.clock.now();
    for (const [attempts, pauseS] of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].entries()) {
      await stack.runner.runOnce();
      const dueAt = new Date(stack.clock.now().getTime() + pauseS * 1_000);
      expect(await stack.readDueRows('dispatch')).toMatchObject([{ attempts: attempts + 1, dueAt, firstDueAt }]);
      stack.clock.set(new Date(dueAt.getTime() - 1));
      expect(await stack.runner.runOnce()).toBe(0);
      stack.clock.advance(1);
    }
    channel.answer = () => Promise.resolve({ type: 'ACCEPTED' });
    await stack.runner.runOnce();
    expect(await stack.readDueRows('dispatch')).toEqual([]);
    expect(channel.calls).toHaveLength(12);
  });

  it('takes a channel that does not answer in time for one in trouble', async () => {
    await using opened = await open();
    const channel = new ScriptedChannel(() => new Promise(() => undefined));
    const stack = createTimerStack(opened.database, { channel, channelTimeoutMs: 20 });
    await putProgram(opened.database, { productionChannel: 'SIMULATED' });
    await orderCard(stack);
    await stack.runner.runOnce();
    const dueAt = new Date(stack.clock.now().getTime() + 1_000);
    expect(await stack.readDueRows('dispatch')).toMatchObject([{ attempts: 1, dueAt }]);
  });

  it('holds up no other timer while it waits for a channel', async () => {
    await using opened = await open();
    let accept: (answer: ChannelAnswer) => void = () => undefined;
    const answer = new Promise<ChannelAnswer>((resolve) => (accept = resolve));
    const channel = new ScriptedChannel(() => answer);
    const stack = createTimerStack(opened.database, { channel, pollMs: 5 });
    await putProgram(opened.database, { productionChannel: 'SIMULATED' });
    await putProgram(opened.database, { id: 'queued', queueOrders: true });
    await orderCard(stack);
    stack.runner.start();
    while (channel.calls.length === 0) await nextTurn();
    const queued = await registerCard(stack, { input: { programId: 'queued', holderId: 'ole' } });
    await stack.submit({ command: 'request', subjectId: queued });
    stack.clock.advance(5_000);
    while ((await stack.readCard(queued)).state !== 'ORDERED') await nextTurn();
    expect(await stack.readDueRows('dispatch')).toHaveLength(1);
    accept({ type: 'ACCEPTED' });
    await stack.runner.stop();
    expect(await stack.readDueRows('dispatch')).toEqual([]);
  });

  it('refuses the operation with the channel’s final code, which fails the card', async () => {
    await using opened = await open();
    const channel = new ScriptedChannel(() =>
      Promise.resolve({ type: 'REFUSED', errorCode: 'INVALID_FIELD_VALUE', description: 'name too long' }),
    );
    const stack = createTimerStack(opened.database, { channel });
    await putProgram(opened.database, { productionChannel: 'SIMULATED' });
    const { cardId, operationId } = await orderCard(stack);
    await stack.runner.runOnce();
    expect(await stack.readOperation(operationId)).toMatchObject({
      state: 'REQUEST_ERROR',
      errorCode: 'INVALID_FIELD_VALUE',
      errorDescription: 'name too long',
    });
    const refused = (await stack.readEventsOf(operationId)).at(-1);
    expect(refused).toMatchObject({
      command: 'REFUSE',
      actorId: 'dispatch',
      actorRole: 'SYSTEM',
      channel: 'PRODUCTION',
    });
    expect((await stack.readEventsOf(cardId)).at(-1)).toMatchObject({
      command: 'FAIL',
      reason: 'PRODUCTION_REFUSED',
      errorCode: 'INVALID_FIELD_VALUE',
      causedBy: refused?.id,
    });
    expect(await stack.readDueRows('dispatch')).toEqual([]);
    expect(await stack.runner.runOnce()).toBe(0);
  });

  it('keeps the text of a code that the catalogue does not know', async () => {
    await using opened = await open();
    const channel = new ScriptedChannel(() =>
      Promise.resolve({ type: 'REFUSED', ...mapChannelError('REQUEST', 'E-4711', 'no such layout') }),
    );
    const stack = createTimerStack(opened.database, { channel });
    await putProgram(opened.database, { productionChannel: 'SIMULATED' });
    const { operationId } = await orderCard(stack);
    await stack.runner.runOnce();
    expect(await stack.readOperation(operationId)).toMatchObject({
      state: 'REQUEST_ERROR',
      errorCode: 'UNKNOWN_ERROR',
      errorDescription: 'E-4711: no such layout',
    });
  });

  it('gives up after 24 hours: the operation ends with UNKNOWN_ERROR, the card with ORDERING_FAILED', async () => {
    await using opened = await open();
    const channel = new ScriptedChannel(() => Promise.reject(new Error('connection refused')));
    const stack = createTimerStack(opened.database, { channel });
    await putProgram(opened.database, { productionChannel: 'SIMULATED' });
    const { cardId, operationId } = await orderCard(stack);
    await stack.runner.runOnce();
    stack.clock.advance(DAY_MS - 1);
    await stack.runner.runOnce();
    expect((await stack.readOperation(operationId)).state).toBe('REQUESTED');
    stack.clock.advance(HOUR_MS);
    await stack.runner.runOnce();
    expect(await stack.readOperation(operationId)).toMatchObject({
      state: 'REQUEST_ERROR',
      errorCode: 'UNKNOWN_ERROR',
    });
    const failed = (await stack.readEventsOf(cardId)).at(-1);
    expect(failed).toMatchObject({ command: 'FAIL', reason: 'ORDERING_FAILED', errorCode: 'UNKNOWN_ERROR' });
    expect(await stack.readDueRows('dispatch')).toEqual([]);
  });

  it('leaves a row alone that another runner has put off meanwhile', async () => {
    await using opened = await open();
    const channel = new ScriptedChannel();
    const stack = createTimerStack(opened.database, { channel });
    await putProgram(opened.database, { productionChannel: 'SIMULATED' });
    await orderCard(stack);
    const later = new Date(stack.clock.now().getTime() + 60_000);
    channel.answer = async () => {
      const session = await opened.database.openWriteSession();
      const dueAt = opened.database.dialect.encode('datetime', later);
      await session.write('UPDATE due_row SET due_at = ? WHERE timer = ?', [dueAt, 'dispatch']);
      session.release();
      return { type: 'ACCEPTED' };
    };
    await stack.runner.runOnce();
    expect(await stack.readDueRows('dispatch')).toMatchObject([{ attempts: 0, dueAt: later }]);
  });

  it('submits again after a kill between the channel’s answer and its record', async () => {
    await using opened = await open();
    const channel = new ScriptedChannel();
    const dying = createTimerStack(opened.database, { channel, runnerDatabase: withoutWrites(opened.database) });
    await putProgram(opened.database, { productionChannel: 'SIMULATED' });
    const { operationId } = await orderCard(dying);
    await expect(dying.runner.runOnce()).rejects.toThrow('killed');
    expect(await dying.readDueRows('dispatch')).toHaveLength(1);
    const restarted = createTimerStack(opened.database, { channel, clock: dying.clock });
    await restarted.runner.runOnce();
    expect(channel.calls.map((call) => call.operationId)).toEqual([operationId, operationId]);
    expect(await restarted.readDueRows('dispatch')).toEqual([]);
    expect(await restarted.readEventsOf(operationId)).toHaveLength(1);
  });

  it('tells the channel of a cancellation until it accepts, and dispatches no more', async () => {
    await using opened = await open();
    const channel = new ScriptedChannel(() => Promise.reject(new Error('connection refused')));
    const stack = createTimerStack(opened.database, { channel });
    await putProgram(opened.database, { productionChannel: 'SIMULATED' });
    const { operationId } = await orderCard(stack);
    await stack.submit({ kind: 'PRODUCTION_OPERATION', command: 'cancel', subjectId: operationId });
    await stack.runner.runOnce();
    channel.answer = () => Promise.resolve({ type: 'ACCEPTED' });
    stack.clock.advance(1_000);
    await stack.runner.runOnce();
    expect(channel.calls.map(({ method }) => method)).toEqual(['cancel', 'cancel']);
    expect(await stack.readDueRows('recall')).toEqual([]);
    expect(await stack.readDueRows('dispatch')).toEqual([]);
  });

  it('gives a recall up after 24 hours', async () => {
    await using opened = await open();
    const channel = new ScriptedChannel(() => Promise.reject(new Error('connection refused')));
    const stack = createTimerStack(opened.database, { channel });
    await putProgram(opened.database, { productionChannel: 'SIMULATED' });
    const { operationId } = await orderCard(stack);
    await stack.submit({ kind: 'PRODUCTION_OPERATION', command: 'cancel', subjectId: operationId });
    stack.clock.advance(DAY_MS - 1);
    await stack.runner.runOnce();
    expect(await stack.readDueRows('recall')).toHaveLength(1);
    stack.clock.advance(HOUR_MS);
    await stack.runner.runOnce();
    expect(await stack.readDueRows('recall')).toEqual([]);
    expect((await stack.readOperation(operationId)).state).toBe('CANCELED');
  });
});

/** The database of a process that is killed before it writes. */
function withoutWrites(database: Database): Database {
  return new Proxy(database, {
    get: (target, property): unknown => {
      if (property === 'openWriteSession') return () => Promise.reject(new Error('killed'));
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
