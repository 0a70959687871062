import type { BrowserPage } from '../support/browser-page.js';
import type { ConsoleScene } from '../support/console-scene.js';
import type { ConsoleStack } from '../support/console-stack.js';
import type { PersonaName } from '../support/persona-clients.js';
import { describeInChromium } from '../support/chromium.js';
import { MAIN_PAGES, pagesOfThings, waitForPage } from '../support/console-pages.js';
import { CONTRACT_IDS, createScene, makeCard } from '../support/console-scene.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findPart, findTile, waitUntilLive } from '../support/console-views.js';
import { expectNoFaults } from '../support/window-faults.js';

let stack: ConsoleStack;
let scene: ConsoleScene;

beforeAll(async () => {
  stack = await startConsoleStack();
  scene = await createScene(stack);
});

afterAll(() => stack[Symbol.asyncDispose]());

/** The pages that the navigation leads to. */
function listNavigation(page: BrowserPage): Promise<string[]> {
  return page.getByRole('navigation', { name: 'Console' }).getByRole('link').allInnerTexts();
}

/** The things of a board, by whose they are. */
async function listOwners(page: BrowserPage): Promise<string[]> {
  const tiles = await page.locator('[data-stage] a').allInnerTexts();
  return [...new Set(tiles.map((words) => words.split('\n')[0] ?? ''))].sort();
}

describeInChromium('the console', (chromium) => {
  const open = async (persona: PersonaName, path: string) => {
    const window = await openConsole(chromium, stack, { persona, path: `/console${path}` });
    await waitUntilLive(window.page);
    return window;
  };

  /** Expects that these addresses look as if nothing were there. */
  const expectNothingAt = async (page: BrowserPage, paths: readonly string[]) => {
    for (const path of paths) {
      await page.goto(`${stack.origin}/console${path}`);
      await waitForPage(page, 'There is nothing here');
      await page.getByText('It does not exist, or you may not see it.').waitFor();
    }
  };

  it('breaks its own policy on no page, and asks nobody but its server', async () => {
    const pages = [...MAIN_PAGES, ...pagesOfThings(scene).filter((_, index) => index % 3 === 0)];
    for (const persona of new Set(pages.map((each) => each.persona))) {
      await using window = await openConsole(chromium, stack, { persona, path: '/console/nowhere' });
      for (const { path, heading } of pages.filter((each) => each.persona === persona)) {
        await window.page.goto(`${stack.origin}/console${path}`);
        await waitForPage(window.page, heading);
      }
      await expectNoFaults(window);
    }
  });

  it('shows cardholders what they hold, live, and nothing else', async () => {
    await using window = await open('cardholder', '/cards');
    const { page } = window;
    expect(await listNavigation(page)).toEqual(['Overview', 'Cards', 'Temporary cards']);
    await findPart(page, 'To request').getByText('Nothing here.').waitFor();
    await makeCard(stack.as('requester'), { holderId: 'jo.park' }, false);
    await makeCard(stack.as('requester'), { holderId: 'mara.lind' }, false);
    await findTile(page, 'To request', 'mara.lind').waitFor();
    expect(await listOwners(page)).toEqual(['mara.lind']);
    expect(await page.getByRole('button', { name: 'Register a card' }).count()).toBe(0);

    await page.goto(`${stack.origin}/console/cards/${scene.cards.active}`);
    await waitForPage(page, /^mara\.lind/);
    await findPart(page, 'What you can do now').getByText('There is nothing that you can do here now.').waitFor();
    const { cards, chargeCards, operations } = scene;
    const others = [`/cards/${cards.produced}`, '/charge-cards', `/charge-cards/${chargeCards.active}`, '/production'];
    await expectNothingAt(page, [...others, `/production/${operations.ready}`]);
    await expectNoFaults(window);
  });

  it('shows account owners the charge cards of their accounts, and nothing else', async () => {
    await using window = await open('account-owner', '/charge-cards?tab=board');
    const { page } = window;
    expect(await listNavigation(page)).toEqual(['Overview', 'Charge cards']);
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Search', 'Scheduled', 'Board']);
    await findTile(page, 'Active', 'acc_northwind').waitFor();
    await findTile(page, 'Blocked or suspended', 'acc_northwind').waitFor();
    expect(await listOwners(page)).toEqual(['acc_northwind']);
    await page.getByRole('tab', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill(CONTRACT_IDS.active.slice(-4));
    await page.getByRole('button', { name: 'Search' }).click();
    await findPart(page, 'Found').getByRole('link', { name: CONTRACT_IDS.active }).waitFor();
    await expectNothingAt(page, ['/cards', '/temporary-cards', '/production', `/cards/${scene.cards.active}`]);
    await expectNothingAt(page, [`/charge-cards/${scene.chargeCards.inactive}`]);
    await expectNoFaults(window);
  });

  it('shows producers what is to be made, and where to report', async () => {
    await using window = await open('producer', '/production');
    const { page } = window;
    expect(await listNavigation(page)).toEqual(['Overview', 'Production']);
    await findTile(page, 'Ready', 'eva.brun').waitFor();
    await findTile(page, 'In progress', 'max.roth').waitFor();
    expect(await page.getByRole('button', { name: 'Register a kiosk' }).count()).toBe(0);
    await page.goto(`${stack.origin}/console/production/${scene.operations.started}`);
    await waitForPage(page, /^Production for/);
    await findPart(page, 'What you can do now').getByRole('button', { name: 'Report produced', exact: true }).waitFor();
    await expectNothingAt(page, [
      '/cards',
      '/temporary-cards',
      '/charge-cards',
      `/charge-cards/${scene.chargeCards.active}`,
    ]);
    await expectNoFaults(window);
  });

  it('lets a developer be somebody else, who sees what is theirs', async () => {
    await using window = await open('operator', '/cards');
    const { page } = window;
    expect(await listNavigation(page)).toEqual(['Overview', 'Cards', 'Temporary cards', 'Charge cards', 'Production']);
    await page.getByRole('button', { name: /^Signed in as olga\.petrov/ }).click();
    await page.getByRole('menuitem', { name: 'Change persona' }).click();
    await page.getByRole('button', { name: /^operator-b ?bela/ }).click();
    await page.getByRole('button', { name: /^Signed in as bela\.kovacs/ }).waitFor();
    await findPart(page, 'To request').getByText('Nothing here.').waitFor();
    expect(await listOwners(page)).toEqual([]);
    await page.reload();
    await page.getByRole('button', { name: /^Signed in as bela\.kovacs/ }).waitFor();
    await expectNoFaults(window);
  });
});
