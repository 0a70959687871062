import type { Tessera } from '@tessera/sdk';
import type { Connection, LiveLog } from './live-log.js';
import { createContext, use, useSyncExternalStore } from 'react';

/** What pages ask, and the stream that tells them when to ask again. */
export interface Live {
  readonly tessera: Tessera;
  readonly live: LiveLog;
}

/** What {@link useLive} answers: given by the session, of which nothing here knows. */
export const LiveContext = createContext<Live | null>(null);

/** What is asked and listened to. Only within a session. */
export function useLive(): Live {
  const live = use(LiveContext);
  if (live === null) throw new Error('Nobody has signed in.');
  return live;
}

/** How the stream stands. */
export function useConnection(): Connection {
  const { live } = useLive();
  return useSyncExternalStore(live.onConnection, live.getConnection);
}
