import type { BrowserPage } from '../../test/support/browser-page.js';
import type { ConsoleStack } from '../../test/support/console-stack.js';
import type { Bench, Figure, FigureLine } from '../support/figure.js';
import { setInterval as everyMs } from 'node:timers/promises';
import { withChromium } from '../../test/support/chromium.js';
import { openConsole, startConsoleStack } from '../../test/support/console-stack.js';
import { compareRounds, measureRounds } from '../support/figure.js';
import { inGroups } from '../support/in-groups.js';

const CARDS = 10_000;
const EVENTS_PER_SECOND = 20;
const INTERACTIONS = 40;

/** Shorter ones are not told by the browser, in milliseconds. */
const SHORTEST_MS = 16;

/** Whether the board of a busy card office can be worked with. */
export const consoleBoardFigure: Figure = {
  name: 'console-board',
  how: `The board of cards with ${CARDS.toLocaleString('en')} cards, all loaded into its first column by scrolling to its end, in Chromium: ${INTERACTIONS} interactions (arrow keys, letters typed into the filter, a dialog opened and closed), while ${EVENTS_PER_SECOND} of the cards a second are requested by the API and leave the column. The slowest interaction to its next paint, as the browser’s event timing tells it. The reference is the same while nothing happens.`,
  measure: async (bench) => {
    // One requester asks for all that there is.
    const points = String(1_000_000_000);
    await using stack = await startConsoleStack({
      TESSERA_PRINCIPAL_POINTS: points,
      TESSERA_TENANT_POINTS: points,
    });
    return [await measure(bench, stack)];
  },
};

async function measure({ sizes, say }: Bench, stack: ConsoleStack): Promise<FigureLine> {
  say(`registering ${CARDS} cards`);
  const ids = await registerCards(stack);
  return withChromium(async (chromium) => {
    await using window = await openConsole(chromium, stack, { persona: 'operator', path: '/console/cards' });
    const { page } = window;
    say('loading the board');
    await loadColumn(page);
    await page.evaluate(OBSERVE);
    const { measured, reference } = await measureRounds(sizes.rounds, {
      measured: () => whileCardsMove(stack, ids, () => interact(page)),
      reference: () => interact(page),
    });
    const line = compareRounds({
      name: `a board of ${CARDS.toLocaleString('en')} cards, ${EVENTS_PER_SECOND} events a second, interaction to next paint`,
      unit: 'ms',
      goal: { atMost: 200 },
      referenceName: 'no events',
      measured,
      reference,
    });
    return { ...line, goalOf: 'MEASURED' };
  });
}

async function registerCards(stack: ConsoleStack): Promise<string[]> {
  const tessera = stack.as('requester');
  const numbers = Array.from({ length: CARDS }, (_, index) => index);
  const ids: string[] = [];
  await inGroups(numbers, 100, async (number) => {
    const { card } = await tessera.cards.register({ programId: 'staff', holderId: `holder-${number}` });
    if (card !== null) ids.push(card.id);
  });
  return ids;
}

/** Scrolls the first column to its end until all is loaded. */
async function loadColumn(page: BrowserPage): Promise<void> {
  await page
    .getByRole('link', { name: /holder-/ })
    .first()
    .waitFor();
  await page.evaluate(`new Promise((resolve) => {
    const scroller = document.querySelector('[data-stage] ol').parentElement;
    const step = () => {
      const { scrollTop, scrollHeight, clientHeight } = scroller;
      const tile = scroller.querySelector('li').clientHeight;
      if (scrollHeight >= ${CARDS} * tile && scrollTop + clientHeight >= scrollHeight - 1) return resolve();
      scroller.scrollTop = scrollHeight;
      setTimeout(step, 20);
    };
    step();
  })`);
}

const OBSERVE = `window.slowest = 0;
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries())
    if (interactionId > 0) window.slowest = Math.max(window.slowest, duration);
}).observe({ type: 'event', durationThreshold: ${SHORTEST_MS} });`;

/** Works with the board; answers the slowest interaction, in milliseconds. */
async function interact(page: BrowserPage): Promise<number> {
  await page.evaluate('window.slowest = 0');
  await page
    .getByRole('link', { name: /holder-/ })
    .first()
    .focus();
  for (let press = 0; press < INTERACTIONS - 10; press += 1) await page.keyboard.press('ArrowDown');
  const filter = page.getByLabel('Holder');
  await filter.focus();
  await page.keyboard.type('holder');
  await filter.fill('');
  await page.getByRole('button', { name: 'Register a card' }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  // Event timing tells of an interaction after it was painted.
  const slowest = await page.evaluate('new Promise((resolve) => setTimeout(() => resolve(window.slowest), 500))');
  return Math.max(SHORTEST_MS, Number(slowest));
}

/** Requests cards, so many a second, until the work is done. */
async function whileCardsMove<Result>(
  stack: ConsoleStack,
  ids: string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const tessera = stack.as('requester');
  const stop = new AbortController();
  const moving = (async () => {
    for await (const _ of everyMs(1_000 / EVENTS_PER_SECOND, null, { signal: stop.signal })) {
      const id = ids.pop();
      if (id !== undefined) await tessera.cards.request(id);
    }
  })();
  const ended = moving.catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  try {
    return await work();
  } finally {
    stop.abort();
    await ended;
  }
}
