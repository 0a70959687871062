import type { TransitionOutcome } from '../../packages/subgraph/src/log/transition-command.js';
import type { TestDatabase } from '../support/databases.js';
import type { TcpProxy } from '../support/tcp-proxy.js';
import { createConnection } from 'mysql2/promise';
import { CodedError } from '../../packages/subgraph/src/coded-error.js';
import { describeOnMariaDb } from '../support/databases.js';
import { withFaults } from '../support/faulty-lifecycles.js';
import { acceptedId, createLogStack, outcomeName, putProgram, registerCard } from '../support/log-stack.js';
import { poll } from '../support/poll.js';
import { openProxied } from '../support/proxied-database.js';
import { insertKiosks } from '../support/kiosk-rows.js';

/** The statement with the protocol's mark of a query before it: sessions are set up with READ COMMITTED. */
const COMMIT = '\u0003COMMIT';
const REGISTER = { input: { programId: 'direct', holderId: 'mara' } };

describeOnMariaDb('the log writer when things fail', ({ open, server }) => {
  /** A writer behind a proxy, with a second way to the same database that nothing disturbs. */
  async function startStack() {
    const opened = await open();
    await putProgram(opened.database, { multipleOrdersPerHolder: true });
    const proxied = await openProxied(opened.url);
    const { submit, writer } = createLogStack(proxied.database);
    const dispose = async (): Promise<void> => {
      await writer.close();
      await proxied[Symbol.asyncDispose]();
      await opened.close();
    };
    const { readEvents, verify } = createLogStack(opened.database);
    return { opened, proxy: proxied.proxy, submit, readEvents, verify, [Symbol.asyncDispose]: dispose };
  }

  it.each([
    { name: 'before COMMIT arrives', moment: 'BEFORE' },
    { name: 'after COMMIT took effect, before its answer', moment: 'AFTER_SEND' },
  ] as const)('accepts a command by one event when the connection is cut $name', async ({ moment }) => {
    await using stack = await startStack();
    const ids = watchEventIds(stack.proxy);
    const cut = stack.proxy.cutWhen(COMMIT, moment);
    const outcome = await stack.submit(REGISTER);
    await cut;
    const events = await stack.readEvents();
    expect(events).toHaveLength(1);
    expect(outcome).toMatchObject({ type: 'ACCEPTED', replayed: false, event: { id: events[0]?.id, position: 1 } });
    // However often it was tried, it was tried with one id.
    expect([...ids]).toEqual([events[0]?.id]);
    expect(await stack.verify()).toEqual({ events: 1, fault: null });
  });

  it('waits for a COMMIT that is still on its way, and accepts by its event', async () => {
    await using stack = await startStack();
    const cut = stack.proxy.cutAndKeep(COMMIT);
    const submitted = stack.submit(REGISTER);
    const deliverCommit = await cut;
    await lockWaitBegins(stack.opened);
    expect(await stack.readEvents()).toEqual([]);
    deliverCommit();
    const outcome = await submitted;
    const events = await stack.readEvents();
    expect(events).toHaveLength(1);
    expect(outcome).toMatchObject({ type: 'ACCEPTED', replayed: false, event: { id: events[0]?.id } });
  });

  it('answers OUTCOME_UNKNOWN when it cannot learn the outcome, and the same event to the same key later', async () => {
    await using stack = await startStack();
    const call = { ...REGISTER, idempotencyKey: 'once' };
    const cut = stack.proxy.cutWhen(COMMIT, 'AFTER_SEND');
    const submitted = stack.submit(call);
    await cut;
    const endCutting = stack.proxy.onClientData((data) => data.includes('FOR UPDATE') && stack.proxy.cut());
    await expect(submitted).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    endCutting();
    const [event] = await stack.readEvents();
    expect(await stack.submit(call)).toMatchObject({ type: 'ACCEPTED', replayed: true, event: { id: event?.id } });
    expect(await stack.readEvents()).toHaveLength(1);
  });

  it('accepts each of 200 commands once while every third COMMIT is cut', async () => {
    await using stack = await startStack();
    const ids = Array.from({ length: 200 }, (_, index) => `key-${index}`);
    let commits = 0;
    stack.proxy.onClientData((data) => {
      if (!data.includes(COMMIT)) return;
      commits += 1;
      if (commits % 3 === 1) void stack.proxy.cutWhen(COMMIT, commits % 2 === 0 ? 'BEFORE' : 'AFTER_SEND');
    });
    const outcomes: TransitionOutcome[] = [];
    for (let index = 0; index < ids.length; index += 10) {
      const calls = ids.slice(index, index + 10).map((idempotencyKey) => ({ ...REGISTER, idempotencyKey }));
      outcomes.push(...(await Promise.all(calls.map((call) => stack.submit(call)))));
    }
    // A commit whose answer was lost is known by its events: it is no replay of a key.
    expect(outcomes.filter((outcome) => outcome.type === 'ACCEPTED' && !outcome.replayed)).toHaveLength(200);
    const events = await stack.readEvents();
    expect(events.map(({ subjectId }) => subjectId).sort()).toEqual(outcomes.map(acceptedId).sort());
    expect(commits).toBeGreaterThan(20);
    expect(await stack.verify()).toEqual({ events: 200, fault: null });
  });

  it('answers SERVICE_UNAVAILABLE without a detail while the database is away, and goes on when it is back', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    const stack = createLogStack(opened.database);
    const first = await registerCard(stack);
    await server()?.kill();
    const settled = await Promise.allSettled(Array.from({ length: 64 }, () => stack.submit(REGISTER)));
    const reasons = settled.map((each): unknown => (each.status === 'rejected' ? each.reason : null));
    for (const reason of reasons) {
      expect(reason).toBeInstanceOf(CodedError);
      expect(reason).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
      expect(String(reason)).not.toMatch(/mariadb|ECONN|127\.0\.0\.1|SQL/i);
    }
    await server()?.restart();
    const second = await registerCard(stack, { input: { holderId: 'ole' } });
    expect((await stack.readEvents()).map(({ subjectId }) => subjectId)).toEqual([first, second]);
    expect(await stack.verify()).toEqual({ events: 2, fault: null });
  });

  it('keeps every acknowledged command when the database is killed under load', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    const stack = createLogStack(opened.database);
    const settled: Promise<PromiseSettledResult<Awaited<ReturnType<typeof stack.submit>>>[]>[] = [];
    for (let round = 0; round < 30; round += 1) {
      settled.push(Promise.allSettled(Array.from({ length: 8 }, () => stack.submit(REGISTER))));
      if (round < 10) await settled.at(-1);
      if (round === 15) void server()?.kill();
    }
    const outcomes = (await Promise.all(settled)).flat();
    await server()?.restart();
    const acknowledged = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [acceptedId(each.value)] : []));
    const stored = (await stack.readEvents()).map(({ subjectId }) => subjectId);
    expect(acknowledged.length).toBeGreaterThanOrEqual(80);
    expect(stored).toEqual(expect.arrayContaining(acknowledged));
    expect(new Set(stored).size).toBe(stored.length);
    expect((await stack.verify()).fault).toBeNull();
  });

  it('decides a batch again that lost a deadlock', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    const stack = createLogStack(opened.database);
    const subjectId = await registerCard(stack);
    const other = await createConnection(opened.url);
    await other.query('START TRANSACTION');
    // The database takes back whichever transaction changed less: the other one's many rows make it the writer's.
    const kiosks = Array.from({ length: 50 }, (_, index) => ['acme', `k${index}`]);
    await other.query(insertKiosks(kiosks.length), kiosks.flat());
    await other.query('UPDATE card SET embossed_name = ? WHERE id = ?', ['MARA', subjectId]);
    const submitted = stack.submit({ command: 'request', subjectId });
    await lockWaitBegins(opened);
    await other.query('SELECT head FROM tenant_log WHERE tenant_id = ? FOR UPDATE', ['acme']);
    await other.query('COMMIT');
    await other.end();
    expect(outcomeName(await submitted)).toBe('ACCEPTED');
    const [deadlocks] = await opened.database.read("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'");
    expect(Number(deadlocks?.['Value'])).toBeGreaterThan(0);
    expect((await stack.readEvents()).map(({ command }) => command)).toEqual(['REGISTER', 'REQUEST', 'REQUEST']);
    expect((await stack.verify()).fault).toBeNull();
  });

  it('fails just the one of 64 commands in a batch that no table takes', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    const stack = createLogStack(opened.database, { lifecycles: withFaults() });
    const holders = Array.from({ length: 64 }, (_, index) => (index === 37 ? 'breaks' : `holder-${index}`));
    const submit = (holderId: string) => stack.submit({ input: { programId: 'direct', holderId } });
    const settled = await Promise.allSettled(holders.map(submit));
    expect(settled.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([37]);
    const good = holders.filter((holder) => holder !== 'breaks');
    expect((await stack.readEvents()).map(({ holderId }) => holderId)).toEqual(good);
    expect(await stack.verify()).toEqual({ events: 63, fault: null });
  });
});

/** The ids of all events that go through the proxy towards the server. */
function watchEventIds(proxy: TcpProxy): ReadonlySet<string> {
  const ids = new Set<string>();
  proxy.onClientData((data) => {
    for (const [id] of data.toString('latin1').matchAll(/evt_[0-9a-z]{26}/g)) ids.add(id);
  });
  return ids;
}

async function lockWaitBegins({ database }: TestDatabase): Promise<void> {
  await poll('a transaction waits for a lock', async () => {
    // Not information_schema.innodb_trx: while it is read again within 100 ms, it answers as before.
    const [waits] = await database.read("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'");
    return Number(waits?.['Value']) > 0;
  });
}
