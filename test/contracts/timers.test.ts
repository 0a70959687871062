import type { Lifecycles } from '@tessera/lifecycle';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import { cardLifecycle, DAY_MS, LIFECYCLES } from '@tessera/lifecycle';
import { createIdempotencyPurge } from '../../packages/subgraph/src/jobs/purge-idempotency.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { watchReads } from '../support/feed-stack.js';
import { leakWatch } from '../support/leak-watch.js';
import { aViewer, putProgram, registerCard } from '../support/log-stack.js';
import { createTimerStack, orderCard, ScriptedChannel } from '../support/timer-stack.js';

const BATCH_SYNC_MS = 5_000;
const DISPATCHES_A_PAGE = 100;
const PRODUCER = { kind: 'PRODUCTION_OPERATION', viewer: aViewer('PRODUCER') };

describeOnEachDatabase('timers', ({ open }) => {
  it('order a queued card at the end of its batch-sync period, and not before', async () => {
    await using opened = await open();
    const stack = createTimerStack(opened.database);
    await putProgram(opened.database, { id: 'queued', queueOrders: true });
    stack.clock.advance(1_200);
    const cardId = await registerCard(stack, { input: { programId: 'queued', holderId: 'mara' } });
    await stack.submit({ command: 'request', subjectId: cardId });
    stack.clock.advance(BATCH_SYNC_MS - 1_200 - 1);
    expect(await stack.runner.runOnce()).toBe(0);
    expect((await stack.readCard(cardId)).state).toBe('PROCESSING');
    stack.clock.advance(1);
    expect(await stack.runner.runOnce()).toBe(1);
    expect(await stack.readCard(cardId)).toMatchObject({ state: 'ORDERED', attempts: 1 });
    const ordered = (await stack.readEventsOf(cardId)).at(-1);
    expect(ordered).toMatchObject({ command: 'ORDER', actorRole: 'SYSTEM', actorId: 'system', channel: 'JOB' });
    expect(await stack.readDueRows('order')).toEqual([]);
    expect((await stack.verify()).fault).toBeNull();
  });

  it('fail a queued card when its production window is over', async () => {
    await using opened = await open();
    const stack = createTimerStack(opened.database);
    await putProgram(opened.database, { id: 'queued', queueOrders: true });
    const cardId = await registerCard(stack, { input: { programId: 'queued', holderId: 'mara' } });
    stack.clock.advance(60 * DAY_MS);
    await stack.submit({ command: 'request', subjectId: cardId });
    stack.clock.advance(BATCH_SYNC_MS);
    await stack.runner.runOnce();
    const events = await stack.readEventsOf(cardId);
    expect(events.find(({ command }) => command === 'FAIL')).toMatchObject({
      reason: 'PRODUCTION_WINDOW_EXPIRED',
      toState: 'FAILED',
    });
    expect(await stack.readDueRows('order')).toEqual([]);
  });

  it('cancel a production that has not begun when the window ends, and wipe the card', async () => {
    await using opened = await open();
    const stack = createTimerStack(opened.database);
    await putProgram(opened.database);
    const { cardId, operationId } = await orderCard(stack);
    stack.clock.advance(60 * DAY_MS - 1);
    expect(await stack.runner.runOnce()).toBe(0);
    stack.clock.advance(1);
    expect(await stack.runner.runOnce()).toBe(2);
    expect((await stack.readOperation(operationId)).state).toBe('CANCELED');
    expect(await stack.readCard(cardId)).toMatchObject({ state: 'FAILED', embossedName: null });
    const events = await stack.readEventsOf(cardId);
    expect(events.find(({ command }) => command === 'FAIL')?.reason).toBe('PRODUCTION_WINDOW_EXPIRED');
  });

  it('wait with the wipe while the card is in production', async () => {
    await using opened = await open();
    const stack = createTimerStack(opened.database);
    await putProgram(opened.database);
    const { cardId, operationId } = await orderCard(stack);
    await stack.submit({ ...PRODUCER, command: 'ready', subjectId: operationId });
    await stack.submit({ ...PRODUCER, command: 'start', subjectId: operationId });
    stack.clock.advance(61 * DAY_MS);
    expect(await stack.runner.runOnce()).toBe(0);
    expect((await stack.readCard(cardId)).embossedName).toBe('MARA LIND');
    await stack.submit({ ...PRODUCER, command: 'complete', subjectId: operationId });
    expect(await stack.runner.runOnce()).toBe(1);
    expect(await stack.readCard(cardId)).toMatchObject({ state: 'PRODUCED', embossedName: null });
    expect(await stack.runner.runOnce()).toBe(0);
  });

  it('expire a card at the end of its validity, in use or not', async () => {
    await using opened = await open();
    const stack = createTimerStack(opened.database);
    await putProgram(opened.database, { validityDays: 2 });
    const cards: string[] = [];
    for (const holder of ['ada', 'ben']) {
      const { cardId, operationId } = await orderCard(stack, 'direct', holder);
      await stack.submit({ ...PRODUCER, command: 'complete', subjectId: operationId });
      await stack.submit({ command: 'activate', subjectId: cardId });
      cards.push(cardId);
    }
    await stack.submit({ command: 'deactivate', subjectId: cards[1] ?? '' });
    stack.clock.advance(2 * DAY_MS);
    expect(await stack.runner.runOnce()).toBe(2);
    for (const cardId of cards) {
      expect(await stack.readCard(cardId)).toMatchObject({ state: 'EXPIRED', certificates: 'NONE' });
    }
  });

  it('fire all that fell due during a downtime, each once, whichever of two runners comes first', async () => {
    await using opened = await open();
    const one = createTimerStack(opened.database);
    const other = createTimerStack(opened.database, { clock: one.clock });
    const tenants = ['acme', 'globex'];
    for (const tenantId of tenants) await putProgram(opened.database, { tenantId, id: 'queued', queueOrders: true });
    const viewers = tenants.map((tenantId) => aViewer('OPERATOR', { tenantId }));
    const orders = viewers.flatMap((viewer) => Array.from({ length: 260 }, (_, index) => ({ viewer, index })));
    await Promise.all(
      orders.map(async ({ viewer, index }) => {
        const input = { programId: 'queued', holderId: `holder-${index}` };
        const subjectId = await registerCard(one, { viewer, input });
        await one.submit({ viewer, command: 'request', subjectId });
      }),
    );
    one.clock.advance(7 * DAY_MS);
    await Promise.all([one.runner.runOnce(), other.runner.runOnce()]);
    for (const tenantId of tenants) {
      const ordered = (await one.readEvents(tenantId)).filter(({ command }) => command === 'ORDER');
      expect(ordered).toHaveLength(260);
      expect(new Set(ordered.map(({ subjectId }) => subjectId)).size).toBe(260);
      expect((await one.verify(tenantId)).fault).toBeNull();
    }
    expect(await one.readDueRows('order')).toEqual([]);
  });

  it('put a timer off that is refused or fails, and fire the others', async () => {
    await using opened = await open();
    const stack = createTimerStack(opened.database, { lifecycles: withRefusals() });
    await putProgram(opened.database, { id: 'queued', queueOrders: true });
    const ids = new Map<string, string>();
    for (const holderId of ['refused', 'throws', 'mara']) {
      const cardId = await registerCard(stack, { input: { programId: 'queued', holderId } });
      await stack.submit({ command: 'request', subjectId: cardId });
      ids.set(holderId, cardId);
    }
    stack.clock.advance(BATCH_SYNC_MS);
    const pauses: number[] = [];
    for (const expected of [1_000, 2_000, 4_000, 8_000]) {
      await stack.runner.runOnce();
      const rows = await stack.readDueRows('order');
      expect(new Set(rows.map(({ subjectId }) => subjectId))).toEqual(new Set([ids.get('refused'), ids.get('throws')]));
      const pause = rows.map(({ dueAt }) => dueAt.getTime() - stack.clock.now().getTime());
      pauses.push(...pause);
      expect(pause).toEqual([expected, expected]);
      expect(await stack.runner.runOnce()).toBe(0);
      stack.clock.advance(expected);
    }
    expect((await stack.readCard(ids.get('mara') ?? '')).state).toBe('ORDERED');
  });

  it('leave a timer for the next poll when the writer is overloaded', async () => {
    await using opened = await open();
    const stack = createTimerStack(opened.database, { limits: { perTenant: 10, inAll: 10 } });
    await putProgram(opened.database, { id: 'queued', queueOrders: true });
    for (let index = 0; index < 25; index += 1) {
      const input = { programId: 'queued', holderId: `holder-${index}` };
      await stack.submit({ command: 'request', subjectId: await registerCard(stack, { input }) });
    }
    stack.clock.advance(BATCH_SYNC_MS);
    const seen = [await stack.runner.runOnce(), await stack.runner.runOnce(), await stack.runner.runOnce()];
    expect(seen).toEqual([25, 15, 5]);
    expect(await stack.runner.runOnce()).toBe(0);
    expect(await stack.readDueRows('order')).toEqual([]);
  });

  it('remove a due row whose subject does not exist', async () => {
    await using opened = await open();
    const stack = createTimerStack(opened.database);
    await putDueRow(opened.database, { subjectId: 'nowhere', timer: 'order', kind: 'CARD' }, stack.clock.now());
    expect(await stack.runner.runOnce()).toBe(1);
    expect(await stack.readDueRows('order')).toEqual([]);
  });

  it('put a due row off whose timer or kind they do not know, for a newer process to fire', async () => {
    await using opened = await open();
    const stack = createTimerStack(opened.database);
    await putProgram(opened.database);
    const subjectId = await registerCard(stack);
    for (const row of [
      { subjectId, timer: 'to-come', kind: 'CARD' },
      { subjectId: 'badge_1', timer: 'to-come', kind: 'BADGE' },
    ])
      await putDueRow(opened.database, row, stack.clock.now());
    expect(await stack.runner.runOnce()).toBe(2);
    expect(await stack.runner.runOnce()).toBe(0);
    expect(await stack.readDueRows('to-come')).toMatchObject([{ attempts: 1 }, { attempts: 1 }]);
  });

  it('remove a due row whose subject has moved on, without an event', async () => {
    await using opened = await open();
    const channel = new ScriptedChannel();
    const stack = createTimerStack(opened.database, { channel });
    await putProgram(opened.database, { productionChannel: 'SIMULATED' });
    const { cardId, operationId } = await orderCard(stack);
    await stack.submit({ ...PRODUCER, command: 'complete', subjectId: operationId });
    const events = await stack.readEvents();
    await putDueRow(opened.database, { subjectId: cardId, timer: 'order', kind: 'CARD' }, stack.clock.now());
    const dispatch = { subjectId: operationId, timer: 'dispatch', kind: 'PRODUCTION_OPERATION' };
    await putDueRow(opened.database, dispatch, stack.clock.now());
    expect(await stack.runner.runOnce()).toBe(2);
    expect(await stack.runner.runOnce()).toBe(0);
    expect([await stack.readEvents(), channel.calls]).toEqual([events, []]);
  });

  it('fire by themselves once the runner is started, until it is stopped', async () => {
    await using opened = await open();
    const stack = createTimerStack(opened.database, { pollMs: 5 });
    await putProgram(opened.database, { id: 'queued', queueOrders: true });
    const cardId = await registerCard(stack, { input: { programId: 'queued', holderId: 'mara' } });
    await stack.submit({ command: 'request', subjectId: cardId });
    stack.clock.advance(BATCH_SYNC_MS);
    const before = stack.commits.length;
    stack.runner.start();
    while (stack.commits.length === before) await new Promise((resolve) => setImmediate(resolve));
    await stack.runner.stop();
    expect((await stack.readCard(cardId)).state).toBe('ORDERED');
  });

  it('leave the rest to whoever comes next when the runner is stopped, after the page that is being fired', async () => {
    await using opened = await open();
    const { database, watch } = watchReads(opened.database);
    const stack = createTimerStack(opened.database, { runnerDatabase: database });
    for (let index = 0; index < DISPATCHES_A_PAGE + 1; index += 1) {
      const row = { subjectId: `pop_${index}`, timer: 'dispatch', kind: 'PRODUCTION_OPERATION' };
      await putDueRow(opened.database, row, stack.clock.now());
    }
    const stopped = new Promise<void>((resolve) => {
      watch.before = (sql) => {
        if (sql.includes('production_operation')) resolve(stack.runner.stop());
        return Promise.resolve();
      };
    });
    stack.runner.start();
    await stopped;
    expect(await stack.readDueRows('dispatch')).toHaveLength(1);
  });

  it('purge idempotency records older than 72 hours, and keep the others', async () => {
    await using opened = await open();
    const stack = createTimerStack(opened.database);
    await putProgram(opened.database);
    const purge = createIdempotencyPurge({
      database: opened.database,
      clock: stack.clock,
      logger: leakWatch.logger,
    });
    await Promise.all(
      Array.from({ length: 1_100 }, (_, index) => registerCard(stack, { idempotencyKey: `old ${index}` })),
    );
    stack.clock.advance(1);
    await registerCard(stack, { idempotencyKey: 'young' });
    stack.clock.advance(3 * DAY_MS);
    expect(await purge.runOnce()).toBe(1_100);
    expect(await opened.database.read('SELECT key_hash FROM idempotency_record')).toHaveLength(1);
    expect(await purge.runOnce()).toBe(0);
  });
});

