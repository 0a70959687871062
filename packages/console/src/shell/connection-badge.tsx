import type { Connection } from '../live/live-log.js';
import { needsSignIn } from '../live/live-log.js';
import { useConnection } from '../live/use-live.js';
import { useSession } from '../session/use-session.js';
import { formatTime } from '../texts/format.js';
import { texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import styles from './connection-badge.module.css';

/** Whether what is shown is live, is catching up, or since when it is not. */
export function ConnectionBadge() {
  const connection = useConnection();
  const { leave } = useSession();
  const { label, why } = describe(connection);
  return (
    <>
      <span className={`${styles['badge']} ${styles[connection.state]}`} role="status" title={why}>
        <span className={styles['dot']} />
        {label}
      </span>
      {connection.state === 'offline' && (
        <p role="alert" className={styles['banner']}>
          <strong>{label}.</strong> {why}
        </p>
      )}
      {connection.state === 'ended' && (
        <p role="alert" className={styles['banner']}>
          {needsSignIn(connection) ? texts.session.ended : why}{' '}
          <Button onClick={() => (needsSignIn(connection) ? leave() : location.reload())}>
            {needsSignIn(connection) ? texts.session.signIn : texts.general.retry}
          </Button>
        </p>
      )}
    </>
  );
}

function describe({ state, since, fault }: Connection): { readonly label: string; readonly why: string } {
  const { connection } = texts;
  switch (state) {
    case 'connecting':
      return { label: connection.connecting, why: '' };
    case 'catching-up':
      return { label: connection.catchingUp, why: connection.catchingUpWhy };
    case 'live':
      return { label: connection.live, why: connection.liveWhy };
    case 'offline':
      return { label: connection.offline(formatTime(since)), why: connection.offlineWhy };
    case 'ended':
      return { label: connection.ended, why: connection.endedWhy(fault?.message ?? '') };
  }
}
