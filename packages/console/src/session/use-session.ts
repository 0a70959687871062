import type { CardRole } from '@tessera/sdk';
import type { Kind } from '../kinds/kind.js';
import type { Session } from './session.js';
import { createContext, use } from 'react';
import { KINDS } from '../kinds/kinds.js';

/** What {@link useSession} answers. */
export const SessionContext = createContext<Session | null>(null);

/** The session of whoever has signed in. Only within the frame that asks people to. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('Nobody has signed in.');
  return session;
}

/** Whether the viewer has one of the roles. */
export function useHasRole(roles: readonly CardRole[]): boolean {
  return hasOneOf(useSession(), roles);
}

/** The kinds whose boards are for the viewer, in the order of the navigation. */
export function useOwnKinds(): readonly Kind[] {
  const session = useSession();
  return KINDS.filter(({ followers }) => hasOneOf(session, followers));
}

function hasOneOf({ viewer }: Session, roles: readonly CardRole[]): boolean {
  return viewer.roles.some((role) => roles.includes(role));
}
