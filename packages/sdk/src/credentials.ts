import type { ClientOptions } from './options.js';

/** Who calls, and through which channel: the headers of a request, and what opens a WebSocket. Asks for the token. */
export async function readCredentials({
  getToken,
  channel,
}: Pick<ClientOptions, 'getToken' | 'channel'>): Promise<Readonly<Record<string, string>>> {
  const authorization = `Bearer ${await getToken()}`;
  return { authorization, ...(channel === 'API' ? {} : { 'x-tessera-channel': channel }) };
}
