import type { Session } from './session.js';
import { createContext, use } from 'react';

/** What {@link useSession} answers. */
export const SessionContext = createContext<Session | null>(null);

/** The session of whoever has signed in. Only within the frame that asks people to. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('Nobody has signed in.');
  return session;
}

/** Whether the viewer has one of the roles. */
export function useHasRole(roles: readonly string[]): boolean {
  return useSession().viewer.roles.some((role) => roles.includes(role));
}
