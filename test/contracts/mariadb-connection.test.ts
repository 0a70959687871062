import type { SqlRunner } from '../../packages/subgraph/src/persistence/database.js';
import { CodedError } from '../../packages/subgraph/src/coded-error.js';
import { openDatabase, openReadableDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { describeOnMariaDb } from '../support/databases.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import { insertKiosks } from '../support/kiosk-rows.js';

const INSERT_KIOSK = insertKiosks();

async function openThroughProxy(url: string) {
  const proxy = await startTcpProxy(Number(new URL(url).port));
  const proxied = new URL(url);
  proxied.port = String(proxy.port);
  const database = await openDatabase({ url: proxied.href });
  return {
    proxy,
    database,
    async [Symbol.asyncDispose]() {
      await database.close();
      await proxy.stop();
    },
  };
}

/** How long a statement of the database's readers may take, in seconds; 0: as long as it needs. */
async function longestRead(database: SqlRunner): Promise<number> {
  const [row] = await database.read('SELECT @@max_statement_time AS seconds');
  return Number(row?.['seconds']);
}

async function faultOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => error,
  );
}

describeOnMariaDb('connections', ({ open, server }) => {
  it('sets up every writer session', async () => {
    await using test = await open();
    const session = await test.database.openWriteSession();
    const [row] = await session.read(
      'SELECT @@tx_isolation AS isolation, @@innodb_lock_wait_timeout AS lockWait, @@wait_timeout AS wait, @@sql_mode AS mode',
    );
    session.release();
    expect(row).toEqual({
      isolation: 'READ-COMMITTED',
      lockWait: 5,
      wait: 10,
      mode: 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',
    });
  });

  it('gives every text column the collation utf8mb4_bin', async () => {
    await using test = await open();
    const others = await test.database.read(
      `SELECT table_name, column_name FROM information_schema.columns
       WHERE table_schema = DATABASE() AND table_name <> 'migrations' AND collation_name <> 'utf8mb4_bin'`,
    );
    expect(others).toEqual([]);
  });

  it('refuses a server that may lose acknowledged commits, unless told to accept it', async () => {
    await using test = await open();
    const session = await test.database.openWriteSession();
    await session.write('SET GLOBAL innodb_flush_log_at_trx_commit = 2', []);
    try {
      await expect(openDatabase({ url: test.url })).rejects.toThrow(
        /innodb_flush_log_at_trx_commit = 2: a crash loses .* Set it to 1/,
      );
      const remarks: string[] = [];
      const logger = { warn: (_details: object, message: string) => void remarks.push(message) };
      const accepted = await openDatabase({ url: test.url, acceptUnsafeFlush: true, logger });
      await accepted.close();
      expect(remarks).toEqual([expect.stringContaining('innodb_flush_log_at_trx_commit = 2')]);
    } finally {
      await session.write('SET GLOBAL innodb_flush_log_at_trx_commit = 1', []);
      session.release();
    }
  });

  it('refuses a URL of the wrong scheme for the server', async () => {
    await using test = await open();
    await expect(openDatabase({ url: test.url.replace('mariadb:', 'mysql:') })).rejects.toThrow(
      'begin the URL with mariadb:',
    );
  });

  it('names neither user nor password when the server cannot be reached', async () => {
    const url = 'mariadb://somebody:secret@127.0.0.1:1/tessera';
    const error = await faultOf(openDatabase({ url }));
    expect(String(error)).toMatch(/mariadb:\/\/127\.0\.0\.1:1\/tessera cannot be reached/);
    expect(String(error)).not.toMatch(/secret|somebody/);
  });

  it('runs migrations once when several processes start at a time', async () => {
    await using test = await open();
    const session = await test.database.openWriteSession();
    for (const { tableName } of test.database.reader.entityMetadatas)
      await session.write(`DROP TABLE ${tableName}`, []);
    await session.write('DROP TABLE migrations', []);
    session.release();
    const databases = await Promise.all([1, 2, 3].map(() => openDatabase({ url: test.url })));
    for (const database of databases) {
      await database.check();
      await database.close();
    }
  });

  it('says that the server is away, and works again when it is back', async () => {
    await using test = await open();
    const { database } = test;
    (await database.openWriteSession()).release();
    await server()?.kill();
    for (const attempt of [() => database.openWriteSession(), () => database.read('SELECT 1')]) {
      const error = await faultOf(attempt());
      expect(error).toBeInstanceOf(CodedError);
      expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    }
    await expect(database.check()).rejects.toThrow();
    await server()?.restart();
    await database.check();
    const session = await database.openWriteSession();
    await session.begin();
    await session.write(INSERT_KIOSK, ['acme', 'WIS00001']);
    await session.commit();
    session.release();
    expect(await database.read('SELECT id FROM kiosk')).toEqual([{ id: 'WIS00001' }]);
  });

  it('has readers whose statements the server ends when nobody waits for them any more', async () => {
    await using test = await open();
    expect(await longestRead(test.database)).toBe(5);
  });

  it('lets a tool read for as long as it needs', async () => {
    await using test = await open();
    const database = await openReadableDatabase(test.url);
    const seconds = await longestRead(database);
    await database.close();
    expect(seconds).toBe(0);
  });

  it('has readers that cannot write', async () => {
    await using test = await open();
    const error = await faultOf(test.database.reader.query('DELETE FROM kiosk'));
    expect(error).toMatchObject({ errno: 1792 });
  });

  it('gives up within seconds on a server that takes connections and says nothing', async () => {
    await using test = await open();
    server()?.pause();
    const startedAt = performance.now();
    const [error, checkError] = await Promise.all([
      faultOf(test.database.openWriteSession()),
      faultOf(test.database.check()),
    ]);
    const tookMs = performance.now() - startedAt;
    server()?.resume();
    expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(String(checkError)).toContain('The database did not answer within 3000 ms');
    expect(tookMs).toBeLessThan(6_000);
    await test.database.check();
  });

  it.each([
    { moment: 'BEFORE', stored: 0 },
    { moment: 'AFTER_SEND', stored: 1 },
  ] as const)('names a connection that is cut $moment COMMIT a fault of the connection', async ({ moment, stored }) => {
    await using test = await open();
    await using through = await openThroughProxy(test.url);
    const session = await through.database.openWriteSession();
    await session.begin();
    await session.write(INSERT_KIOSK, ['acme', 'WIS00001']);
    const isCut = through.proxy.cutWhen('COMMIT', moment);
    const error = await faultOf(session.commit());
    await isCut;
    await session.rollback();
    session.release();
    expect(through.database.dialect.classify(error)).toBe('CONNECTION');
    const next = await through.database.openWriteSession();
    next.release();
    expect(await test.database.read('SELECT id FROM kiosk')).toHaveLength(stored);
  });
});
