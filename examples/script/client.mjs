import { createTessera } from '@tessera/sdk';
import { WebSocket } from 'ws';

const url = process.env['TESSERA_URL'] ?? 'http://127.0.0.1:4001/graphql';

/**
 * A client that speaks for a persona of the development server. One is enough for a program that speaks for itself.
 *
 * @param {string} persona
 */
export async function connectAs(persona) {
  // Node 20 has no WebSocket of its own: from Node 22 on, leave `webSocketImpl` out.
  return createTessera({ url, token: await fetchToken(persona), webSocketImpl: WebSocket });
}

/** @param {string} name */
async function fetchToken(name) {
  const response = await fetch(new URL('/dev/personas', url));
  const personas = /** @type {{ name: string, token: string }[]} */ (await response.json());
  const persona = personas.find((each) => each.name === name);
  if (persona === undefined) throw new Error(`There is no persona ${name}.`);
  return persona.token;
}
