import type { BrowserPage } from '../support/browser-page.js';
import type { ConsoleStack } from '../support/console-stack.js';
import { describeInChromium } from '../support/chromium.js';
import { makeCard } from '../support/console-scene.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findPart, findTile, waitUntilLive } from '../support/console-views.js';
import { poll } from '../support/poll.js';
import { expectNoFaults } from '../support/window-faults.js';

/** What Chromium itself says of an answer with such a status. */
const REFUSED = [/status of 429/, /status of 503/];

/**
 * Answers in place of the server, while `window.refusal` says with which status and what it says when to come back; and counts what is
 * sent, and what is given up before it is answered.
 */
const STAND_BEFORE_THE_SERVER = `
  const ask = window.fetch;
  window.counts = { sent: 0, givenUp: 0 };
  window.fetch = async (url, options) => {
    if (!String(url).endsWith('/graphql')) return ask(url, options);
    window.counts.sent += 1;
    const { signal } = options;
    let isAnswered = false;
    signal?.addEventListener('abort', () => (window.counts.givenUp += isAnswered ? 0 : 1));
    const wanted = window.refusal;
    const isMeant = wanted && (wanted.only === undefined || options.body.includes(wanted.only));
    if (window.isSlow) await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      window.goOn = resolve;
    });
    const headers = isMeant && wanted.seconds !== undefined ? { 'retry-after': String(wanted.seconds) } : {};
    const answer = isMeant ? new Response('{}', { status: wanted.status, headers }) : await ask(url, options);
    isAnswered = true;
    return answer;
  };`;

let stack: ConsoleStack;

beforeAll(async () => {
  stack = await startConsoleStack();
  await makeCard(stack.as('requester'), { holderId: 'mara.lind' });
});

afterAll(() => stack[Symbol.asyncDispose]());

const countOf = (page: BrowserPage, what: 'sent' | 'givenUp') =>
  page.evaluate(`window.counts.${what}`).then((value) => Number(value));

describeInChromium('a page whose questions are refused', (chromium) => {
  const open = async (path = '/console/') => {
    const window = await openConsole(chromium, stack, { persona: 'operator', path });
    await window.page.addInitScript({ content: STAND_BEFORE_THE_SERVER });
    await window.page.reload();
    await waitUntilLive(window.page);
    return window;
  };

  it('says why and until when where too much was asked for, sends nothing before then, and goes on by itself', async () => {
    await using window = await open();
    const { page } = window;
    await findPart(page, 'Work that waits')
      .getByRole('link', { name: /1\s*to approve/ })
      .waitFor();
    await page.evaluate('window.refusal = { status: 429, seconds: 4 }');
    await page.getByRole('link', { name: 'Cards', exact: true }).click();
    const why = findPart(page, 'To approve').getByRole('status');
    await why
      .getByText(/^Waiting … Too much was asked for in a short time\. The server answers again at \d\d:\d\d:\d\d\.$/)
      .waitFor();
    await page.getByText(/^How many there are is not known now\. Too much was asked for .* again at/).waitFor();
    await page.getByText('The list is missing. Too much was asked for in a short time.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);

    const sent = await countOf(page, 'sent');
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('status').filter({ hasText: 'Too much was asked for' }).first().waitFor();
    await page.getByRole('link', { name: 'Cards', exact: true }).click();
    await why.waitFor();
    expect(await countOf(page, 'sent')).toBe(sent);
    await page.evaluate('window.refusal = undefined');
    await findTile(page, 'To approve', 'mara.lind').waitFor();
    await why.waitFor({ state: 'hidden' });
    await page.getByText('Too much was asked for').first().waitFor({ state: 'hidden' });
    await expectNoFaults(window, REFUSED);
  });

  it('goes on by itself also where it was opened meanwhile', async () => {
    await using window = await open('/console/cards');
    const { page } = window;
    await using _refused = await page.addInitScript({ content: 'window.refusal = { status: 429, seconds: 2 }' });
    await page.reload();
    await page
      .getByRole('status')
      .getByText(/^Waiting … Too much was asked for in a short time\./)
      .waitFor();
    await page.evaluate('window.refusal = undefined');
    await findTile(page, 'To approve', 'mara.lind').waitFor();
    await expectNoFaults(window, REFUSED);
  });

  it('asks again by itself for one that failed while the stream is live, and stops when it is answered', async () => {
    await using window = await open();
    const { page } = window;
    await page.evaluate("window.refusal = { status: 503, only: 'cardCounts' }");
    await page.getByRole('link', { name: 'Cards', exact: true }).click();
    await page.getByText('How many there are is not known now. That did not work.').waitFor();
    await findTile(page, 'To approve', 'mara.lind').waitFor();
    await page.evaluate('window.refusal = undefined');
    const heading = findPart(page, 'To approve').getByRole('heading');
    await heading.getByText('1', { exact: true }).waitFor();
    await page.getByText('How many there are is not known now.').waitFor({ state: 'hidden' });
    const sent = await countOf(page, 'sent');
    // The next wait would have been over by then.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 4_000))');
    expect(await countOf(page, 'sent')).toBe(sent);
    await expectNoFaults(window, REFUSED);
  });

  it('gives up what the page has asked that was left', async () => {
    await using window = await open();
    const { page } = window;
    await page.evaluate('window.isSlow = true');
    const before = await countOf(page, 'sent');
    await page.getByRole('link', { name: 'Cards', exact: true }).click();
    await poll('the board has asked', async () => (await countOf(page, 'sent')) > before + 8);
    const asked = (await countOf(page, 'sent')) - before;
    await page.getByRole('link', { name: 'tessera' }).click();
    await poll('all of it is given up', async () => (await countOf(page, 'givenUp')) >= asked);
    await expectNoFaults(window);
  });
});
