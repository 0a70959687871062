import type { CardViewer, Tessera } from '@tessera/sdk';
import type { Configuration } from './configuration.js';
import type { Credentials } from './credentials.js';
import { createTessera } from '@tessera/sdk';
import { LiveLog } from '../live/live-log.js';

/** What a signed-in viewer works with. */
export interface Session {
  readonly tessera: Tessera;
  readonly viewer: CardViewer;
  readonly live: LiveLog;
  /** Whether one may be somebody else: on a developer’s machine. */
  readonly hasPersonas: boolean;
  /** Forgets who one was, and leads back to the door. */
  readonly signOut: () => Promise<void>;
  /** Ends the stream and its connection; nobody is signed out. */
  readonly close: () => void;
}

/** Opens a session: asks the API who the viewer is, and begins to follow what happens. Throws what the API or the issuer says. */
export async function openSession(
  { graphqlUrl, signIn }: Configuration,
  credentials: Credentials,
  onSignedOut: () => void,
): Promise<Session> {
  const tessera = createTessera({
    url: new URL(graphqlUrl, location.href).href,
    token: () => credentials.getToken(),
    channel: 'CONSOLE',
  });
  // Whatever is read from now on is younger than the cursor: nothing happens unseen in between.
  const [viewer, cursor] = await Promise.all([tessera.viewer.get(), tessera.events.cursor()]);
  const live = new LiveLog(tessera);
  live.start(cursor);
  const close = () => {
    live.stop();
    tessera.close();
  };
  return {
    tessera,
    viewer,
    live,
    hasPersonas: signIn.kind === 'PERSONAS',
    close,
    signOut: async () => {
      close();
      await credentials.signOut();
      onSignedOut();
    },
  };
}
