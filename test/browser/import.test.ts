import type { StatusEvent } from '@tessera/sdk';
import type { BrowserPage } from '../support/browser-page.js';
import type { BrowserWindow } from '../support/chromium.js';
import type { ConsoleStack } from '../support/console-stack.js';
import { describeInChromium } from '../support/chromium.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { expectNoFaults } from '../support/window-faults.js';

/** How long 5,000 rows may take on a busy machine, in milliseconds. */
const PATIENCE_MS = 60_000;

interface Row {
  readonly rfid: string;
  readonly contractId: string;
}

const HEADER = 'RFID;Contract ID';

const ROWS = 5_000;
const BAD = 130;
const GOOD = ROWS - BAD;

/** The most bad rows that are told. */
const TOLD = 100;

/** One row in so many is bad, until there are enough of them. */
const EVERY = 38;

/** How many rows stand before an empty line of the file. */
const BEFORE_GAP = 1_000;

/** A good row, another for each number. */
function aRow(number: number): Row {
  const rfid = `04${number.toString(16).toUpperCase().padStart(12, '0')}`;
  return { rfid, contractId: `DE8AAC${String(number).padStart(8, '0')}` };
}

/** Cards that are there before the file is chosen. */
const PRESENT = Array.from({ length: BAD }, (_, index) => aRow(ROWS + index));

/** What a bad row is made of. */
interface BadRow {
  /** As it would be good. */
  readonly row: Row;
  /** The one before it in the file, and its number there. */
  readonly before: Row;
  readonly numberBefore: string;
  /** A card that is there. */
  readonly present: Row;
}

/** What is wrong with the bad rows, by turns, and what is said of it. */
const FAULTS = [
  {
    spoil: ({ row }: BadRow) => ({ ...row, rfid: 'none' }),
    why: () =>
      'Not valid. Give an RFID of 4 to 10 bytes in hexadecimal digits, two a byte, for example "04A2B3C4D5E6F7".',
  },
  {
    spoil: ({ row }: BadRow) => ({ ...row, contractId: 'DE-8AA' }),
    why: () =>
      'Not valid. Give a contract id: country, provider, number and perhaps a check digit, for example "DE-8AA-C00123456-7".',
  },
  {
    spoil: ({ row, before }: BadRow) => ({ ...row, rfid: before.rfid.toLowerCase().replaceAll(/..(?=.)/g, '$&:') }),
    why: ({ numberBefore }: BadRow) => `RFID taken. Row ${numberBefore} of the file has the same.`,
  },
  {
    spoil: ({ row, before }: BadRow) => ({ ...row, contractId: before.contractId.replace('DE8AAC', 'de-8aa-c') }),
    why: ({ numberBefore }: BadRow) => `Contract id taken. Row ${numberBefore} of the file has the same.`,
  },
  {
    spoil: ({ row, present }: BadRow) => ({ ...row, rfid: present.rfid }),
    why: () => 'RFID taken. Deactivate the record that has this RFID first, or check the RFID. The card that has it',
  },
] as const;

/** The number of a row in the file, as spreadsheets count: the header is the first. */
function numberOf(index: number): number {
  return index + (index < BEFORE_GAP ? 2 : 3);
}

/** A row of the file, and what is said of it: null where it is good. */
function makeRow(index: number): { readonly row: Row; readonly said: readonly string[] | null } {
  const row = aRow(index);
  const turn = (index + 1) / EVERY - 1;
  const fault = FAULTS[turn % FAULTS.length];
  const present = PRESENT[turn];
  if (fault === undefined || present === undefined) return { row, said: null };
  const numberBefore = numberOf(index - 1).toLocaleString('en');
  const bad = { row, before: aRow(index - 1), numberBefore, present };
  const { rfid, contractId } = fault.spoil(bad);
  const last4 = rfid.replaceAll(':', '').slice(-4).toUpperCase();
  return { row: { rfid, contractId }, said: [String(numberOf(index)), `…${last4}`, contractId, fault.why(bad)] };
}

const MADE = Array.from({ length: ROWS }, (_, index) => makeRow(index));

const WRONG = MADE.flatMap(({ said }) => (said === null ? [] : [said]));

function toLines(rows: readonly Row[]): readonly string[] {
  return rows.map(({ rfid, contractId }) => `${rfid};${contractId}`);
}

const LINES = toLines(MADE.map(({ row }) => row));

const CSV = [HEADER, ...LINES.slice(0, BEFORE_GAP), '', ...LINES.slice(BEFORE_GAP), ''].join('\r\n');

const ROW = '04A1B2C3D4E5F6;DE8AAC00000001';

/** Files that cannot be imported, what is found in them, and what is expected. */
const UNUSABLE = [
  {
    name: 'header.csv',
    content: `Contract ID;RFID\n${ROW}\n`,
    found: 'Row 1: Contract ID;RFID',
    expected: 'The header RFID;Contract ID',
  },
  {
    name: 'commas.csv',
    content: `RFID,Contract ID\n${ROW.replace(';', ',')}\n`,
    found: 'Row 1: commas between the columns.',
    expected: 'Semicolons: RFID;Contract ID',
  },
  {
    name: 'column.csv',
    content: [HEADER, ROW, '', ROW, '04A1B2C3D4E5F7', ROW].join('\n'),
    found: 'Row 5: 1 column.',
    expected: '2 columns: an RFID and a contract id.',
  },
  {
    name: 'long.csv',
    content: [HEADER, ...toLines(Array.from({ length: ROWS + 1 }, (_, index) => aRow(index)))].join('\n'),
    found: '5,001 rows.',
    expected: 'Up to 5,000 rows. Divide the file.',
  },
  { name: 'empty.csv', content: '', found: 'An empty file.', expected: 'A header, and a row for each card.' },
  {
    name: 'sheet.csv',
    content: Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0xff, 0xfe, 0x0d, 0x0a]),
    found: 'No text in UTF-8.',
    expected: 'A CSV file in UTF-8. A spreadsheet is saved as one with “Save as”.',
  },
] as const;

