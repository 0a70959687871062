import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findProgram } from './private-process.js';

/** What our tests use of Playwright's page; it waits by itself for what it is asked for. */
export interface BrowserPage {
  goto(url: string): Promise<unknown>;
  /** Resolves when an element is there and visible. */
  waitForSelector(selector: string): Promise<unknown>;
  textContent(selector: string): Promise<string | null>;
  fill(selector: string, value: string): Promise<void>;
  click(selector: string): Promise<void>;
  screenshot(options: { readonly path: string }): Promise<unknown>;
  on(event: 'pageerror', listener: (error: Error) => void): unknown;
  on(event: 'console', listener: (line: { type(): string; text(): string }) => void): unknown;
  setDefaultTimeout(timeoutMs: number): void;
}

/** A page in a profile of its own, and what went wrong in it so far: what it threw, and the errors of its console. */
interface OpenedPage {
  readonly page: BrowserPage;
  readonly faults: readonly string[];
}

/** A Chromium without a window, of a test's own. It ends with the process that started it, however that one goes. */
export interface Chromium extends AsyncDisposable {
  openPage(): Promise<OpenedPage>;
}

/** What is used of Playwright. */
interface Playwright {
  readonly chromium: { launch(options: LaunchOptions): Promise<Browser> };
}

interface LaunchOptions {
  readonly executablePath: string;
  readonly args: readonly string[];
}

interface Browser {
  newPage(): Promise<BrowserPage>;
  close(): Promise<void>;
}

/** Runs as root, on machines without a display card, and asks nothing of the network but what pages ask. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long a page may take for what it is asked for, in milliseconds. */
const PATIENCE_MS = 20_000;

/** The folder that Playwright is installed in: a package with a lock file of its own. */
const FOLDER = 'test/sdk-package';

let isSkipAnnounced = false;

/** Describes tests that start a Chromium; says so and skips them where it is not installed. */
export function describeInChromium(name: string, tests: () => void): void {
  if (findProgram('chromium') !== null) {
    describe(`${name}, in Chromium`, tests);
    return;
  }
  if (!isSkipAnnounced) process.stderr.write('Chromium: skipped, chromium is not installed\n');
  isSkipAnnounced = true;
  describe.skip(`${name}, in Chromium`, tests);
}

/** Starts one. Throws when it, or the packages of `test/sdk-package`, are not installed. */
export async function startChromium(): Promise<Chromium> {
  const executablePath = findProgram('chromium');
  if (executablePath === null) throw new Error('Chromium is not installed. On Debian: apt-get install chromium.');
  const browser = await requirePlaywright().chromium.launch({ executablePath, args: ARGUMENTS });
  return { openPage: () => openPage(browser), [Symbol.asyncDispose]: () => browser.close() };
}

async function openPage(browser: Browser): Promise<OpenedPage> {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text());
  });
  return { page, faults };
}

function requirePlaywright(): Playwright {
  if (!existsSync(resolve(FOLDER, 'node_modules/playwright-core')))
    throw new Error(`Playwright is not installed. Run \`npm ci --ignore-scripts --prefix ${FOLDER}\`.`);
  // Its types are there only once it is installed, and `npm run check` is to do without.
  return createRequire(resolve(FOLDER, 'package.json'))('playwright-core') as Playwright;
}
