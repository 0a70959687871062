import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type { DatabaseOptions } from '../../packages/subgraph/src/persistence/database-options.js';
import type { PrivateMariaDb } from './private-mariadb.js';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { openDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { isMariaDbInstalled, startPrivateMariaDb } from './private-mariadb.js';

/** A fresh, empty, migrated database of one test. Leaving the test removes it. */
export interface TestDatabase extends AsyncDisposable {
  readonly database: Database;
  readonly url: string;
  readonly dialectName: Database['dialect']['name'];
  close(): Promise<void>;
}

/** Opens a database for one test. */
type OpenTestDatabase = (options?: Partial<Omit<DatabaseOptions, 'url'>>) => Promise<TestDatabase>;

/** What a contract is given. */
export interface DatabaseSetting {
  readonly dialectName: Database['dialect']['name'];
  readonly open: OpenTestDatabase;
  /** The private server behind it, to pause or kill; null on SQLite and on a server of somebody else's. */
  server(): PrivateMariaDb | null;
}

let isSkipAnnounced = false;

/**
 * Runs a contract on SQLite, on a private MariaDB where it is installed, and on the server of TEST_DATABASE_URL when that is set: a
 * `mariadb:` or `mysql:` URL whose user may create databases.
 */
export function describeOnEachDatabase(name: string, contract: (setting: DatabaseSetting) => void): void {
  describe(`${name}, on SQLite`, () => {
    contract({ dialectName: 'sqlite', open: openOnSqlite, server: () => null });
  });
  describeOnMariaDb(name, contract);
  const given = process.env['TEST_DATABASE_URL'];
  if (given === undefined || given === '') return;
  const dialectName = given.startsWith('mysql:') ? 'mysql' : 'mariadb';
  describe(`${name}, on TEST_DATABASE_URL (${dialectName})`, () => {
    contract({ dialectName, open: (options) => openOnServer(given, options), server: () => null });
  });
}

/** Runs tests on SQLite alone: of what the contracts hold on every database. */
export function describeOnSqlite(name: string, contract: (setting: DatabaseSetting) => void): void {
  describe(name, () => contract({ dialectName: 'sqlite', open: openOnSqlite, server: () => null }));
}

/** Runs tests on a private MariaDB, one server a test file; says so and skips them where it is not installed. */
export function describeOnMariaDb(name: string, contract: (setting: DatabaseSetting) => void): void {
  if (!isMariaDbInstalled()) {
    if (!isSkipAnnounced) process.stderr.write('MariaDB: skipped, mariadbd is not installed\n');
    isSkipAnnounced = true;
    describe.skip(`${name}, on MariaDB`, () =>
      contract({ dialectName: 'mariadb', open: openOnSqlite, server: () => null }));
    return;
  }
  describe(`${name}, on MariaDB`, () => {
    let server: PrivateMariaDb | null = null;
    beforeAll(async () => {
      server = await startPrivateMariaDb();
    });
    afterAll(() => server?.stop());
    // Its databases go with the server.
    const open: OpenTestDatabase = async (options = {}) => {
      const url = await server?.createDatabase(databaseName());
      if (url === undefined) throw new Error('The private server did not start');
      return testDatabase(url, options, () => undefined);
    };
    contract({ dialectName: 'mariadb', open, server: () => server });
  });
}

async function openOnSqlite(options: Partial<DatabaseOptions> = {}): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-sqlite-'));
  const url = `file:${join(folder, 'tessera.db')}`;
  return testDatabase(url, options, () => rmSync(folder, { recursive: true, force: true }));
}

async function openOnServer(serverUrl: string, options: Partial<DatabaseOptions> = {}): Promise<TestDatabase> {
  const name = databaseName();
  const url = new URL(serverUrl);
  await runOnServer(url, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  url.pathname = `/${name}`;
  return testDatabase(url.href, options, () => runOnServer(new URL(serverUrl), `DROP DATABASE ${name}`));
}

function databaseName(): string {
  return `tessera_${randomUUID().replaceAll('-', '')}`;
}

async function testDatabase(
  url: string,
  options: Partial<DatabaseOptions>,
  remove: () => void | Promise<void>,
): Promise<TestDatabase> {
  const database = await openDatabase({ ...options, url });
  const close = async (): Promise<void> => {
    // A test may have closed it, to let another process have it.
    if (database.reader.isInitialized) await database.close();
    await remove();
  };
  return { database, url, dialectName: database.dialect.name, close, [Symbol.asyncDispose]: close };
}

async function runOnServer({ hostname, port, username, password }: URL, sql: string): Promise<void> {
  const connection = await createConnection({
    host: hostname,
    port: Number(port || '3306'),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
  });
  await connection.query(sql).finally(() => connection.end());
}
