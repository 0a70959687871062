import type { ConsoleStack } from '../support/console-stack.js';
import { describeInChromium } from '../support/chromium.js';
import { makeCard, makeProducedCard } from '../support/console-scene.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findEntry, findPart, findTile, waitUntilLive } from '../support/console-views.js';
import { poll } from '../support/poll.js';
import { expectNoFaults } from '../support/window-faults.js';

/** What Chromium itself says of a server that is not there. */
const SERVER_IS_AWAY = [/ERR_CONNECTION_REFUSED/, /ERR_EMPTY_RESPONSE/, /ERR_CONNECTION_RESET/];

/** Has the answers to a command be lost on their way, while `window.isLossy`. */
const LOSE_ANSWERS = `
  const ask = window.fetch;
  window.fetch = async (url, options) => {
    const answer = await ask(url, options);
    if (window.isLossy && String(options?.body).includes('reactivateCard')) throw new TypeError('Failed to fetch');
    return answer;
  };`;

let stack: ConsoleStack;
let id: string;

beforeAll(async () => {
  stack = await startConsoleStack();
  const operator = stack.as('operator');
  id = await makeProducedCard(operator, 'mara.lind');
  await operator.cards.activate(id);
});

afterAll(() => stack[Symbol.asyncDispose]());

/** How often the command was done to the card. */
async function countDone(command: string): Promise<number> {
  const { nodes } = await stack.as('operator').cards.history(id);
  return nodes.filter(({ command: done }) => done === command).length;
}

describeInChromium('a page whose server cannot be reached', (chromium) => {
  const openCard = () => openConsole(chromium, stack, { persona: 'operator', path: `/console/cards/${id}` });

  it('says since when, shows no command as done that is not, and goes on by itself when the server is back', async () => {
    await using window = await openCard();
    await using onlooker = await openConsole(chromium, stack, { persona: 'approver', path: '/console/cards' });
    const { page } = window;
    await Promise.all([waitUntilLive(page), waitUntilLive(onlooker.page)]);
    await findPart(onlooker.page, 'To approve').getByText('Nothing here.').waitFor();
    await findPart(page, 'What you can do now').getByRole('button', { name: 'Deactivate', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Deactivate' });
    await dialog.getByLabel('Reason').selectOption('Mislaid');

    await stack.subgraph.end('SIGKILL');
    await onlooker.page
      .getByRole('status')
      .filter({ hasText: /^Offline since \d\d:\d\d:\d\d$/ })
      .waitFor();
    await onlooker.page.getByRole('alert').filter({ hasText: 'What you see is as it was then.' }).waitFor();
    // What is asked for now cannot be loaded, before the server is back.
    await onlooker.page.getByLabel('Card program').selectOption('Staff cards');
    await findPart(onlooker.page, 'To approve').getByText('The server cannot be reached.').waitFor();
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    const fault = dialog.getByRole('alert').filter({ hasText: 'The server cannot be reached.' });
    await fault.waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('heading', { name: 'mara.lind Active', level: 1 }).waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: /^Offline since/ })
      .waitFor();

    await stack.subgraph.restart();
    await makeCard(stack.as('requester'), { holderId: 'jo.park' });
    await Promise.all([waitUntilLive(page), waitUntilLive(onlooker.page)]);
    await findTile(onlooker.page, 'To approve', 'jo.park').waitFor();
    expect(await onlooker.page.getByRole('link', { name: /^jo\.park/ }).count()).toBe(1);
    expect(await countDone('DEACTIVATE')).toBe(0);
    await expectNoFaults(window, SERVER_IS_AWAY);
    await expectNoFaults(onlooker, SERVER_IS_AWAY);
  });

  it('does a command once that is tried again, also where it was done already', async () => {
    await using window = await openCard();
    const { page } = window;
    await using _losses = await page.addInitScript({ content: LOSE_ANSWERS });
    await page.reload();
    await waitUntilLive(page);
    const actions = findPart(page, 'What you can do now');

    await actions.getByRole('button', { name: 'Deactivate', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Deactivate' });
    await stack.subgraph.end('SIGKILL');
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await dialog.getByRole('alert').filter({ hasText: 'The server cannot be reached.' }).waitFor();
    await stack.subgraph.restart();
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: 'mara.lind Inactive', level: 1 }).waitFor();
    expect(await countDone('DEACTIVATE')).toBe(1);

    await page.evaluate('window.isLossy = true');
    await actions.getByRole('button', { name: 'Reactivate', exact: true }).click();
    await actions.getByRole('alert').filter({ hasText: 'The server cannot be reached.' }).waitFor();
    // The stream tells that it was done all the same.
    await findEntry(page, 'Reactivated').waitFor();
    await page.evaluate('window.isLossy = false');
    await actions.getByRole('button', { name: 'Try again' }).click();
    await poll('nothing is said to have failed', async () => (await actions.getByRole('alert').count()) === 0);
    await page.getByText(`Reactivated: ${id}`).waitFor();
    expect(await findEntry(page, 'Reactivated').count()).toBe(1);
    expect(await countDone('REACTIVATE')).toBe(1);
    await expectNoFaults(window, SERVER_IS_AWAY);
  });
});
