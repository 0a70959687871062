import type { ToolOutput } from '../support/server-process.js';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { countStates } from '../../packages/subgraph/src/seed/count-states.js';
import { describeOnMariaDb } from '../support/databases.js';
import { fetchTokens } from '../support/persona-tokens.js';
import { runTool, spawnProgram, spawnServer } from '../support/server-process.js';

/** However many others use the machine. */
const MINUTES_5 = 300_000;

const SMALL = ['--cards', '400', '--days', '45', '--seed', '11'];

let folder: string;
let environment: Record<string, string>;
/** The numbers of the tables that filling it has told. */
let told: Record<string, number>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-seed-'));
  environment = environmentOf('tessera');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run seed', () => {
  it(
    'begins with 2,000 cards and 120 days, and writes nothing when it is stopped',
    async () => {
      await withServer(() => Promise.resolve());
      const stopped = spawnProgram(['packages/subgraph/dist/bin/seed.js', '--seed', '4711'], environment);
      await stopped.waitFor(/^Seeding tenant acme with 2,000 cards and 120 days of history \(--seed 4711\) …\n/);
      stopped.child.kill('SIGINT');
      expect(await stopped.exit()).toBe(2);
      expect(stopped.output()).toMatch(/\nStopped at .* of the history: nothing was written\.\n$/);
    },
    MINUTES_5,
  );

  it(
    'fills the file of a server that was stopped, some cards in every state, tells how many, and leaves it a whole log',
    async () => {
      const { code, stdout, stderr } = await runTool('seed', SMALL, environment);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^Seeding tenant acme with 400 cards and 45 days of history \(--seed 11\) …\n/);
      expect(stdout).toMatch(
        /\n[\d,]{5} events in [\d.]+ s\.\nNext: npm start, then open http:\/\/localhost:4001\/console\n$/,
      );
      told = readTables(stdout);
      expect(told).toMatchObject({ 'Identity cards': 250, 'Temporary cards': 50, 'Charge cards': 100 });
      expect(told).toEqual(await countStored());
      const none = Object.entries(told).filter(([, count]) => count === 0);
      expect(none).toEqual([['Temporary cards REQUESTED', 0]]);
      const audit = await runTool('audit', ['verify'], environment);
      expect(audit).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^✓ acme +whole +[\d,]{5} events\n✓ globex/) as unknown,
      });
      expect(await askForCounts()).toEqual(ofKind(told, 'Charge cards'));
    },
    MINUTES_5,
  );

  it('refuses a tenant that has a history, and says what to do', async () => {
    const { code, stdout, stderr } = await runTool('seed', SMALL, environment);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(
      /^Tenant acme has 400 cards and [\d,]{5} events already, and no history can be put before them\. Remove the file \(rm .*tessera\.db\*\), or set DATABASE_URL to an empty database\.\n$/,
    );
  });

  it('refuses while another process holds the file, and in production', async () => {
    const own = environmentOf('held');
    const database = await openDatabase({ url: own['DATABASE_URL'] ?? '' });
    const held = await runTool('seed', SMALL, own);
    await database.close();
    expect(held).toMatchObject({ code: 2, stdout: '' });
    expect(held.stderr).toMatch(/^Another process writes to .*held\.db\. Stop it first, or use MariaDB/);
    const production = await runTool('seed', SMALL, { ...environmentOf('never'), TESSERA_ENV: 'production' });
    expect(production).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Demo data is not for production: seed a database of development (TESSERA_ENV=development).\n',
    });
    expect(existsSync(join(folder, 'never.db'))).toBe(false);
  });

  it(
    'writes the same for the same seed, beside the history of another tenant',
    async () => {
      const elsewhere = await runTool('seed', [...SMALL, '--tenant', 'umbra'], environment);
      expect(elsewhere.code).toBe(0);
      expect(readTables(elsewhere.stdout)).toEqual(told);
      expect(elsewhere.stdout).toContain(
        'with an issuer of tokens for umbra: the development personas are of acme and globex',
      );
    },
    MINUTES_5,
  );

  it.each([
    [['--cards', '12'], /'--cards <n>' argument '12' is invalid\. Give a whole number from 400 to 20000\./],
    [['--cards', 'many'], /'--cards <n>' argument 'many' is invalid\. Give a whole number/],
    [['--days', '3'], /'--days <n>' argument '3' is invalid\. Give a whole number from 45 to 365\./],
    [['--seed', '-1'], /'--seed <number>' argument '-1' is invalid\. Give a whole number from 0/],
    [['--tenant', 'a b'], /'--tenant <id>' argument 'a b' is invalid\. Give 1 to 64 letters, digits, dots/],
    [['--nope'], /unknown option '--nope'/],
    [['cards'], /too many arguments/],
  ])('says what is wrong with %j, and writes nothing', async (parameters, message) => {
    const { code, stderr } = await runTool('seed', parameters, environmentOf('wrong'));
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(existsSync(join(folder, 'wrong.db'))).toBe(false);
  });

  it('tells how it is used', async () => {
    const { code, stdout } = await runTool('seed', ['--help'], {});
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /--cards <n>[^]*--days <n>[^]*--seed <number>[^]*--tenant <id>[^]*Exit code: 0 seeded · 2 nothing/,
    );
  });
});

