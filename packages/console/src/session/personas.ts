import type { CardRole } from '@tessera/sdk';
import type { PersonasSignIn } from './configuration.js';
import type { Credentials } from './credentials.js';
import { HOUR_MS } from '../texts/time-units.js';

/** Somebody whom a developer’s machine makes tokens for. */
export interface Persona {
  readonly name: string;
  readonly userId: string;
  readonly tenantId: string;
  readonly roles: readonly CardRole[];
  readonly token: string;
}

/** Where the page of this tab keeps who one is. */
const STORED_AS = 'tessera.persona';

/** How long a token of theirs is used before it is renewed, in milliseconds: they are good for 12 hours. */
const RENEWED_AFTER_MS = 11 * HOUR_MS;

/** Who there is to be. */
export async function readPersonas({ url }: PersonasSignIn): Promise<readonly Persona[]> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${answer.statusText}`);
  // The development server writes them.
  return (await answer.json()) as readonly Persona[];
}

/** The persona that this tab was last; null when nobody. */
export function recallPersona(personas: readonly Persona[]): Persona | null {
  const name = sessionStorage.getItem(STORED_AS);
  return personas.find((persona) => persona.name === name) ?? null;
}

/** Is a persona from now on, in this tab. */
export function rememberPersona({ name }: Persona): void {
  sessionStorage.setItem(STORED_AS, name);
}

/** What a persona signs in with. */
export function credentialsOf(signIn: PersonasSignIn, persona: Persona): Credentials {
  let token = persona.token;
  let since = Date.now();
  return {
    getToken: async () => {
      if (Date.now() - since < RENEWED_AFTER_MS) return token;
      const again = (await readPersonas(signIn)).find(({ name }) => name === persona.name);
      if (again === undefined) throw new Error(`There is no persona ${persona.name} any more.`);
      token = again.token;
      since = Date.now();
      return token;
    },
    forget: forgetPersona,
    signOut: forgetPersona,
  };
}

function forgetPersona(): Promise<void> {
  sessionStorage.removeItem(STORED_AS);
  return Promise.resolve();
}
