import type { BrowserPage } from '../support/browser-page.js';
import type { ConsoleStack } from '../support/console-stack.js';
import type { PersonaName } from '../support/persona-clients.js';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeInChromium } from '../support/chromium.js';
import { waitForPage } from '../support/console-pages.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findPart, waitUntilLive } from '../support/console-views.js';
import { poll } from '../support/poll.js';
import { runTool } from '../support/server-process.js';
import { expectNoFaults } from '../support/window-faults.js';

/** `DOCS_IMAGES=1` keeps the pictures as those of the documentation, of more cards; else nothing of the repository changes. */
const IS_KEPT = process.env['DOCS_IMAGES'] === '1';
const CARDS = IS_KEPT ? 2_000 : 400;

const SCREEN = { width: 1_440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** What a picture may weigh in the repository, in bytes. */
const MOST_BYTES = 300_000;

/** What waits stays where it is while it is looked at, as in an office. */
const AT_REST = { TESSERA_BATCH_SYNC_MS: String(24 * 3_600_000), TESSERA_SIMULATOR_STEP_MS: '600000' };

let folder: string;
let stack: ConsoleStack;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-screenshots-'));
  const settings = { DATABASE_URL: `file:${join(folder, 'tessera.db')}`, TESSERA_DATA_DIR: folder };
  const seeding = { TESSERA_ENV: 'development', ...settings };
  const { code, stderr } = await runTool('seed', ['--cards', String(CARDS), '--seed', '20'], seeding);
  if (code !== 0) throw new Error(stderr);
  stack = await startConsoleStack({ ...settings, ...AT_REST });
}, 120_000);

afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** A picture, and what is to be there before it is taken. */
interface Picture {
  readonly name: string;
  readonly persona: PersonaName;
  readonly path: string;
  readonly heading: string | RegExp;
  readonly size?: typeof SCREEN;
  readonly colorScheme?: 'light' | 'dark';
  /** Resolves when what the picture is of can be seen. */
  readonly show: (page: BrowserPage) => Promise<unknown>;
}

/** Resolves when the column has cards that can be seen. */
const showColumn = (name: string) => (page: BrowserPage) => findPart(page, name).getByRole('link').first().waitFor();

const PICTURES: readonly Picture[] = [
  {
    ...{ name: 'overview', persona: 'operator', path: '/?range=30d', heading: 'Overview' },
    show: (page) =>
      findPart(page, 'How long each state takes')
        .getByRole('row', { name: /^Active/ })
        .waitFor(),
  },
  {
    ...{ name: 'board', persona: 'operator', path: '/cards', heading: 'Cards' },
    show: showColumn('To approve'),
  },
  {
    ...{ name: 'board-dark', persona: 'operator', path: '/cards', heading: 'Cards', colorScheme: 'dark' },
    show: showColumn('To approve'),
  },
  {
    ...{ name: 'production', persona: 'operator', path: '/production', heading: 'Production' },
    show: (page) => findPart(page, 'Failed cards').getByRole('listitem').first().waitFor(),
  },
  {
    ...{ name: 'temporary-desk', persona: 'operator', path: '/temporary-cards', heading: 'Temporary cards' },
    show: (page) => findPart(page, 'In the pool').getByRole('listitem').first().waitFor(),
  },
  {
    ...{ name: 'charge-import', persona: 'tenant-admin', path: '/charge-cards?tab=import', heading: 'Charge cards' },
    show: async (page) => {
      await page.getByLabel('Choose a file').setInputFiles(aFile());
      await page.getByText('236 rows are good, 4 are not.').waitFor();
    },
  },
];

/** A file of charge cards, four of which cannot be imported. */
function aFile() {
  const rows = Array.from({ length: 240 }, (_, index) => {
    const digits = String(70_000_000 + index * 37);
    return index % 60 === 7 ? `04E${digits};DE8AAC${digits}` : `04E1B2C3${digits};DE8AAC${digits}`;
  });
  const buffer = Buffer.from(['RFID;Contract ID', ...rows, ''].join('\n'));
  return { name: 'new-charge-cards.csv', mimeType: 'text/csv', buffer };
}

/** The size that a PNG says it has. */
function readSize(file: Buffer): { readonly width: number; readonly height: number } {
  expect(file.subarray(1, 4).toString()).toBe('PNG');
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

describeInChromium('pictures of the console', (chromium) => {
  const take = async ({ name, persona, path, heading, size = SCREEN, colorScheme = 'light', show }: Picture) => {
    const target = IS_KEPT ? 'docs/images' : folder;
    mkdirSync(target, { recursive: true });
    await using window = await openConsole(chromium, stack, { persona, path: `/console${path}` });
    const { page } = window;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    await waitUntilLive(page);
    await waitForPage(page, heading);
    await show(page);
    const file = join(target, `${name}.png`);
    await page.screenshot({ path: file });
    await expectNoFaults(window);
    const written = readFileSync(file);
    expect(readSize(written)).toEqual(size);
    expect(written.length).toBeLessThan(MOST_BYTES);
    // A page with nothing on it weighs a few thousand.
    expect(written.length).toBeGreaterThan(20_000);
  };

  it.each(PICTURES)('show $name', (picture) => take(picture));

  it.each([
    { name: 'card', size: SCREEN },
    { name: 'phone', size: PHONE },
  ])('show $name', async ({ name, size }) => {
    const card = await findCard();
    const heading = new RegExp(`^${card.holder?.id.replaceAll('.', '\\.')} Active$`);
    const show = (page: BrowserPage) => page.getByRole('group', { name: 'Diagram of the lifecycle' }).waitFor();
    await take({ name, persona: 'operator', path: `/cards/${card.id}`, heading, size, show });
  });
});

/** An active card that something has happened to. */
async function findCard() {
  const { nodes } = await stack.as('operator').cards.list({ states: ['ACTIVE'] }, { first: 200 });
  const card = nodes.reduce((most, each) => (each.version > most.version ? each : most));
  return poll('there is an active card', () => card);
}