describeOnMariaDb('npm run seed', ({ open }) => {
  it(
    'fills a database on a server too',
    async () => {
      await using opened = await open();
      const own = { ...environment, DATABASE_URL: opened.url };
      const first = await runTool('seed', SMALL, own);
      expect(first).toMatchObject({ code: 0, stderr: '' });
      expect(await runTool('audit', ['verify'], own)).toMatchObject({ code: 0 });
      const again = await runTool('seed', SMALL, own);
      expect(again).toMatchObject({ code: 2, stdout: '' });
      expect(again.stderr).toContain('Drop the database and create it anew, or set DATABASE_URL to an empty database.');
    },
    MINUTES_5,
  );
});

function environmentOf(name: string): Record<string, string> {
  const url = `file:${join(folder, `${name}.db`)}`;
  return { TESSERA_ENV: 'development', DATABASE_URL: url, TESSERA_DATA_DIR: folder };
}

/** The numbers of the tables, by `title` and `title STATE`. */
function readTables(stdout: ToolOutput['stdout']): Record<string, number> {
  const numbers: Record<string, number> = {};
  const titles = ['', ''];
  for (const line of stdout.split('\n').slice(2)) {
    for (const [place, cell] of [line.slice(0, 31), line.slice(34)].entries()) {
      const [, name = '', count = ''] = /^ {2}(\S.*?) +([\d,]+)$/.exec(cell) ?? [];
      if (name === '') continue;
      const isState = /^[A-Z_]+$/.test(name);
      if (!isState) titles[place] = name;
      numbers[isState ? `${titles[place] ?? ''} ${name}` : name] = Number(count.replaceAll(',', ''));
    }
  }
  return numbers;
}

const TITLES: Readonly<Record<string, string>> = {
  CARD: 'Identity cards',
  TEMPORARY_CARD: 'Temporary cards',
  CHARGE_CARD: 'Charge cards',
  PRODUCTION_OPERATION: 'Production operations',
};

async function countStored(): Promise<Record<string, number>> {
  const database = await openDatabase({ url: environment['DATABASE_URL'] ?? '' });
  const counts = await countStates(database, 'acme');
  await database.close();
  return Object.fromEntries(
    counts.flatMap(({ kind, states, total }) => {
      const title = TITLES[kind] ?? kind;
      return [[title, total] as const, ...states.map(([state, count]) => [`${title} ${state}`, count] as const)];
    }),
  );
}

function ofKind(numbers: Record<string, number>, title: string): Record<string, number> {
  const own = Object.entries(numbers).filter(([name]) => name.startsWith(`${title} `));
  return Object.fromEntries(own.map(([name, count]) => [name.slice(title.length + 1), count]));
}

interface CardCount {
  readonly state: string;
  readonly count: number;
}

/** How many charge cards are in each state, as a server on the seeded file answers; these wait for days before they go on. */
function askForCounts(): Promise<Record<string, number>> {
  return withServer(async (origin) => {
    const token = (await fetchTokens(origin)).get('operator') ?? '';
    const answer = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ cardCounts(kind: CHARGE_CARD) { state count } }' }),
    });
    const { data } = (await answer.json()) as { readonly data: { readonly cardCounts: readonly CardCount[] } };
    return Object.fromEntries(data.cardCounts.map(({ state, count }) => [state, count]));
  });
}

/** Starts a server on the file, and stops it when the work is done. */
async function withServer<T>(work: (origin: string) => Promise<T>): Promise<T> {
  const server = spawnServer({ ...environment, PORT: '0' });
  const [, origin = ''] = await server.waitFor(/(http:\/\/localhost:\d+)\/graphql/);
  const result = await work(origin);
  server.child.kill('SIGTERM');
  expect(await server.exit()).toBe(0);
  return result;
}
