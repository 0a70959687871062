import type { ReactNode } from 'react';
import type { Entrance } from './door.js';
import { useEffect, useState } from 'react';
import { Again } from '../live/again.js';
import { toFault } from '../live/to-fault.js';
import { LiveContext } from '../live/use-live.js';
import { texts } from '../texts/texts.js';
import { FaultNotice, Loading } from '../widgets/notice.js';
import { enter } from './door.js';
import { SignInPage } from './sign-in-page.js';
import styles from './sign-in.module.css';
import { SessionContext } from './use-session.js';

/** Asks people to sign in; whoever has sees what is inside. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const [entrance, setEntrance] = useState<Entrance | Error | null>(null);
  const [turn, setTurn] = useState(0);
  const enterAnew = () => setTurn((last) => last + 1);
  const [again] = useState(() => new Again(enterAnew));
  useEffect(() => {
    let isGone = false;
    let close: (() => void) | undefined;
    enter(enterAnew).then(
      (found) => {
        close = found.session?.close;
        if (isGone) close?.();
        else setEntrance(found);
        again.reset();
      },
      (error: unknown) => {
        if (isGone) return;
        setEntrance(toFault(error));
        again.after(toFault(error));
      },
    );
    return () => {
      isGone = true;
      again.pause();
      close?.();
      setEntrance(null);
    };
  }, [turn, again]);

  if (entrance === null) return <Loading />;
  if (entrance instanceof Error) {
    return (
      <main className={styles['page']}>
        <h1>{texts.session.failed}</h1>
        <FaultNotice fault={entrance} onRetry={enterAnew} />
      </main>
    );
  }
  if (entrance.session === null) return <SignInPage door={entrance.door} />;
  return (
    <SessionContext value={entrance.session}>
      <LiveContext value={entrance.session}>{children}</LiveContext>
    </SessionContext>
  );
}
