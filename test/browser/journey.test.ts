import type { BrowserPage } from '../support/browser-page.js';
import type { ConsoleStack } from '../support/console-stack.js';
import { describeInChromium } from '../support/chromium.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findEntry, findPart, findTile, waitUntilLive } from '../support/console-views.js';
import { poll } from '../support/poll.js';
import { expectNoFaults } from '../support/window-faults.js';

/** Slow enough for a person to see each column, and for a page on a busy machine. */
const UNHURRIED = { TESSERA_BATCH_SYNC_MS: '1000', TESSERA_SIMULATOR_STEP_MS: '1000' };

/** Keeps the columns that jo.park’s tile comes by; a page that is loaded anew has forgotten them. */
const FOLLOW_TILE = `
  window.passed = [];
  new MutationObserver(() => {
    for (const stage of document.querySelectorAll('[data-stage]')) {
      const isThere = stage.querySelector('a')?.textContent.startsWith('jo.park') ?? false;
      if (isThere && window.passed.at(-1) !== stage.dataset.stage) window.passed.push(stage.dataset.stage);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });`;

let stack: ConsoleStack;

beforeAll(async () => {
  stack = await startConsoleStack(UNHURRIED);
});

afterAll(() => stack[Symbol.asyncDispose]());

/** Resolves when the column says that it has so many. */
async function waitForCount(page: BrowserPage, column: string, count: number): Promise<void> {
  await findPart(page, column)
    .getByRole('heading', { name: `${column} ${count}`, exact: true })
    .waitFor();
}

/** Presses what is open on the page of a card. */
function press(page: BrowserPage, name: string): Promise<void> {
  return findPart(page, 'What you can do now').getByRole('button', { name, exact: true }).click();
}

describeInChromium('the life of a card', (chromium) => {
  it('is clicked through by a requester, an approver and an operator, who see each other’s steps live', async () => {
    await using requester = await openConsole(chromium, stack, { persona: 'requester', path: '/console/cards' });
    await using approver = await openConsole(chromium, stack, { persona: 'approver', path: '/console/cards' });
    await using operator = await openConsole(chromium, stack, { persona: 'operator', path: '/console/cards' });
    const windows = [requester, approver, operator];
    for (const { page } of windows) {
      await waitUntilLive(page);
      await waitForCount(page, 'To approve', 0);
      await page.evaluate(FOLLOW_TILE);
    }

    // The requester registers a card and requests it.
    await requester.page.getByRole('button', { name: 'Register a card' }).click();
    const registration = requester.page.getByRole('dialog', { name: 'Register a card' });
    await registration.getByLabel('Card program').selectOption('Staff cards');
    await registration.getByLabel('Holder').fill('jo.park');
    await registration.getByLabel('Name on the card (optional)').fill('JO PARK');
    await registration.getByRole('button', { name: 'Register' }).click();
    for (const { page } of windows) await findTile(page, 'To request', 'jo.park').waitFor();
    await requester.page.getByRole('link', { name: 'Open it' }).click();
    await requester.page.getByRole('heading', { name: 'jo.park Registered', level: 1 }).waitFor();
    await press(requester.page, 'Request');

    // The approver sees it come in, and approves it.
    for (const { page } of [approver, operator]) {
      await findTile(page, 'To approve', 'jo.park').waitFor();
      await waitForCount(page, 'To approve', 1);
    }
    await findTile(approver.page, 'To approve', 'jo.park').click();
    await approver.page.getByRole('heading', { name: 'jo.park Requested', level: 1 }).waitFor();
    await press(approver.page, 'Approve');
    await findEntry(requester.page, 'Approved').getByText('anton.keller').waitFor();

    // It is made, while the operator watches.
    await findTile(operator.page, 'To activate', 'jo.park').waitFor();
    await waitForCount(operator.page, 'To activate', 1);
    await waitForCount(operator.page, 'To approve', 0);
    expect(await operator.page.evaluate('window.passed')).toEqual([
      ...['begun', 'toApprove', 'processing', 'inProduction', 'toActivate'],
    ]);
    for (const { page } of [requester, approver]) {
      await page.getByRole('heading', { name: 'jo.park Produced', level: 1 }).waitFor();
      await findEntry(page, 'Production started').waitFor();
    }

    // The operator activates it, and has it out of use, in use again, and ended.
    const { page } = operator;
    await findTile(page, 'To activate', 'jo.park').click();
    await press(page, 'Activate');
    await Promise.all(windows.map((each) => findEntry(each.page, 'Activated').waitFor()));
    await press(page, 'Deactivate');
    const deactivation = page.getByRole('dialog', { name: 'Deactivate' });
    await deactivation.getByLabel('Reason').selectOption('On leave');
    await deactivation.getByRole('button', { name: 'Deactivate' }).click();
    for (const each of windows) {
      await findEntry(each.page, 'Deactivated').getByText('Reason: On leave').waitFor();
      await each.page.getByRole('heading', { name: 'jo.park Inactive', level: 1 }).waitFor();
    }
    await press(page, 'Reactivate');
    await Promise.all(windows.map((each) => findEntry(each.page, 'Reactivated').waitFor()));
    await press(page, 'Lock');
    const lock = page.getByRole('dialog', { name: 'Lock' });
    await lock.getByText('This cannot be taken back.').waitFor();
    await lock.getByLabel('Reason').selectOption('Other');
    await lock.getByLabel('Comment').fill('Found broken at the gate.');
    await lock.getByRole('button', { name: 'Lock' }).click();
    for (const each of windows) {
      await findEntry(each.page, 'Locked').getByText('Found broken at the gate.').waitFor();
      await each.page.getByRole('heading', { name: 'jo.park Locked', level: 1 }).waitFor();
      expect(await each.page.evaluate('Array.isArray(window.passed)')).toBe(true);
      await expectNoFaults(each);
    }
    expect(await listChannels()).toEqual([
      ...['REGISTER CONSOLE', 'REQUEST CONSOLE', 'APPROVE CONSOLE', 'ORDER JOB', 'START_PRODUCTION PRODUCTION'],
      ...['COMPLETE_PRODUCTION PRODUCTION', 'ACTIVATE CONSOLE', 'DEACTIVATE CONSOLE', 'REACTIVATE CONSOLE'],
      'LOCK CONSOLE',
    ]);
  });
});

/** What happened to the one card, oldest first, each with where it came from. */
async function listChannels(): Promise<readonly string[]> {
  const operator = stack.as('operator');
  const card = await poll('there is a card', async () => (await operator.cards.list()).nodes[0] ?? null);
  const { nodes } = await operator.cards.history(card.id);
  return nodes.map(({ command, channel }) => `${command} ${channel}`).reverse();
}
