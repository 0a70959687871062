import type { CardViewer } from '@tessera/sdk';
import type { Live } from '../live/use-live.js';
import type { Configuration } from './configuration.js';
import type { Credentials } from './credentials.js';
import { createTessera } from '@tessera/sdk';
import { LiveLog } from '../live/live-log.js';
import { createPacedFetch } from '../live/pace.js';

/** What a signed-in viewer works with. */
export interface Session extends Live {
  readonly viewer: CardViewer;
  /** Whether one may be somebody else: on a developer’s machine. */
  readonly hasPersonas: boolean;
  /** Forgets who one was, and leads back to the door. */
  readonly signOut: () => Promise<void>;
  /** Leads back to the door, at the same address: the session has ended by itself. */
  readonly leave: () => Promise<void>;
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
    fetch: createPacedFetch(),
  });
  // Whatever is read from now on is younger than the cursor: nothing happens unseen in between.
  const [viewer, cursor] = await Promise.all([tessera.viewer.get(), tessera.events.cursor()]);
  const live = new LiveLog(tessera);
  live.start(cursor);
  const close = () => {
    live.stop();
    tessera.close();
  };
  const leaveBy = async (way: () => Promise<void>) => {
    close();
    await way();
    onSignedOut();
  };
  return {
    tessera,
    viewer,
    live,
    hasPersonas: signIn.kind === 'PERSONAS',
    close,
    leave: () => leaveBy(() => credentials.forget()),
    signOut: () => leaveBy(() => credentials.signOut()),
  };
}
