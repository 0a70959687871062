import type { ConsoleStack } from '../support/console-stack.js';
import { describeInChromium } from '../support/chromium.js';
import { makeProducedCard } from '../support/console-scene.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findEntry, findPart, waitUntilLive } from '../support/console-views.js';
import { expectNoFaults } from '../support/window-faults.js';

let stack: ConsoleStack;

beforeAll(async () => {
  stack = await startConsoleStack();
});

afterAll(() => stack[Symbol.asyncDispose]());

describeInChromium('two operators at one card', (chromium) => {
  /** The page of an active card, open in a window for each of them. */
  const openTwice = async (holderId: string) => {
    const operator = stack.as('operator');
    const id = await makeProducedCard(operator, holderId);
    await operator.cards.activate(id);
    const open = async () => {
      const window = await openConsole(chromium, stack, { persona: 'operator', path: `/console/cards/${id}` });
      await waitUntilLive(window.page);
      return window;
    };
    return { id, windows: [await open(), await open()] as const };
  };

  it('the slower one reads what happened meanwhile, and may do it all the same', async () => {
    const { id, windows } = await openTwice('mara.lind');
    await using slow = windows[0];
    await using fast = windows[1];
    await findPart(slow.page, 'What you can do now').getByRole('button', { name: 'Lock', exact: true }).click();
    const lock = slow.page.getByRole('dialog', { name: 'Lock' });
    await lock.getByLabel('Reason').selectOption('Stolen');

    const deactivation = fast.page.getByRole('dialog', { name: 'Deactivate' });
    await fast.page.getByRole('button', { name: 'Deactivate', exact: true }).first().click();
    await deactivation.getByLabel('Reason').selectOption('Mislaid');
    await deactivation.getByRole('button', { name: 'Deactivate' }).click();
    await fast.page.getByRole('heading', { name: 'mara.lind Inactive', level: 1 }).waitFor();

    await lock.getByRole('button', { name: 'Lock' }).click();
    const conflict = lock.getByRole('alert').filter({ hasText: 'Somebody was faster.' });
    await conflict.getByText(/^\d\d:\d\d:\d\d · Deactivated by olga\.petrov → Inactive$/).waitFor();
    expect(await conflict.getByRole('listitem').count()).toBe(1);
    await conflict.getByRole('button', { name: 'Try again on what it is now' }).click();
    for (const { page } of [slow, fast]) {
      await page.getByRole('heading', { name: 'mara.lind Locked', level: 1 }).waitFor();
      await findEntry(page, 'Locked').getByText('Reason: Stolen').waitFor();
    }
    const { nodes } = await stack.as('operator').cards.history(id);
    expect(nodes.slice(0, 2)).toMatchObject([{ to: 'LOCKED' }, { to: 'INACTIVE' }]);
    await expectNoFaults(slow);
    await expectNoFaults(fast);
  });

  it('the slower one is told what is open in place of what is not', async () => {
    const { id, windows } = await openTwice('li.wei');
    await using slow = windows[0];
    await using fast = windows[1];
    const { page } = slow;
    await page.getByRole('button', { name: 'Deactivate', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Deactivate' });
    await dialog.getByLabel('Reason').selectOption('Mislaid');
    const operator = stack.as('operator');
    await operator.cards.deactivate(id, { reason: 'LEAVE' });
    await fast.page.getByRole('heading', { name: 'li.wei Inactive', level: 1 }).waitFor();

    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    const instead = dialog.getByText('“Deactivate” is not possible any more. Open to you now: Reactivate, Lock.');
    await instead.waitFor();
    const again = dialog.getByRole('button', { name: 'Try again on what it is now' });
    expect(await again.count()).toBe(0);
    // What is open again is offered again.
    await operator.cards.reactivate(id);
    await again.waitFor();
    await instead.waitFor({ state: 'hidden' });
    await expectNoFaults(slow);
    await expectNoFaults(fast);
  });

  it('the slower one is told in words that nothing is open any more', async () => {
    const { windows } = await openTwice('jo.park');
    await using slow = windows[0];
    await using fast = windows[1];
    await slow.page.getByRole('button', { name: 'Deactivate', exact: true }).first().click();
    const dialog = slow.page.getByRole('dialog', { name: 'Deactivate' });
    await fast.page.getByRole('button', { name: 'Lock', exact: true }).first().click();
    await fast.page.getByRole('dialog', { name: 'Lock' }).getByLabel('Reason').selectOption('Lost');
    await fast.page.getByRole('dialog', { name: 'Lock' }).getByRole('button', { name: 'Lock' }).click();
    await fast.page.getByRole('heading', { name: 'jo.park Locked', level: 1 }).waitFor();

    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await dialog.getByText(/Locked by olga\.petrov → Locked$/).waitFor();
    await dialog.getByText('There is nothing that you can do here now.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Try again on what it is now' }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await slow.page.getByRole('heading', { name: 'jo.park Locked', level: 1 }).waitFor();
    await findPart(slow.page, 'What you can do now').getByText('There is nothing that you can do here now.').waitFor();
    await expectNoFaults(slow);
    await expectNoFaults(fast);
  });
});
