import type { Tessera, TesseraOptions } from '@tessera/sdk';
import { createTessera } from '@tessera/sdk';
import { WebSocket } from 'ws';
import { startServerStack } from './server-stack.js';

/** The roles of the development personas, by the names that they have here. */
export type PersonaName =
  | 'requester'
  | 'approver'
  | 'operator'
  | 'cardholder'
  | 'producer'
  | 'tenant-admin'
  | 'customer-support'
  | 'account-owner';

/** Starts a whole server, and makes clients of it. */
export async function startSdkStack(environment: Record<string, string> = {}) {
  const { server, tokens, stop } = await startServerStack(environment);
  const clients: Tessera[] = [];
  /** A client with the token of the persona. */
  const as = (persona: PersonaName, options: Partial<TesseraOptions> = {}): Tessera => {
    const token = tokens.get(persona) ?? '';
    const client = createTessera({ url: server.url, token, webSocketImpl: WebSocket, ...options });
    clients.push(client);
    return client;
  };
  return {
    ...{ url: server.url, tokens, as },
    stop: async () => {
      for (const client of clients) client.close();
      await stop();
    },
  };
}
