import type { IncomingHttpHeaders } from 'node:http';
import type { SocketPolicy } from '../config.js';
import { isLoopbackHost } from './loopback.js';

type OriginPolicy = Pick<SocketPolicy, 'allowedOrigins' | 'ownPages'>;

/**
 * Whether a page of this origin may open a WebSocket: browsers send the header, and ask nobody before they connect. Whatever sends none
 * is no browser.
 */
export function isAllowedOrigin({ origin, host }: IncomingHttpHeaders, policy: OriginPolicy): boolean {
  if (origin === undefined) return true;
  if (policy.allowedOrigins?.includes(origin) === true) return true;
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) return false;
  if (policy.ownPages && isOfHost(origin, host)) return true;
  return policy.allowedOrigins === null && isLoopbackHost(new URL(origin).host);
}

/**
 * Whether a page comes from the address that it calls. The scheme is the page's: behind a proxy that ends TLS the server does not know
 * its own. A name that was pointed here for an attack passes too: it gains a socket without a token, which nothing comes over.
 */
function isOfHost(origin: string, host: string | undefined): boolean {
  if (host === undefined || !/^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(host)) return false;
  const own = `${new URL(origin).protocol}//${host}`;
  // Parsed, so that the port of the scheme may be named or not.
  return URL.canParse(own) && new URL(own).origin === origin;
}
