import type { ConsoleStack } from '../../test/support/console-stack.js';
import type { Bench, Figure, FigureLine } from '../support/figure.js';
import { request } from 'node:http';
import { withChromium } from '../../test/support/chromium.js';
import { openConsole, startConsoleStack } from '../../test/support/console-stack.js';
import { compareRounds } from '../support/figure.js';

const KB = 1_000;

/** What an operator waits for who opens the console for the first time. */
export const consoleLoadFigure: Figure = {
  name: 'console-load',
  how: 'The overview of the built console is opened in Chromium by an operator; then everything of it that the page has loaded (the page, scripts, styles, pictures) is asked for again with `accept-encoding: gzip`, and the bytes of the answers are added. The reference is the same without compression.',
  measure: async (bench) => {
    await using stack = await startConsoleStack();
    return [await measure(bench, stack)];
  },
};

async function measure({ say }: Bench, stack: ConsoleStack): Promise<FigureLine> {
  say('opening the console');
  const urls = await listLoaded(stack);
  const sizes = await Promise.all(urls.map((url) => Promise.all([sizeOf(url, 'gzip'), sizeOf(url, 'identity')])));
  const sumOf = (encoding: 0 | 1) => sizes.reduce((sum, size) => sum + size[encoding], 0) / KB;
  const line = compareRounds({
    name: `first load of the console, ${urls.length} files`,
    unit: 'kB',
    goal: { atMost: 250 },
    referenceName: 'not compressed',
    measured: [sumOf(0)],
    reference: [sumOf(1)],
  });
  return { ...line, goalOf: 'MEASURED' };
}

/** The page, and everything of the console that it has loaded when its overview is there. */
function listLoaded(stack: ConsoleStack): Promise<readonly string[]> {
  return withChromium(async (chromium) => {
    await using window = await openConsole(chromium, stack, 'operator');
    const { page } = window;
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    const loaded = `performance.getEntriesByType('resource').map(({ name }) => name)`;
    // The names are addresses.
    const names = (await page.evaluate(loaded)) as readonly string[];
    return [`${stack.origin}/console/`, ...names.filter((name) => new URL(name).pathname.startsWith('/console/'))];
  });
}

/** The bytes of the answer as they are sent. */
function sizeOf(url: string, encoding: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { 'accept-encoding': encoding } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () => resolve(bytes));
      answer.on('error', reject);
    });
    asked.on('error', reject).end();
  });
}
