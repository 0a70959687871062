import type { BrowserWindow } from './chromium.js';

/** What is used of the window that is watched: all its pages tell through it. */
export interface WatchedContext {
  on(event: 'weberror', listener: (fault: { error(): Error }) => void): unknown;
  on(event: 'console', listener: (line: ConsoleLine) => void): unknown;
  on(event: 'request', listener: (request: Asked) => void): unknown;
  on(event: 'page', listener: (page: OpenedPage) => void): unknown;
  addInitScript(script: { readonly content: string }): Promise<unknown>;
}

interface ConsoleLine {
  type(): string;
  text(): string;
  location(): { readonly url: string };
}

interface Asked {
  url(): string;
}

interface OpenedPage {
  on(event: 'websocket', listener: (socket: Asked) => void): unknown;
  on(event: 'crash', listener: () => void): unknown;
}

/** Has what a policy forbade told in the console: Chromium itself tells most of it there, but not all as an error. */
const TELL_VIOLATIONS = `addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, disposition }) =>
  console.error('securitypolicyviolation:', effectiveDirective, blockedURI, disposition))`;

/**
 * Collects from now on what goes wrong in a window, a line each. Its pages may ask these origins alone, by HTTP and WebSocket; null: all.
 */
export async function watchFaults(
  context: WatchedContext,
  origins: readonly string[] | null,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const judge = (asked: Asked) => {
    if (origins !== null && !isAllowed(asked.url(), origins)) faults.push(`asked another origin: ${asked.url()}`);
  };
  context.on('weberror', (fault) => faults.push(String(fault.error())));
  context.on('console', (line) => {
    if (line.type() === 'error') faults.push(`${line.text()} (${line.location().url})`);
  });
  context.on('request', judge);
  context.on('page', (page) => {
    page.on('websocket', judge);
    page.on('crash', () => faults.push('the page crashed'));
  });
  await context.addInitScript({ content: TELL_VIOLATIONS });
  return faults;
}

function isAllowed(url: string, origins: readonly string[]): boolean {
  const { protocol, origin } = new URL(url.replace(/^ws/, 'http'));
  return protocol === 'data:' || origins.includes(origin);
}

/**
 * Expects that nothing went wrong in the window so far, but what is named: a test that kills the server names `/ERR_CONNECTION_REFUSED/`.
 */
export async function expectNoFaults(
  { page, faults }: Pick<BrowserWindow, 'page' | 'faults'>,
  exceptions: readonly RegExp[] = [],
): Promise<void> {
  // What the page has told until now has then arrived.
  await page.evaluate('new Promise((resolve) => setTimeout(resolve))');
  expect(faults.filter((fault) => !exceptions.some((exception) => exception.test(fault)))).toEqual([]);
}
