import type { BrowserPage } from './browser-page.js';

/** What a locator of ours is. */
type Found = ReturnType<BrowserPage['locator']>;

/** A part of a page by its heading: a column of a board, a panel. */
export function findPart(page: BrowserPage, heading: string): Found {
  return page.getByRole('region', { name: heading, exact: true });
}

/** A card’s tile in a column of the board, by whose card it is. */
export function findTile(page: BrowserPage, column: string, owner: string): Found {
  return findPart(page, column).getByRole('link', { name: startsWith(owner) });
}

/** An entry of the timeline by what it says that happened. */
export function findEntry(page: BrowserPage, happened: string): Found {
  const heading = page.getByRole('heading', { name: happened, exact: true, level: 3 });
  return findPart(page, 'What happened').getByRole('listitem').filter({ has: heading });
}

/** Resolves when the page says that what it shows is live. */
export async function waitUntilLive(page: BrowserPage): Promise<void> {
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
}

/** A pattern that a text fits which begins with this, as a whole word. */
function startsWith(text: string): RegExp {
  return new RegExp(`^${text.replaceAll('.', '\\.')}(?![\\w.])`);
}
