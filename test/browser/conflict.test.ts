import type { BrowserPage } from '../support/browser-page.js';
import type { ConsoleStack } from '../support/console-stack.js';
import { describeInChromium } from '../support/chromium.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findPart, waitUntilLive } from '../support/console-views.js';
import { poll } from '../support/poll.js';
import { expectNoFaults } from '../support/window-faults.js';

let stack: ConsoleStack;

beforeAll(async () => {
  stack = await startConsoleStack();
});

afterAll(() => stack[Symbol.asyncDispose]());

describeInChromium('two operators on one card', (chromium) => {
  const openCard = async (id: string) => {
    const window = await openConsole(chromium, stack, { persona: 'operator', path: `/console/cards/${id}` });
    await waitUntilLive(window.page);
    return window;
  };
  /** Opens the dialog of a command, and answers it. */
  const begin = async (page: BrowserPage, command: string, reason: string) => {
    await findPart(page, 'What you can do now').getByRole('button', { name: command, exact: true }).click();
    const dialog = page.getByRole('dialog', { name: command });
    await dialog.getByLabel('Reason').selectOption(reason);
    return dialog;
  };

  it('are told by a conflict what the other has done meanwhile, and try again on what is now', async () => {
    const id = await activateCard(stack, 'mara.lind');
    await using one = await openCard(id);
    await using other = await openCard(id);
    const lock = await begin(one.page, 'Lock', 'Lost');

    const deactivate = await begin(other.page, 'Deactivate', 'Mislaid');
    await deactivate.getByRole('button', { name: 'Deactivate', exact: true }).click();
    // The page below the dialog follows; screen readers are kept to the dialog.
    await one.page.locator('h1').filter({ hasText: 'Inactive' }).waitFor();

    await lock.getByRole('button', { name: 'Lock', exact: true }).click();
    await lock.getByText('Somebody was faster. Meanwhile:').waitFor();
    await lock.getByText(/Deactivated by olga\.petrov → Inactive/).waitFor();
    expect((await stack.as('operator').cards.get(id))?.state).toBe('INACTIVE');
    await lock.getByRole('button', { name: 'Try again on what it is now' }).click();
    await lock.waitFor({ state: 'hidden' });
    for (const { page } of [one, other])
      await page.getByRole('heading', { level: 1, name: /mara\.lind Locked/ }).waitFor();
    const { nodes } = await stack.as('operator').cards.history(id);
    expect(nodes.slice(0, 2).map(({ command, reason }) => [command, reason])).toEqual([
      ['LOCK', 'LOST'],
      ['DEACTIVATE', 'MISLAID'],
    ]);
    for (const window of [one, other]) await expectNoFaults(window);
  });

  it('are refused in words when what the other has done leaves nothing to do', async () => {
    const id = await activateCard(stack, 'jo.park');
    await using one = await openCard(id);
    const deactivate = await begin(one.page, 'Deactivate', 'Mislaid');
    await stack.as('operator').cards.lock(id, { reason: 'STOLEN' });
    await deactivate.getByRole('button', { name: 'Deactivate', exact: true }).click();
    await deactivate.getByText(/Locked by olga\.petrov → Locked/).waitFor();
    await deactivate.getByRole('button', { name: 'Try again on what it is now' }).click();
    await deactivate.getByText('DEACTIVATE does not apply in state LOCKED').waitFor();
    await one.page.keyboard.press('Escape');
    await deactivate.waitFor({ state: 'hidden' });
    await one.page.getByRole('heading', { level: 1, name: /jo\.park Locked/ }).waitFor();
    await expectNoFaults(one);
  });

  it('is not in conflict with what one has just done oneself', async () => {
    const id = await activateCard(stack, 'ana.diaz');
    await using one = await openCard(id);
    const actions = findPart(one.page, 'What you can do now');
    for (const command of ['Deactivate', 'Reactivate', 'Deactivate', 'Reactivate']) {
      await actions.getByRole('button', { name: command, exact: true }).click();
      if (command === 'Reactivate') continue;
      const dialog = one.page.getByRole('dialog', { name: command });
      await dialog.getByRole('button', { name: command, exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
    }
    await poll('all four are done', async () => (await stack.as('operator').cards.get(id))?.version === 11);
    expect(await one.page.getByText('Somebody was faster').count()).toBe(0);
    await expectNoFaults(one);
  });
});

/** An active card of the holder. */
async function activateCard({ as }: ConsoleStack, holderId: string): Promise<string> {
  const { card } = await as('requester').cards.register({ programId: 'staff', holderId });
  const id = card?.id ?? '';
  await as('requester').cards.request(id);
  await as('approver').cards.approve(id);
  const { cards } = as('operator');
  await poll('the card is produced', async () => (await cards.get(id))?.state === 'PRODUCED');
  await cards.activate(id);
  return id;
}
