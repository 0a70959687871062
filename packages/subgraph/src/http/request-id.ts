import type { IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';

/** The header that a request's id comes and goes with. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** The caller's own id of the request where it is fit for a log, else a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(given) ? given : randomUUID();
}
