import type { TestDatabase } from '../support/databases.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeOnEachDatabase } from '../support/databases.js';
import { createLogStack, putProgram, registerCard } from '../support/log-stack.js';
import { fetchTokens } from '../support/persona-tokens.js';
import { runTool, spawnServer } from '../support/server-process.js';

const KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`;

describeOnEachDatabase('npm run erase', ({ open, dialectName }) => {
  it('tells what it would remove, removes it, and finds nothing a second time', async () => {
    await using opened = await openOffice(open);
    const cardId = await registerCard(opened.stack, { input: { embossedName: 'MARA LIND' }, comment: 'For Mara' });
    // On MariaDB others may go on writing.
    if (dialectName === 'sqlite') await opened.database.close();
    const found = `mara of tenant acme:\n  CARD            ${cardId}  embossed name, 1 comment\n\n`;
    const sums = '1 embossed name and 1 comment of 1 card';
    const dryRun = await erase(opened, ['--holder', 'mara', '--dry-run']);
    expect(dryRun).toEqual({ code: 0, stdout: `${found}Would erase ${sums}. Nothing was changed.\n`, stderr: '' });
    const first = await erase(opened, ['--holder', 'mara']);
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`${found}Erased ${sums}`) as unknown,
      stderr: '',
    });
    const nothing = 'Nothing is left of mara with tenant acme: nothing to erase.\n';
    expect(await erase(opened, ['--holder', 'mara', '--tenant', 'acme'])).toEqual({
      code: 0,
      stdout: nothing,
      stderr: '',
    });
    const audit = await runTool('audit', ['verify'], environmentOf(opened));
    expect(audit).toMatchObject({ code: 0, stdout: expect.stringContaining('✓ acme  whole   2 events') as unknown });
  });

  it('says that there is nothing of somebody unknown, and needs the tenant’s name only among several', async () => {
    await using opened = await openOffice(open);
    await registerCard(opened.stack, { comment: 'For Mara' });
    const unknown = await erase(opened, ['--holder', 'nobody']);
    expect(unknown).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to erase') as unknown });
    await putProgram(opened.database, { tenantId: 'globex' });
    const viewer = { id: 'olga', tenantId: 'globex', roles: ['OPERATOR'], accountIds: [] } as const;
    await registerCard(opened.stack, { viewer });
    const unnamed = await erase(opened, ['--holder', 'mara']);
    expect(unnamed).toMatchObject({ code: 2, stderr: 'Name the tenant by --tenant: there are acme, globex.\n' });
    const abroad = await erase(opened, ['--holder', 'mara', '--tenant', 'umbra']);
    expect(abroad).toMatchObject({ code: 2, stderr: 'There is no tenant umbra; there are acme, globex.\n' });
    expect(await erase(opened, [])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--holder <id>') as unknown,
    });
  });
});

describe('npm run erase and npm run audit beside a server on SQLite', () => {
  it('audits with the keys that the server made, erases nothing while it runs, and does so once it is stopped', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tessera-erase-'));
    const url = `file:${join(folder, 'tessera.db')}`;
    const environment = { TESSERA_ENV: 'development', DATABASE_URL: url, TESSERA_DATA_DIR: folder };
    const server = spawnServer({ ...environment, PORT: '0' });
    const [, origin = ''] = await server.waitFor(/(http:\/\/localhost:\d+)\/graphql/);
    await registerByApi(origin);
    expect(await runTool('audit', ['verify'], environment)).toMatchObject({ code: 0, stderr: '' });
    const asked = ['--holder', 'mara.lind', '--tenant', 'acme'];
    const refused = await runTool('erase', asked, environment);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/Another process writes to .*tessera\.db\. Stop it first, or use MariaDB/);
    server.child.kill('SIGTERM');
    await server.exit();
    const erased = await runTool('erase', asked, environment);
    expect(erased).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 embossed name and 1 comment of 1 card') as unknown,
    });
    expect((await runTool('audit', ['verify'], environment)).code).toBe(0);
    rmSync(folder, { recursive: true });
  });
});

async function registerByApi(origin: string): Promise<void> {
  const token = (await fetchTokens(origin)).get('requester') ?? '';
  const input = '{ programId: "staff", holderId: "mara.lind", embossedName: "MARA LIND", comment: "At the desk" }';
  const answer = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: `mutation { registerCard(input: ${input}) { __typename } }` }),
  });
  expect(await answer.json()).toEqual({ data: { registerCard: { __typename: 'CardTransition' } } });
}

async function openOffice(open: () => Promise<TestDatabase>) {
  const opened = await open();
  await putProgram(opened.database);
  return { ...opened, stack: createLogStack(opened.database) };
}

function erase(opened: TestDatabase, parameters: readonly string[]) {
  return runTool('erase', parameters, environmentOf(opened));
}

function environmentOf({ url }: TestDatabase): Record<string, string> {
  return { DATABASE_URL: url, TESSERA_MAC_KEYS: KEYS };
}
