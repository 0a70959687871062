import type { GraphQLSchema } from 'graphql';
import type { HostileWorld } from './hostile-requests.js';
import type { HostileTarget } from './send-hostile.js';

const THINGS = `{ cards { nodes { id holder { id } } } chargeCards { nodes { id } } temporaryCards { nodes { id } }
  cardPrograms { id } kiosks { id } productionOperations { nodes { id } } }`;

/** Learns what is there from the server itself. */
export async function readWorld(schema: GraphQLSchema, { url, tokens }: HostileTarget): Promise<HostileWorld> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get('operator') ?? ''}` },
    body: JSON.stringify({ query: THINGS }),
  });
  const ids = [...(await response.text()).matchAll(/"id":"([^"]+)"/g)].flatMap(([, id]) => id ?? []);
  if (ids.length === 0) throw new Error('The server shows nothing to ask for');
  return { schema, personas: [...tokens.keys()], ids: [...new Set(ids)].slice(0, 40) };
}
