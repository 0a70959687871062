import type { Tessera, TesseraOptions } from '@tessera/sdk';
import { createTessera } from '@tessera/sdk';
import { WebSocket } from 'ws';

/** The development personas, by the names that they have here. */
export type PersonaName =
  | 'requester'
  | 'approver'
  | 'operator'
  | 'cardholder'
  | 'producer'
  | 'tenant-admin'
  | 'customer-support'
  | 'support-agent'
  | 'account-owner'
  | 'account-admin'
  | 'operator-b';

/** Clients of one server. */
export interface PersonaClients {
  /** A client with the token of the persona. */
  readonly as: (persona: PersonaName, options?: Partial<TesseraOptions>) => Tessera;
  /** Closes all. */
  readonly close: () => void;
}

/** Makes clients of the server with these tokens of its personas. */
export function createPersonaClients({
  url,
  tokens,
}: {
  readonly url: string;
  readonly tokens: ReadonlyMap<string, string>;
}): PersonaClients {
  const clients: Tessera[] = [];
  return {
    as: (persona, options = {}) => {
      const token = tokens.get(persona) ?? '';
      const client = createTessera({ url, token, webSocketImpl: WebSocket, ...options });
      clients.push(client);
      return client;
    },
    close: () => {
      for (const client of clients) client.close();
    },
  };
}
