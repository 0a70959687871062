import type { BrowserPage } from './browser-page.js';
import type { Chromium } from './chromium.js';
import type { ConsoleScene } from './console-scene.js';
import type { ConsoleStack } from './console-stack.js';
import type { PersonaName } from './persona-clients.js';
import { CONTRACT_IDS } from './console-scene.js';
import { openConsole } from './console-stack.js';
import { poll } from './poll.js';
import { expectNoFaults } from './window-faults.js';

/** A page of the console, as somebody sees it. */
export interface PageOfConsole {
  readonly persona: PersonaName;
  /** Behind `/console`. */
  readonly path: string;
  /** What it is headed by. */
  readonly heading: string | RegExp;
}

/** The pages that things are looked for and worked at on. */
export const MAIN_PAGES: readonly PageOfConsole[] = [
  { persona: 'operator', path: '/', heading: 'Overview' },
  { persona: 'operator', path: '/cards', heading: 'Cards' },
  { persona: 'operator', path: '/temporary-cards', heading: 'Temporary cards' },
  { persona: 'operator', path: '/temporary-cards?tab=board', heading: 'Temporary cards' },
  { persona: 'operator', path: '/production', heading: 'Production' },
  { persona: 'tenant-admin', path: '/production?tab=kiosks', heading: 'Production' },
  { persona: 'operator', path: '/production?tab=errors', heading: 'Production' },
  { persona: 'customer-support', path: `/charge-cards?q=${CONTRACT_IDS.active}`, heading: 'Charge cards' },
  { persona: 'customer-support', path: '/charge-cards?tab=import', heading: 'Charge cards' },
  { persona: 'customer-support', path: '/charge-cards?tab=scheduled', heading: 'Charge cards' },
  { persona: 'customer-support', path: '/charge-cards?tab=board', heading: 'Charge cards' },
  { persona: 'operator', path: '/nowhere', heading: 'There is nothing here' },
];

/** The pages of things of each kind, in several states. */
export function pagesOfThings(scene: ConsoleScene): readonly PageOfConsole[] {
  const { cards, temporaryCards, chargeCards, operations } = scene;
  return [
    { persona: 'operator', path: `/cards/${cards.registered}`, heading: /^ana\.diaz/ },
    { persona: 'approver', path: `/cards/${cards.requested}`, heading: /^jo\.park/ },
    { persona: 'operator', path: `/cards/${cards.failed}`, heading: /^nia\.cole/ },
    { persona: 'operator', path: `/cards/${cards.active}`, heading: /^mara\.lind/ },
    { persona: 'operator', path: `/cards/${cards.locked}`, heading: /^tom\.hall/ },
    { persona: 'operator', path: `/temporary-cards/${temporaryCards.pool}`, heading: /^Temporary card/ },
    { persona: 'operator', path: `/temporary-cards/${temporaryCards.assigned}`, heading: /^ole\.vik/ },
    { persona: 'customer-support', path: `/charge-cards/${chargeCards.inactive}`, heading: /^DE8AAC00000001/ },
    { persona: 'customer-support', path: `/charge-cards/${chargeCards.active}`, heading: /^DE8AAC00000002/ },
    { persona: 'account-owner', path: `/charge-cards/${chargeCards.blocked}`, heading: /^DE8AAC00000003/ },
    { persona: 'operator', path: `/production/${operations.ready}`, heading: /^Production for eva\.brun/ },
    { persona: 'operator', path: `/production/${operations.failed}`, heading: /^Production for nia\.cole/ },
  ];
}

/** Resolves when the page with this heading is there, with all that it asked for. */
export async function waitForPage(page: BrowserPage, heading: string | RegExp): Promise<void> {
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  const loading = page.getByText('Loading …');
  await poll('nothing is being loaded any more', async () => (await loading.count()) === 0);
}

/** What is done with pages that are visited. */
export interface Visits {
  readonly chromium: Chromium;
  readonly stack: ConsoleStack;
  readonly pages: readonly PageOfConsole[];
  /** Of the window, in pixels; absent: that of a small laptop. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Called with each page once it is there. */
  readonly look: (page: BrowserPage, visited: PageOfConsole) => Promise<void>;
}

/** Opens pages one after the other, in a window for each persona; none may have a fault. */
export async function visitPages({ chromium, stack, pages, size, look }: Visits): Promise<void> {
  for (const persona of new Set(pages.map((each) => each.persona))) {
    await using window = await openConsole(chromium, stack, { persona, path: '/console/nowhere' });
    if (size !== undefined) await window.page.setViewportSize(size);
    for (const visited of pages.filter((each) => each.persona === persona)) {
      // As a link does it: without loading all anew.
      await window.page.evaluate(`history.pushState(null, '', '/console${visited.path}')`);
      await waitForPage(window.page, visited.heading);
      await look(window.page, visited);
    }
    await expectNoFaults(window);
  }
}
