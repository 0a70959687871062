import type { TestDatabase } from '../support/databases.js';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnEachDatabase, describeOnSqlite } from '../support/databases.js';
import { changeLog } from '../support/event-log.js';
import { createLogStack, putProgram, registerCard } from '../support/log-stack.js';
import { runTool } from '../support/server-process.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
/** The one that tests seal with. */
const KEYS = `test:${KEY}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-audit-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describeOnEachDatabase('npm run audit', ({ open }) => {
  it('proves all logs beside whoever writes, a line a tenant, and ends with 0', async () => {
    await using opened = await openLogs(open);
    const { code, stdout, stderr } = await verify(opened);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('✓ acme    whole   3 events\n✓ globex  whole   1 event\n\n2 logs, 4 events: all well.\n');
  });

  it('names the first bad event of a broken log, ends with 1, and leaves the checkpoint as it is', async () => {
    await using opened = await openLogs(open);
    const file = join(folder, 'checkpoint.json');
    const first = await verify(opened, ['--checkpoint', file]);
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('there was none to compare with') as unknown,
    });
    const before = readFileSync(file, 'utf8');
    await changeLog(opened.database, "UPDATE status_event SET actor_id = 'x' WHERE tenant_id = ? AND position = 2", [
      'acme',
    ]);
    const { code, stdout } = await verify(opened, ['--checkpoint', file]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^✗ acme {4}BROKEN {2}at position 2, evt_\w+ \(REGISTER of CARD card_\w+\): the MAC does not fit the row and its predecessor\n✓ globex/,
    );
    expect(stdout).toContain('1 of 2 logs broken: ');
    expect(stdout).toContain('not written, as not all is well');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(folder)).toEqual(['checkpoint.json']);
  });

  it('answers as JSON, of one tenant, and compares with the checkpoint', async () => {
    await using opened = await openLogs(open);
    const file = join(folder, 'checkpoint.json');
    await verify(opened, ['--checkpoint', file]);
    const { writtenAt } = JSON.parse(readFileSync(file, 'utf8')) as { readonly writtenAt: string };
    const { stdout } = await verify(opened, ['--checkpoint', file, '--tenant', 'globex', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      verdicts: [
        { tenantId: 'globex', events: 1, verdict: 'WHOLE', head: expect.objectContaining({ position: 1 }) as unknown },
      ],
      checkpoint: { file, comparedWith: writtenAt, isWritten: true },
    });
    const renewed = JSON.parse(readFileSync(file, 'utf8')) as { readonly tenants: readonly object[] };
    expect(renewed.tenants).toMatchObject([{ tenantId: 'acme', position: 3 }, { tenantId: 'globex', position: 1 }]); // prettier-ignore
  });

  it('ends with 2 when a key is missing, and says which', async () => {
    await using opened = await openLogs(open);
    const { code, stdout } = await verify(opened, [], { TESSERA_MAC_KEYS: `k2:${KEY}` });
    expect(code).toBe(2);
    expect(stdout).toContain('? acme    not checked: MAC key test is not given: add it to TESSERA_MAC_KEYS');
  });
});

describeOnSqlite('npm run audit', ({ open }) => {
  // None of these changes anything.
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openLogs(open);
  });
  afterAll(() => opened[Symbol.asyncDispose]());

  it.each<[string, readonly string[], Record<string, string>, RegExp]>([
    ['no command', [], {}, /Usage: audit/],
    ['an unknown option', ['verify', '--nope'], {}, /unknown option '--nope'/],
    ['an unknown tenant', ['verify', '--tenant', 'nobody'], {}, /no log of nobody; there are those of acme, globex/],
    ['a wrong setting', ['verify'], { TESSERA_MAC_KEYS: 'x' }, /TESSERA_MAC_KEYS must be id:key/],
    ['no key in production', ['verify'], { TESSERA_MAC_KEYS: '' }, /no keys of the chain: set TESSERA_MAC_KEYS/],
    [
      'no file',
      ['verify'],
      { DATABASE_URL: 'file:./no/such.db' },
      /There is no database .*such\.db: correct DATABASE_URL/,
    ],
    [
      'no folder',
      ['verify', '--checkpoint', './no/such.json'],
      {},
      /checkpoint \.\/no\/such\.json cannot be written: give/,
    ],
    ['no server', ['verify'], { DATABASE_URL: 'mariadb://u:p@127.0.0.1:1/t' }, /127\.0\.0\.1:1\/t cannot be reached/],
  ])('ends with 2 on %s, and says what to do', async (...[, parameters, settings, message]) => {
    const { code, stderr } = await runTool('audit', parameters, environmentOf(opened, settings));
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
    expect(existsSync('no')).toBe(false);
  });

  it('neither migrates nor fills a database that is not ours', async () => {
    const path = join(folder, 'empty.db');
    writeFileSync(path, '');
    const settings = { DATABASE_URL: `file:${path}`, TESSERA_MAC_KEYS: KEYS };
    const { code, stderr } = await runTool('audit', ['verify'], settings);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('start the server once') as unknown,
    });
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('refuses a checkpoint that was edited', async () => {
    const file = join(folder, 'checkpoint.json');
    await verify(opened, ['--checkpoint', file]);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"position": 3', '"position": 2'));
    const { code, stderr } = await verify(opened, ['--checkpoint', file]);
    expect(code).toBe(2);
    expect(stderr).toContain('It was changed since it was written. Restore it from a copy; to begin anew, remove it.');
  });

  it('tells how it is used', async () => {
    const { code, stdout } = await runTool('audit', ['verify', '--help'], {});
    expect(code).toBe(0);
    expect(stdout).toMatch(/--tenant[^]*--checkpoint[^]*--json[^]*Exit code: 0 all well · 1 a chain is broken · 2/);
  });
});

/** Three events of one tenant, one of another. */
async function openLogs(open: () => Promise<TestDatabase>): Promise<TestDatabase> {
  const opened = await open();
  const stack = createLogStack(opened.database);
  for (const [tenantId, count] of [
    ['acme', 3],
    ['globex', 1],
  ] as const) {
    // prettier-ignore
    await putProgram(opened.database, { tenantId });
    const viewer = { id: 'olga', tenantId, roles: ['OPERATOR'], accountIds: [] } as const;
    for (let made = 0; made < count; made += 1) await registerCard(stack, { viewer, comment: `No. ${made}` });
  }
  return opened;
}

function verify(opened: TestDatabase, parameters: readonly string[] = [], settings: Record<string, string> = {}) {
  return runTool('audit', ['verify', ...parameters], environmentOf(opened, settings));
}

function environmentOf({ url }: TestDatabase, settings: Record<string, string>): Record<string, string> {
  return { DATABASE_URL: url, TESSERA_MAC_KEYS: KEYS, ...settings };
}
