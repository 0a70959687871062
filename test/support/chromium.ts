import type { BrowserPage } from './browser-page.js';
import type { WatchedContext } from './window-faults.js';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { findProgram } from './private-process.js';
import { watchFaults } from './window-faults.js';

/** The folder that Playwright and axe are installed in: a package with a lock file of its own. */
export const BROWSER_FOLDER = 'test/browser';

/** A page in a profile of its own: no window shares cookies or storage with another. */
export interface BrowserWindow extends AsyncDisposable {
  readonly page: BrowserPage;
  /** What went wrong in it so far: what it threw, errors of its console, breaches of its policy, requests to where it may not go. */
  readonly faults: readonly string[];
}

/** What a window may do. */
interface WindowOptions {
  /** The origins that its pages may ask; a request to any other is a fault. Absent: all. */
  readonly origins?: readonly string[];
}

/** A Chromium without a screen, for all the tests of a `describeInChromium`. */
export interface Chromium {
  openWindow(options?: WindowOptions): Promise<BrowserWindow>;
}

/** What is used of Playwright. */
interface Playwright {
  readonly chromium: {
    launch(options: { readonly executablePath: string; readonly args: readonly string[] }): Promise<Browser>;
  };
}

interface Browser {
  newContext(options: { readonly locale: string; readonly timezoneId: string }): Promise<BrowserContext>;
  close(): Promise<void>;
}

interface BrowserContext extends WatchedContext {
  newPage(): Promise<BrowserPage>;
  close(): Promise<void>;
}

/** This machine by a name of another, as pages see it: served over plain http they are in no secure context there. */
export const OTHER_HOST = 'console.test';

/** Runs as root, on machines without a display card, and asks nothing of the network but what pages ask. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--host-resolver-rules=MAP ${OTHER_HOST} 127.0.0.1`,
];

/** Wherever tests run, pages are shown as here. */
const PLACE = { locale: 'en-GB', timezoneId: 'UTC' };

/** How long a page may take for what it is asked for, and a test for all its pages, in milliseconds. */
const PATIENCE_MS = 20_000;
const TEST_MS = 120_000;

let isSkipAnnounced = false;

/**
 * Describes tests in windows of one Chromium, which starts with the first of them and ends after the last test; says so and skips them
 * where it is not installed.
 */
export function describeInChromium(name: string, tests: (chromium: Chromium) => void): void {
  const executablePath = findProgram('chromium');
  const chromium = new SharedChromium(executablePath ?? '');
  const describeTests = () => {
    jest.setTimeout(TEST_MS);
    afterAll(() => chromium.close());
    tests(chromium);
  };
  if (executablePath !== null) {
    describe(`${name}, in Chromium`, describeTests);
    return;
  }
  if (!isSkipAnnounced) process.stderr.write('Chromium: skipped, chromium is not installed\n');
  isSkipAnnounced = true;
  describe.skip(`${name}, in Chromium`, describeTests);
}

/** Does something with a Chromium that is not a test's, and ends it. Throws where it is not installed. */
export async function withChromium<Result>(work: (chromium: Chromium) => Promise<Result>): Promise<Result> {
  const executablePath = findProgram('chromium');
  if (executablePath === null) throw new Error('Chromium is not installed. On Debian: apt-get install chromium.');
  const chromium = new SharedChromium(executablePath);
  return work(chromium).finally(() => chromium.close());
}

/** Responsible for one Chromium process. Talks to it through Playwright; it ends with this process, however that one goes. */
class SharedChromium implements Chromium {
  #browser: Promise<Browser> | null = null;

  constructor(private readonly executablePath: string) {}

  async openWindow({ origins }: WindowOptions = {}): Promise<BrowserWindow> {
    const { executablePath } = this;
    this.#browser ??= requirePlaywright().chromium.launch({ executablePath, args: ARGUMENTS });
    const context = await (await this.#browser).newContext(PLACE);
    const faults = await watchFaults(context, origins ?? null);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    return { page, faults, [Symbol.asyncDispose]: () => context.close() };
  }

  async close(): Promise<void> {
    await (await this.#browser)?.close();
  }
}

function requirePlaywright(): Playwright {
  if (!existsSync(resolve(BROWSER_FOLDER, 'node_modules/playwright-core')))
    throw new Error(`Playwright is not installed. Run \`npm ci --ignore-scripts --prefix ${BROWSER_FOLDER}\`.`);
  // Its types are there only once it is installed, and `npm run check` is to do without.
  return createRequire(resolve(BROWSER_FOLDER, 'package.json'))('playwright-core') as Playwright;
}
