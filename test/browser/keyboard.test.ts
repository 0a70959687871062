import type { BrowserPage } from '../support/browser-page.js';
import type { ConsoleStack } from '../support/console-stack.js';
import { describeInChromium } from '../support/chromium.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findPart, findTile, waitUntilLive } from '../support/console-views.js';
import { nameFocused, tabTo } from '../support/keyboard.js';
import { poll } from '../support/poll.js';
import { expectNoFaults } from '../support/window-faults.js';

let stack: ConsoleStack;
let activeId: string;

beforeAll(async () => {
  stack = await startConsoleStack();
  const { cards } = stack.as('requester');
  await cards.register({ programId: 'staff', holderId: 'ana.diaz' });
  await cards.register({ programId: 'staff', holderId: 'jo.park' });
  const { card: toApprove } = await cards.register({ programId: 'contractor', holderId: 'li.wei' });
  await cards.request(toApprove?.id ?? '');
  const { card } = await cards.register({ programId: 'campus', holderId: 'mara.lind' });
  activeId = card?.id ?? '';
  await cards.request(activeId);
  const operator = stack.as('operator');
  await poll('the card is produced', async () => (await operator.cards.get(activeId))?.state === 'PRODUCED');
});

afterAll(() => stack[Symbol.asyncDispose]());

describeInChromium('somebody with a keyboard and no mouse', (chromium) => {
  /** Waits until what has the focus is called so: after something that the server answers. */
  const untilFocused = (page: BrowserPage, name: RegExp) =>
    poll(`the focus is at ${String(name)}`, async () => name.test(await nameFocused(page)));

  it('signs in, skips to the content, and goes to a board and over its cards to one of them', async () => {
    await using window = await openConsole(chromium, stack, {});
    const { page } = window;
    await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
    await tabTo(page, /^operator ?olga/);
    await page.keyboard.press('Enter');
    await waitUntilLive(page);

    await tabTo(page, /^Skip to the content$/);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.localName')).toBe('main');
    await tabTo(page, /^Cards$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await findTile(page, 'To request', 'ana.diaz').waitFor();

    await tabTo(page, /^jo\.park/);
    await page.keyboard.press('ArrowDown');
    expect(await nameFocused(page)).toMatch(/^ana\.diaz/);
    await page.keyboard.press('ArrowRight');
    expect(await nameFocused(page)).toMatch(/^li\.wei/);
    await page.keyboard.press('ArrowRight');
    expect(await nameFocused(page)).toMatch(/^mara\.lind/);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^mara\.lind/, level: 1 }).waitFor();
    expect(page.url()).toBe(`${stack.origin}/console/cards/${activeId}`);
    await expectNoFaults(window);
  });

  it('does what asks nothing, and what asks a reason, and stays where it was; Escape closes a dialog', async () => {
    await using window = await openConsole(chromium, stack, {
      persona: 'operator',
      path: `/console/cards/${activeId}`,
    });
    const { page } = window;
    const actions = findPart(page, 'What you can do now');
    await actions.getByRole('button', { name: 'Activate', exact: true }).waitFor();
    await tabTo(page, /^Activate$/);
    await page.keyboard.press('Enter');
    await actions.getByRole('button', { name: 'Deactivate', exact: true }).waitFor();
    // The button that was pressed is gone; one goes on from where it was.
    await page.keyboard.press('Tab');
    expect(await nameFocused(page)).toBe('Deactivate');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Deactivate' });
    await dialog.waitFor();
    await untilFocused(page, /^Reason/);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await untilFocused(page, /^Deactivate$/);

    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await tabTo(page, /^Reason/);
    await page.keyboard.type('Mis');
    await tabTo(page, /^Deactivate$/);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await actions.getByRole('button', { name: 'Reactivate', exact: true }).waitFor();
    await page.keyboard.press('Tab');
    expect(await nameFocused(page)).toBe('Reactivate');
    expect(await stack.as('operator').cards.get(activeId)).toMatchObject({ state: 'INACTIVE' });
    await expectNoFaults(window);
  });

  it('opens the menu of the account, chooses there, and leaves it', async () => {
    await using window = await openConsole(chromium, stack, 'operator');
    const { page } = window;
    await waitUntilLive(page);
    await tabTo(page, /^Signed in as ?olga\.petrov/);
    await page.keyboard.press('Enter');
    await untilFocused(page, /^Change persona$/);
    await page.keyboard.press('Escape');
    await untilFocused(page, /^Signed in as ?olga\.petrov/);

    await page.keyboard.press('Enter');
    await untilFocused(page, /^Change persona$/);
    await tabTo(page, /Dark$/, 'ArrowDown');
    await page.keyboard.press('Enter');
    await poll(
      'the page is dark',
      async () => (await page.evaluate('document.documentElement.dataset.theme')) === 'dark',
    );
    await page.keyboard.press('Escape');
    await untilFocused(page, /^Signed in as ?olga\.petrov/);
    await page.keyboard.press('Enter');
    await untilFocused(page, /^Change persona$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
    await expectNoFaults(window);
  });
});