/** Keeps all that the bar is called that says how far the import is. */
const WATCH = `
  window.said = [];
  new MutationObserver(() => {
    const label = document.querySelector('[role=progressbar]')?.getAttribute('aria-labelledby');
    const words = document.getElementById(label)?.textContent;
    if (words && words !== window.said.at(-1)) window.said.push(words);
  }).observe(document, { subtree: true, childList: true, characterData: true });`;

/** What it says while 500 rows after another are imported. */
const PROGRESS = ['0', '500', '1,000', '1,500', '2,000', '2,500', '3,000', '3,500', '4,000', '4,500'].map(
  (done) => `${done} of 4,870 rows are done`,
);

const BUTTON = /^Import 4,870 good rows$/;

let stack: ConsoleStack;

beforeAll(async () => {
  stack = await startConsoleStack();
  await stack.as('tenant-admin').chargeCards.importMany({ rows: PRESENT });
});

afterAll(() => stack[Symbol.asyncDispose]());

describeInChromium('importing charge cards', (chromium) => {
  const open = async (): Promise<BrowserWindow> => {
    const window = await openConsole(chromium, stack, { persona: 'tenant-admin', path: '/console/charge-cards' });
    window.page.setDefaultTimeout(PATIENCE_MS);
    await window.page.getByRole('tab', { name: 'Import' }).click();
    return window;
  };

  const choose = (page: BrowserPage, name: string, content: string | Buffer) =>
    page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });

  /** The rows that the page tells of, cell by cell. */
  const readFaults = async (page: BrowserPage, caption: string) => {
    const rows = page.getByRole('table', { name: caption, exact: true }).getByRole('row');
    return (await rows.allInnerTexts()).slice(1).map((row) => row.split('\t'));
  };

  const countCards = async () => {
    const counts = await stack.as('tenant-admin').statistics.counts({ kind: 'CHARGE_CARD' });
    return counts.reduce((sum, { count }) => sum + count, 0);
  };

  const readLog = async (after: string) => {
    const events: StatusEvent[] = [];
    for await (const event of stack.as('tenant-admin').events.list({}, { after, first: 1_000 })) events.push(event);
    return events;
  };

  it('tells why a file cannot be imported: what was found, in which row, and what was expected', async () => {
    const cursor = await stack.as('tenant-admin').events.cursor();
    await using window = await open();
    const { page } = window;
    for (const { name, content, found, expected } of UNUSABLE) {
      await choose(page, name, content);
      const notice = page.getByRole('alert').filter({ hasText: `${name} cannot be imported.` });
      const lines = (await notice.innerText()).split('\n').filter((line) => line !== '');
      expect(lines).toEqual([`${name} cannot be imported.`, 'Found', found, 'Expected', expected]);
      expect(await page.getByRole('button', { name: /^Import \d/ }).count()).toBe(0);
    }
    expect(await stack.as('tenant-admin').events.cursor()).toBe(cursor);
    await expectNoFaults(window);
  });

  it('tells which rows are good and why others are not, and imports the good ones, once', async () => {
    const cursor = await stack.as('tenant-admin').events.cursor();
    await using window = await open();
    await using other = await open();
    const { page } = window;
    await choose(page, 'cards.csv', CSV);
    await page.getByText('4,870 rows are good, 130 are not.').waitFor();
    await page.getByText('Nothing has been written.').waitFor();
    const told = await readFaults(page, 'Rows that cannot be imported (the first 100 of 130)');
    expect(told).toEqual(WRONG.slice(0, TOLD));
    expect(WRONG).toHaveLength(BAD);
    await choose(other.page, 'cards.csv', CSV);
    await other.page.getByRole('button', { name: BUTTON }).waitFor();
    expect(await readLog(cursor)).toEqual([]);

    await page.evaluate(WATCH);
    await page.getByRole('button', { name: BUTTON }).click();
    await page.getByText('4,870 cards are imported, 130 rows were left out.').waitFor();
    // It need not be shown that all are done before the result is.
    expect(await page.evaluate(`window.said.slice(0, ${PROGRESS.length})`)).toEqual(PROGRESS);
    expect(await countCards()).toBe(PRESENT.length + GOOD);

    // Whoever had chosen the file before, and whoever chooses it again.
    await other.page.getByRole('button', { name: BUTTON }).click();
    await other.page.getByText('4,870 of the rows had been imported by an earlier try of this file.').waitFor();
    await choose(page, 'cards.csv', CSV);
    await page.getByText('None of the 5,000 rows is good.').waitFor();
    expect(await page.getByRole('button', { name: /^Import \d/ }).count()).toBe(0);

    expect(await countCards()).toBe(PRESENT.length + GOOD);
    const events = await readLog(cursor);
    expect(events).toHaveLength(GOOD);
    expect(new Set(events.map(({ commandName, sequence }) => `${commandName} ${sequence}`))).toEqual(
      new Set(['IMPORT 1']),
    );
    expect(new Set(events.map(({ subjectId }) => subjectId)).size).toBe(GOOD);
    await expectNoFaults(window);
    await expectNoFaults(other);
  }, 180_000);
});
