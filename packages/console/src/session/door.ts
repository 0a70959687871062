import type { Configuration } from './configuration.js';
import type { Credentials } from './credentials.js';
import type { Persona } from './personas.js';
import type { Session } from './session.js';
import { UnauthenticatedError } from '@tessera/sdk';
import { readConfiguration } from './configuration.js';
import { credentialsOf, readPersonas, recallPersona, rememberPersona } from './personas.js';
import { openSession } from './session.js';

/** What stands before the console, and how one gets in. */
export type Door =
  | { readonly kind: 'PERSONAS'; readonly personas: readonly Persona[]; readonly choose: (persona: Persona) => void }
  | { readonly kind: 'OIDC'; readonly signIn: () => Promise<void> };

/** Where somebody stands who opens the page. */
export interface Entrance {
  readonly door: Door;
  /** Null: before the door. */
  readonly session: Session | null;
}

/** Finds out how people sign in here and whether somebody has. `onChange` is called when that is somebody else, or nobody any more. */
export async function enter(onChange: () => void): Promise<Entrance> {
  const configuration = await readConfiguration();
  const { door, credentials } = await approach(configuration, onChange);
  if (credentials === null) return { door, session: null };
  try {
    return { door, session: await openSession(configuration, credentials, onChange) };
  } catch (error) {
    if (!(error instanceof UnauthenticatedError)) throw error;
    // Whoever it was, they are not let in any more.
    await credentials.forget();
    return { door, session: null };
  }
}

async function approach(
  { signIn }: Configuration,
  onChange: () => void,
): Promise<{ readonly door: Door; readonly credentials: Credentials | null }> {
  if (signIn.kind === 'OIDC') {
    // A developer’s machine does without.
    const { OidcSession } = await import('./oidc.js');
    const oidc = new OidcSession(signIn);
    return { door: { kind: 'OIDC', signIn: () => oidc.signIn() }, credentials: await oidc.recall() };
  }
  const personas = await readPersonas(signIn);
  const choose = (persona: Persona) => {
    rememberPersona(persona);
    onChange();
  };
  const persona = recallPersona(personas);
  const credentials = persona === null ? null : credentialsOf(signIn, persona);
  return { door: { kind: 'PERSONAS', personas, choose }, credentials };
}
