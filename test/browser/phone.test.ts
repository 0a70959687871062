import type { BrowserPage } from '../support/browser-page.js';
import type { ConsoleScene } from '../support/console-scene.js';
import type { ConsoleStack } from '../support/console-stack.js';
import type { PersonaName } from '../support/persona-clients.js';
import { describeInChromium } from '../support/chromium.js';
import { MAIN_PAGES, pagesOfThings, visitPages, waitForPage } from '../support/console-pages.js';
import { createScene } from '../support/console-scene.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findPart, findTile } from '../support/console-views.js';
import { expectNoFaults } from '../support/window-faults.js';

const PHONE = { width: 390, height: 844 };

/** What sticks out to the right, a line each, where the page can be scrolled sideways. */
const OVERHANG = `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => element.outerHTML.slice(0, 120))`;

let stack: ConsoleStack;
let scene: ConsoleScene;

beforeAll(async () => {
  stack = await startConsoleStack();
  scene = await createScene(stack);
});

afterAll(() => stack[Symbol.asyncDispose]());

describeInChromium('the console on a phone', (chromium) => {
  const openOnPhone = async (persona: PersonaName, path: string) => {
    const window = await openConsole(chromium, stack, { persona, path: `/console${path}` });
    await window.page.setViewportSize(PHONE);
    return window;
  };

  it('scrolls no page sideways', async () => {
    const found: Record<string, unknown> = {};
    const look = async (page: BrowserPage, { path }: { readonly path: string }) => {
      const overhang = await page.evaluate(OVERHANG);
      if (Array.isArray(overhang) && overhang.length > 0) found[path] = overhang;
    };
    await visitPages({ chromium, stack, pages: [...MAIN_PAGES, ...pagesOfThings(scene)], size: PHONE, look });
    expect(found).toEqual({});
  });

  it('signs somebody in, finds a card on the board, and does what is to be done with it', async () => {
    await using window = await chromium.openWindow({ origins: [stack.origin] });
    const { page } = window;
    await page.setViewportSize(PHONE);
    await page.goto(`${stack.origin}/console/`);
    await page.getByRole('button', { name: /^operator ?olga/ }).click();
    await page.getByRole('link', { name: 'Cards', exact: true }).click();
    await findTile(page, 'To activate', 'li.wei').click();
    await waitForPage(page, /^li\.wei/);
    expect(await page.evaluate(OVERHANG)).toEqual([]);
    const actions = findPart(page, 'What you can do now');
    await actions.getByRole('button', { name: 'Activate', exact: true }).click();
    await actions.getByRole('button', { name: 'Lock', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Lock' });
    await dialog.getByLabel('Reason').selectOption('Lost');
    expect(await page.evaluate(OVERHANG)).toEqual([]);
    await dialog.getByRole('button', { name: 'Lock' }).click();
    await page.getByRole('heading', { name: 'li.wei Locked', level: 1 }).waitFor();
    await expectNoFaults(window);
  });

  it('hands a temporary card out and takes it back', async () => {
    await using window = await openOnPhone('operator', '/temporary-cards');
    const { page } = window;
    const desk = findPart(page, 'Hand out');
    await desk.getByLabel('Card id').fill(scene.temporaryCards.pool);
    await desk.getByLabel('Holder', { exact: true }).fill('ana.diaz');
    await desk.getByRole('button', { name: 'Hand out' }).click();
    await desk.getByText(`${scene.temporaryCards.pool} is handed out to ana.diaz`).waitFor();
    const back = findPart(page, 'Take back');
    await back.getByLabel('Card id').fill(scene.temporaryCards.pool);
    await back.getByRole('button', { name: 'Take back' }).click();
    await back.getByText(`${scene.temporaryCards.pool} is back in the pool.`).waitFor();
    expect(await page.evaluate(OVERHANG)).toEqual([]);
    await expectNoFaults(window);
  });

  it('reaches the account, and all pages of the navigation', async () => {
    await using window = await openOnPhone('operator', '/');
    const { page } = window;
    for (const name of ['Cards', 'Temporary cards', 'Charge cards', 'Production', 'Overview']) {
      await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name, exact: true }).click();
      await waitForPage(page, name);
    }
    await page.getByRole('button', { name: /^Signed in as olga\.petrov/ }).click();
    await page.getByRole('menuitem', { name: 'Change persona' }).click();
    await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
    expect(await page.evaluate(OVERHANG)).toEqual([]);
    await expectNoFaults(window);
  });
});