/** Stores a due row that no transition made. */
async function putDueRow(
  database: Database,
  { subjectId, timer, kind }: { readonly subjectId: string; readonly timer: string; readonly kind: string },
  at: Date,
): Promise<void> {
  const dueAt = database.dialect.encode('datetime', at);
  const columns = 'tenant_id, subject_id, timer, subject_kind, due_at, attempts, first_due_at';
  const session = await database.openWriteSession();
  await session.write(`INSERT INTO due_row (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`, [
    'acme',
    subjectId,
    timer,
    kind,
    dueAt,
    0,
    dueAt,
  ]);
  session.release();
}

/** Orders of the holder `refused` are refused by a guard; those of `throws` make it throw. */
function withRefusals(): Lifecycles {
  const [row] = cardLifecycle.commands['order']?.rows ?? [];
  if (row === undefined) throw new Error('Cards have no command order');
  const guard = {
    means: 'For the test.',
    refuse: ({ subject }: { subject: { holderId: string } }) => {
      if (subject.holderId === 'throws') throw new Error('A guard that fails');
      return subject.holderId === 'refused' ? { guard: 'FOUR_EYES' as const, message: 'Not in this test.' } : null;
    },
  };
  const order = { means: 'Orders the card.', rows: [{ ...row, guards: [guard] }] };
  const lifecycle = { ...cardLifecycle, commands: { ...cardLifecycle.commands, order } };
  return new Map(LIFECYCLES).set('CARD', lifecycle as never);
}
