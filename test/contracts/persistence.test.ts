import type { SqlValue, WriteSession } from '../../packages/subgraph/src/persistence/database.js';
import { KioskRecord } from '../../packages/subgraph/src/configuration/kiosk.record.js';
import { CardProgramRecord } from '../../packages/subgraph/src/configuration/card-program.record.js';
import { CardRecord } from '../../packages/subgraph/src/card/card.record.js';
import { IdempotencyRecordRecord } from '../../packages/subgraph/src/log/idempotency.record.js';
import { TenantLogRecord } from '../../packages/subgraph/src/log/tenant-log.record.js';
import { decodeRow } from '../../packages/subgraph/src/persistence/database.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { insertKiosks } from '../support/kiosk-rows.js';

const INSERT_KIOSK = insertKiosks();

function aKiosk(id: string, tenantId = 'acme'): SqlValue[] {
  return [tenantId, id];
}

async function inTransaction(session: WriteSession, work: () => Promise<unknown>): Promise<void> {
  await session.begin();
  await work();
  await session.commit();
  session.release();
}

describeOnEachDatabase('persistence', ({ open, dialectName }) => {
  it('keeps records and migrations the same', async () => {
    await using test = await open();
    const { upQueries } = await test.database.reader.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('answers a check once every migration has run', async () => {
    await using test = await open();
    await expect(test.database.check()).resolves.toBeUndefined();
  });

  it('keeps tenants apart that differ by case or accent', async () => {
    await using test = await open();
    const { database } = test;
    const tenants = ['acme', 'ACME', 'acmé'];
    const session = await database.openWriteSession();
    await inTransaction(session, async () => {
      for (const tenant of tenants) await session.write(INSERT_KIOSK, aKiosk(tenant, tenant));
    });
    for (const tenant of tenants) {
      expect(await database.read('SELECT id FROM kiosk WHERE tenant_id = ?', [tenant])).toEqual([{ id: tenant }]);
      const found = await database.reader.getRepository(KioskRecord).findBy({ tenantId: tenant });
      expect(found.map(({ id }) => id)).toEqual([tenant]);
    }
  });

  it('shows readers only what is committed', async () => {
    await using test = await open();
    const { database } = test;
    const session = await database.openWriteSession();
    await session.begin();
    await session.write(INSERT_KIOSK, aKiosk('WIS00001'));
    expect(await session.read('SELECT id FROM kiosk')).toEqual([{ id: 'WIS00001' }]);
    expect(await database.read('SELECT id FROM kiosk')).toEqual([]);
    expect(await database.reader.getRepository(KioskRecord).count()).toBe(0);
    await session.commit();
    session.release();
    expect(await database.read('SELECT id FROM kiosk')).toEqual([{ id: 'WIS00001' }]);
    expect(await database.reader.getRepository(KioskRecord).count()).toBe(1);
  });

  it('takes nobody else’s rows along when it rolls back', async () => {
    await using test = await open();
    const { database } = test;
    const first = await database.openWriteSession();
    await inTransaction(first, () => first.write(INSERT_KIOSK, aKiosk('WIS00001')));
    const second = await database.openWriteSession();
    await second.begin();
    await second.write(INSERT_KIOSK, aKiosk('WIS00002'));
    const reads = await Promise.all([
      database.read('SELECT id FROM kiosk'),
      database.reader.query('SELECT id FROM kiosk'),
    ]);
    await second.rollback();
    second.release();
    expect(reads).toEqual([[{ id: 'WIS00001' }], [{ id: 'WIS00001' }]]);
    expect(await database.read('SELECT id FROM kiosk')).toEqual([{ id: 'WIS00001' }]);
  });

  it('serves no more writers at a time than it says, in the order they came', async () => {
    await using test = await open({ writerCount: 2 });
    const { database } = test;
    const held = await Promise.all(Array.from({ length: database.writerCount }, () => database.openWriteSession()));
    const served: number[] = [];
    const waiting = [1, 2].map(async (turn) => {
      const session = await database.openWriteSession();
      served.push(turn);
      session.release();
    });
    await database.read('SELECT 1');
    expect(served).toEqual([]);
    for (const session of held) session.release();
    await Promise.all(waiting);
    expect(served).toEqual([1, 2]);
    expect(database.writerCount).toBe(dialectName === 'sqlite' ? 1 : 2);
  });

  it('forgets what a released session did not commit', async () => {
    await using test = await open({ writerCount: 1 });
    const { database } = test;
    const session = await database.openWriteSession();
    await session.begin();
    await session.write(INSERT_KIOSK, aKiosk('WIS00001'));
    session.release();
    const next = await database.openWriteSession();
    await inTransaction(next, () => next.write(INSERT_KIOSK, aKiosk('WIS00002')));
    expect(await database.read('SELECT id FROM kiosk')).toEqual([{ id: 'WIS00002' }]);
  });

  it('counts rows that match, also those that stay the same', async () => {
    await using test = await open();
    const session = await test.database.openWriteSession();
    await inTransaction(session, async () => {
      expect(await session.write(INSERT_KIOSK, aKiosk('WIS00001'))).toBe(1);
      const sql = 'UPDATE kiosk SET status = ? WHERE tenant_id = ? AND version = ?';
      expect(await session.write(sql, ['READY', 'acme', 1])).toBe(1);
      expect(await session.write(sql, ['READY', 'acme', 2])).toBe(0);
    });
  });

  it('names a doubled key a fault of the statement', async () => {
    await using test = await open();
    const session = await test.database.openWriteSession();
    await session.begin();
    await session.write(INSERT_KIOSK, aKiosk('WIS00001'));
    const error: unknown = await session.write(INSERT_KIOSK, aKiosk('WIS00001')).catch((thrown: unknown) => thrown);
    expect(test.database.dialect.classify(error)).toBe('STATEMENT');
    await session.rollback();
    session.release();
    const ignore = INSERT_KIOSK.replace('INSERT', test.database.dialect.insertIgnore);
    const next = await test.database.openWriteSession();
    await inTransaction(next, async () => {
      expect(await next.write(ignore, aKiosk('WIS00001'))).toBe(1);
      expect(await next.write(ignore, aKiosk('WIS00001'))).toBe(0);
    });
  });
});

describeOnEachDatabase('values', ({ open }) => {
  const at = new Date('2026-03-29T01:30:00.123Z');
  const rows = [
    {
      record: CardRecord,
      row: {
        tenantId: 'acme',
        id: '01',
        state: 'REGISTERED',
        version: 1,
        createdAt: at,
        updatedAt: new Date('1999-12-31T23:59:59.999Z'),
        stateSince: new Date('2026-10-25T00:30:00.001Z'),
        programId: 'p',
        holderId: 'h\'"\\%_',
        requestedBy: null,
        embossedName: 'Zoë 𝒳 名',
        personalizationWipedAt: null,
        certificates: 'NONE',
        validUntil: null,
        attempts: 0,
        deactivatedFor: null,
      },
    },
    {
      record: CardProgramRecord,
      row: {
        tenantId: 'acme',
        id: 'p',
        name: 'Staff',
        kind: 'CARD',
        approvalRequired: true,
        queueOrders: false,
        multipleOrdersPerHolder: false,
        multipleActivePerHolder: true,
        fourEyes: true,
        issuesCertificates: false,
        validityDays: 365,
        productionChannel: 'SIMULATED',
        state: 'CONFIGURED',
        version: 1,
        createdAt: at,
        updatedAt: at,
        stateSince: at,
      },
    },
    {
      record: IdempotencyRecordRecord,
      row: {
        tenantId: 'acme',
        keyHash: 'k',
        inputHash: 'i',
        eventIds: Array.from({ length: 4_096 }, (_, index) =>
          index === 7 ? null : `01JD000000000000000000${String(index).padStart(4, '0')}`,
        ),
        createdAt: at,
      },
    },
    {
      record: TenantLogRecord,
      row: { tenantId: 'acme', head: 9_007_199_254_740_991, oldest: 1, headMac: '', lastAt: at },
    },
  ];

  it.each(rows)('come back as they went: $record.name', async ({ record, row }) => {
    await using test = await open();
    const { database } = test;
    const { dialect } = database;
    const table = database.tableOf(record);
    const names = table.columns.map(({ name }) => name).join(', ');
    const values = table.columns.map(({ property, type }) => dialect.encode(type, Reflect.get(row, property)));
    const session = await database.openWriteSession();
    await session.begin();
    await session.write(`INSERT INTO ${table.name} (${names}) VALUES (${values.map(() => '?').join(', ')})`, values);
    const [inside] = await session.read(`SELECT ${names} FROM ${table.name}`);
    await session.commit();
    session.release();
    const [outside] = await database.read(`SELECT ${names} FROM ${table.name}`);
    expect(decodeRow(dialect, table, inside ?? {})).toEqual(row);
    expect(decodeRow(dialect, table, outside ?? {})).toEqual(row);
    const found: unknown = await database.reader.getRepository(record).findOneBy({ tenantId: 'acme' });
    expect(found).toEqual(row);
  });

  it('finds rows by a moment given as a Date or encoded', async () => {
    await using test = await open();
    const { database } = test;
    const insert = 'INSERT INTO tenant_log (tenant_id, head, oldest, head_mac, last_at) VALUES (?, 0, 1, ?, ?)';
    const session = await database.openWriteSession();
    await inTransaction(session, () => session.write(insert, ['acme', '', database.dialect.encode('datetime', at)]));
    const sql = 'SELECT tenant_id FROM tenant_log WHERE last_at = ? AND last_at < ?';
    const later = new Date(at.getTime() + 1);
    expect(await database.read(sql, [at, later])).toHaveLength(1);
    const encoded = [at, later].map((value) => database.dialect.encode('datetime', value));
    expect(await database.read(sql, encoded)).toHaveLength(1);
    expect(await database.reader.getRepository(TenantLogRecord).countBy({ lastAt: at })).toBe(1);
  });

  it('takes a single null as a parameter', async () => {
    await using test = await open();
    expect(await test.database.read('SELECT ? AS answer', [null])).toEqual([{ answer: null }]);
  });

  it('answers a whole row list in one comparison', async () => {
    await using test = await open();
    const { rowListPrefix } = test.database.dialect;
    const sql = `SELECT COUNT(*) AS found FROM kiosk WHERE (tenant_id, id) IN (${rowListPrefix}(?, ?), (?, ?))`;
    expect(await test.database.read(sql, ['a', 'b', 'c', 'd'])).toEqual([{ found: 0 }]);
  });
});
