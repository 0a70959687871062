import { isLoopbackHost } from './loopback.js';

/**
 * Whether a page of this origin may open a WebSocket: browsers send the header, and ask nobody before they connect. Whatever sends none
 * is no browser. Null allows the pages of this machine.
 */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[] | null): boolean {
  if (origin === undefined) return true;
  if (allowed !== null) return allowed.includes(origin);
  return URL.canParse(origin) && new URL(origin).origin === origin && isLoopbackHost(new URL(origin).host);
}
