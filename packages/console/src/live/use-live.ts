import type { Tessera } from '@tessera/sdk';
import type { Connection, LiveLog } from './live-log.js';
import { createContext, use } from 'react';
import { useView } from './use-view.js';

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
  return useView(useLive().live);
}
