import type { BrowserPage } from './browser-page.js';

/** More stops than any page of ours has on the way to anything. */
const MOST_STOPS = 60;

/** What a screen reader would call the element with the focus, roughly: its label, or else its text. */
const FOCUSED = `(() => {
  const { activeElement: element } = document;
  const label = element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
  return element === document.body ? '' : label.replace(/\\s+/g, ' ').trim();
})()`;

/** Names the element that has the focus; the empty string when none has. */
export async function nameFocused(page: BrowserPage): Promise<string> {
  return String(await page.evaluate(FOCUSED));
}

/** Presses Tab, or the keys that are given, until something of this name has the focus. Throws with what came by when nothing does. */
export async function tabTo(page: BrowserPage, name: RegExp, keys = 'Tab'): Promise<void> {
  const passed: string[] = [];
  while (passed.length < MOST_STOPS) {
    await page.keyboard.press(keys);
    const focused = await nameFocused(page);
    if (name.test(focused)) return;
    passed.push(focused);
  }
  throw new Error(`Nothing called ${String(name)} on the way of ${keys}: ${passed.join(' | ')}`);
}
