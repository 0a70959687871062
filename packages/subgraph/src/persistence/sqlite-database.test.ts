import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LibsqlConnection } from './libsql-driver.js';
import { openDatabase } from './open-database.js';

const OPEN_DATABASE = pathToFileURL(join(__dirname, 'open-database.ts')).href;

/** A program that opens the database, says how that went, and stays until it is told to go. */
const CHILD = `
  const { openDatabase } = await import('${OPEN_DATABASE}');
  try {
    await openDatabase({ url: process.argv[1] });
    console.log('OPEN');
    setInterval(() => undefined, 1_000);
  } catch (error) {
    console.log(error.message);
  }`;

const REGISTER = ['--import', '@swc-node/register/esm-register', '--input-type=module', '--eval', CHILD];

let folder = '';
let url = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-sqlite-'));
  url = `file:${join(folder, 'tessera.db')}`;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function startChild() {
  const child = spawn(process.execPath, [...REGISTER, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: unknown[] = await once(child.stdout, 'data');
  return { child, firstWords: String(chunks[0]) };
}

it('refuses a second writing process, and says what to do', async () => {
  const database = await openDatabase({ url });
  const { firstWords } = await startChild();
  expect(firstWords).toMatch(/Another process writes to .*tessera\.db\. Stop it first, or use MariaDB/);
  await database.close();
});

it('takes over from a process that was killed', async () => {
  const { child, firstWords } = await startChild();
  expect(firstWords).toBe('OPEN\n');
  await expect(openDatabase({ url })).rejects.toThrow('Stop it first');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const database = await openDatabase({ url });
  await database.close();
});

it('opens again after it was closed', async () => {
  await (await openDatabase({ url })).close();
  await (await openDatabase({ url })).close();
});

it('keeps a write-ahead log and waits for the disk at every commit', async () => {
  const database = await openDatabase({ url });
  const session = await database.openWriteSession();
  expect(await session.read('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  expect(await session.read('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
  session.release();
  await database.close();
});

it('has a reader that cannot write', async () => {
  const database = await openDatabase({ url });
  await expect(database.reader.query('DELETE FROM kiosk')).rejects.toThrow('readonly');
  await database.close();
});

it('gives a broken session’s successor a new connection', async () => {
  const database = await openDatabase({ url });
  const session = await database.openWriteSession();
  await session.begin();
  session.release({ broken: true });
  const next = await database.openWriteSession();
  await next.begin();
  await next.commit();
  next.release();
  await database.close();
});

it('names a wait for somebody else’s lock retryable', async () => {
  const database = await openDatabase({ url });
  const other = new LibsqlConnection(join(folder, 'tessera.db'));
  other.exec('BEGIN IMMEDIATE');
  const session = await database.openWriteSession();
  const error: unknown = await session.begin().catch((thrown: unknown) => thrown);
  expect(database.dialect.classify(error)).toBe('RETRYABLE');
  other.close();
  session.release();
  await database.close();
});

it.each(['postgres://localhost/tessera', 'tessera.db', 'file:', 'file::memory:'])(
  'refuses the URL %s',
  async (wrong) => {
    await expect(openDatabase({ url: wrong })).rejects.toThrow(/file:/);
  },
);

it('fails a session that is left when the database is closed, and nothing else', async () => {
  const database = await openDatabase({ url });
  const session = await database.openWriteSession();
  await session.begin();
  await database.close();
  await expect(session.commit()).rejects.toThrow('not open');
  await session.rollback();
  session.release();
});
