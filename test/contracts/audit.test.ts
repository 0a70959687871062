import type { MacKeys } from '../../packages/subgraph/src/log/chain.js';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type { TestDatabase } from '../support/databases.js';
import { createSecretKey } from 'node:crypto';
import { auditLog, chooseTenants, renewCheckpoint } from '../../packages/subgraph/src/audit/audit-logs.js';
import { openReadableDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { changeLog } from '../support/event-log.js';
import { createLogStack, putProgram, registerCard, TEST_MAC_KEYS } from '../support/log-stack.js';

const CUT = 'DELETE FROM status_event WHERE position > ?';
const MOVE_HEAD =
  'UPDATE tenant_log SET head = ?, head_mac = (SELECT mac FROM status_event WHERE position = ?) WHERE tenant_id = ?';

describeOnEachDatabase('an audit', ({ open }) => {
  it('notices by its checkpoint alone a tail that was cut together with the head', async () => {
    await using opened = await open();
    const { database } = opened;
    await fillLog(database, 5);
    const checkpoint = await takeCheckpoint(database);
    await cutTail(database, 3);
    await expect(audit(database)).resolves.toMatchObject({ verdict: 'WHOLE', events: 3 });
    await expect(audit(database, { checkpoint })).resolves.toMatchObject({
      verdict: 'BROKEN',
      fault: {
        position: 4,
        event: null,
        why: expect.stringContaining('the checkpoint knows positions up to 5') as unknown,
      },
    });
  });

  it('notices a tail that has grown again since it was cut', async () => {
    await using opened = await open();
    const { database } = opened;
    await fillLog(database, 5);
    const checkpoint = await takeCheckpoint(database);
    await cutTail(database, 3);
    const stack = createLogStack(database);
    for (let count = 0; count < 4; count += 1) await registerCard(stack);
    await expect(audit(database)).resolves.toMatchObject({ verdict: 'WHOLE', events: 7 });
    await expect(audit(database, { checkpoint })).resolves.toMatchObject({
      verdict: 'BROKEN',
      fault: { position: 5, event: { command: 'REGISTER' }, why: 'it is not the event that the checkpoint knows' },
    });
  });

  it('finds all well with a checkpoint when the log has only grown, and renews it', async () => {
    await using opened = await open();
    const { database } = opened;
    const stack = await fillLog(database, 2);
    const checkpoint = await takeCheckpoint(database);
    await registerCard(stack);
    const verdict = await audit(database, { checkpoint });
    expect(verdict).toMatchObject({ verdict: 'WHOLE', events: 3 });
    const elsewhere = { writtenAt: new Date(0), heads: new Map([['globex', { position: 9, mac: 'x' }]]) };
    const renewed = renewCheckpoint(elsewhere, [verdict], new Date(1));
    expect([...renewed.heads].map(([tenantId, { position }]) => [tenantId, position])).toEqual([['globex', 9], ['acme', 3]]); // prettier-ignore
  });

  it('looks for every tenant that has events, a head or a place in the checkpoint', async () => {
    await using opened = await open();
    const { database } = opened;
    await fillLog(database, 1);
    await changeLog(database, 'UPDATE tenant_log SET tenant_id = ?', ['headless']);
    const checkpoint = { writtenAt: new Date(0), heads: new Map([['gone', { position: 1, mac: 'x' }]]) };
    expect(await chooseTenants({ database, checkpoint }, [])).toEqual(['acme', 'gone', 'headless']);
    await expect(audit(database, { checkpoint, tenantId: 'gone' })).resolves.toMatchObject({
      verdict: 'BROKEN',
      fault: { position: 1, event: null },
    });
    await expect(chooseTenants({ database, checkpoint: null }, ['nobody'])).rejects.toThrow('nobody');
  });

  it('follows a rotation of keys, and names the key that it lacks', async () => {
    await using opened = await open();
    const { database } = opened;
    await fillLog(database, 2);
    const rotated = withNewKey('k2');
    const stack = createLogStack(database, { macKeys: rotated });
    for (let count = 0; count < 2; count += 1) await registerCard(stack);
    await expect(audit(database, { keys: rotated })).resolves.toMatchObject({ verdict: 'WHOLE', events: 4 });
    await expect(audit(database)).resolves.toMatchObject({
      verdict: 'NOT_CHECKED',
      why: expect.stringContaining('key k2 is not given') as unknown,
    });
  });

  it('reads beside the writer, and never sees half of a commit', async () => {
    await using opened = await open();
    const stack = await fillLog(opened.database, 1);
    await using reader = await openReader(opened);
    const written = { isAll: false };
    const writing = Promise.all(Array.from({ length: 300 }, () => registerCard(stack))).finally(() => {
      written.isAll = true;
    });
    const verdicts: unknown[] = [];
    while (!written.isAll) verdicts.push((await audit(reader.database)).verdict);
    await writing;
    expect(new Set(verdicts)).toEqual(new Set(['WHOLE']));
    await expect(audit(reader.database)).resolves.toMatchObject({ verdict: 'WHOLE', events: 301 });
  });
});

type Options = Partial<Parameters<typeof auditLog>[0]> & { readonly tenantId?: string };
type Readable = Parameters<typeof auditLog>[0]['database'];

function audit(database: Readable, { tenantId = 'acme', ...options }: Options = {}) {
  return auditLog({ database, keys: TEST_MAC_KEYS, checkpoint: null, ...options }, tenantId);
}

async function takeCheckpoint(database: Readable) {
  return renewCheckpoint(null, [await audit(database)], new Date('2026-03-01T12:00:00.000Z'));
}

async function fillLog(database: Database, count: number) {
  await putProgram(database);
  const stack = createLogStack(database);
  for (let made = 0; made < count; made += 1) await registerCard(stack, { comment: `Card ${made}` });
  return stack;
}

/** As somebody does who may write to the whole database, but has no key. */
async function cutTail(database: Database, position: number): Promise<void> {
  await changeLog(database, CUT, [position]);
  await changeLog(database, MOVE_HEAD, [position, position, 'acme']);
}

function withNewKey(id: string): MacKeys {
  return { currentId: id, keys: new Map([[id, createSecretKey(Buffer.alloc(32, 8))], ...TEST_MAC_KEYS.keys]) };
}

async function openReader({ url }: TestDatabase) {
  const database = await openReadableDatabase(url);
  return { database, [Symbol.asyncDispose]: () => database.close() };
}
