import type { Viewer } from '@tessera/lifecycle';
import type { DevIssuer } from '../../packages/subgraph/src/identity/dev-issuer.js';
import { createSecretKey } from 'node:crypto';
import { createDevIssuer } from '../../packages/subgraph/src/identity/dev-issuer.js';
import { TENANT } from './cards.js';

/** The key that both sides seal events with. */
export const MAC_KEY = Buffer.alloc(32, 7);

/** The same, as the log writer takes it. */
export const MAC_KEYS = { currentId: 'bench', keys: new Map([['bench', createSecretKey(MAC_KEY)]]) };

/** The secret that both sides' tokens are signed with. */
export const TOKEN_SECRET = 'a secret of the bench, and of nobody else';

/** Who makes all transitions. */
export const OPERATOR: Viewer = { id: 'olga.petrov', tenantId: TENANT, roles: ['OPERATOR'], accountIds: [] };

/** The issuer whose tokens both sides check. */
export function createBenchIssuer(): DevIssuer {
  return createDevIssuer(new TextEncoder().encode(TOKEN_SECRET), { now: () => new Date() });
}

/** A token of the operator. */
export function issueOperatorToken(): Promise<string> {
  return issueToken('operator');
}

/** A token of a persona, by its name. */
export async function issueToken(name: string): Promise<string> {
  const personas = await createBenchIssuer().issuePersonas();
  const persona = personas.find((each) => each.name === name);
  if (persona === undefined) throw new Error(`No persona ${name}`);
  return persona.token;
}
