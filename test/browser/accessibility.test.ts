import type { BrowserPage } from '../support/browser-page.js';
import type { PageOfConsole } from '../support/console-pages.js';
import type { ConsoleScene } from '../support/console-scene.js';
import type { ConsoleStack } from '../support/console-stack.js';
import { findAxeFaults } from '../support/axe.js';
import { describeInChromium } from '../support/chromium.js';
import { MAIN_PAGES, pagesOfThings, visitPages, waitForPage } from '../support/console-pages.js';
import { createScene } from '../support/console-scene.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { expectNoFaults } from '../support/window-faults.js';

/** Stops of the keyboard at the edges of menus, which hand the focus on at once: axe takes them for hidden things that can be reached. */
const FOCUS_GUARD = /^serious aria-hidden-focus at span\S*\[data-base-ui-focus-guard=/;

let stack: ConsoleStack;
let scene: ConsoleScene;

beforeAll(async () => {
  stack = await startConsoleStack();
  scene = await createScene(stack);
});

afterAll(() => stack[Symbol.asyncDispose]());

/** Looks at a page as it is by day and by night; what is found is kept by what was looked at. */
async function lookAt(page: BrowserPage, name: string, found: Record<string, readonly string[]>): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const faults = (await findAxeFaults(page)).filter((fault) => !FOCUS_GUARD.test(fault));
    if (faults.length > 0) found[`${name}, ${colorScheme}`] = faults;
  }
}

describeInChromium('everybody can use', (chromium) => {
  const lookAtAll = async (pages: readonly PageOfConsole[]) => {
    const found: Record<string, readonly string[]> = {};
    const look = (page: BrowserPage, { persona, path }: PageOfConsole) => lookAt(page, `${path} as ${persona}`, found);
    await visitPages({ chromium, stack, pages, look });
    return found;
  };

  it('the pages where work is looked for, light and dark', async () => {
    expect(await lookAtAll(MAIN_PAGES)).toEqual({});
  });

  it('the pages of things in their states, light and dark', async () => {
    expect(await lookAtAll(pagesOfThings(scene))).toEqual({});
  });

  it('the door, and the menu of the account', async () => {
    await using window = await openConsole(chromium, stack, {});
    const { page } = window;
    const found = {};
    await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
    await lookAt(page, 'the door', found);
    await page.getByRole('button', { name: /^operator ?olga/ }).click();
    await page.getByRole('button', { name: /^Signed in as/ }).click();
    await page.getByRole('menuitem', { name: 'Change persona' }).waitFor();
    await lookAt(page, 'the menu', found);
    expect(found).toEqual({});
    await expectNoFaults(window);
  });

  it('dialogs: empty, refused, and those that tell something', async () => {
    const found = {};
    await using window = await openConsole(chromium, stack, { persona: 'operator', path: '/console/cards' });
    const { page } = window;
    await page.getByRole('button', { name: 'Register a card' }).click();
    const dialog = page.getByRole('dialog', { name: 'Register a card' });
    await dialog.waitFor();
    await lookAt(page, 'a dialog', found);
    await dialog.getByLabel('Card program').selectOption('Staff cards');
    await dialog.getByLabel('Holder').fill('ana.diaz');
    await dialog.getByLabel('Name on the card (optional)').fill('A name that is much too long for a card');
    await dialog.getByRole('button', { name: 'Register' }).click();
    await page.locator('[aria-invalid=true]').waitFor();
    await lookAt(page, 'a refused dialog', found);
    expect(found).toEqual({});
    await expectNoFaults(window);
  });

  it('what tells an RFID once, and the form of a kiosk', async () => {
    const found = {};
    const path = `/console/charge-cards/${scene.chargeCards.active}`;
    await using window = await openConsole(chromium, stack, { persona: 'tenant-admin', path });
    const { page } = window;
    await page.getByRole('button', { name: 'Reveal RFID' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Reveal RFID' });
    await dialog.getByRole('button', { name: 'Reveal RFID' }).click();
    await dialog.getByText('04AB00000002').waitFor();
    await lookAt(page, 'the RFID', found);
    await dialog.getByRole('button', { name: 'Close' }).first().click();
    await page.getByRole('link', { name: 'Production', exact: true }).click();
    await page.getByRole('tab', { name: 'Kiosks' }).click();
    await waitForPage(page, 'Production');
    await page.getByRole('button', { name: 'Register a kiosk' }).click();
    await page.getByRole('dialog', { name: 'Register a kiosk' }).waitFor();
    await lookAt(page, 'the form of a kiosk', found);
    expect(found).toEqual({});
    await expectNoFaults(window);
  });
});
