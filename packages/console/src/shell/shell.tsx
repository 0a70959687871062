import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { useOwnKinds } from '../session/use-session.js';
import { texts } from '../texts/texts.js';
import { AccountMenu } from './account-menu.js';
import { ConnectionBadge } from './connection-badge.js';
import { keepFocus } from './focus-keeper.js';
import { useTellSkipped } from './use-tell-skipped.js';
import styles from './shell.module.css';

/** The frame of every page: where one is, who one is, and whether what is shown is live. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const shell = useRef<HTMLDivElement>(null);
  useTellSkipped();
  useEffect(() => (shell.current === null ? undefined : keepFocus(shell.current)), []);
  return (
    <div ref={shell} className={styles['shell']}>
      <a className={styles['skip']} href="#content">
        {texts.navigation.skip}
      </a>
      <header className={styles['bar']}>
        <Link href="/" className={styles['mark'] ?? ''}>
          <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width="20" height="20" />
          {texts.product}
        </Link>
        <Navigation />
        <ConnectionBadge />
        <AccountMenu />
      </header>
      <main id="content" className={styles['content']} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Navigation() {
  const [location] = useLocation();
  const mine = useOwnKinds();
  const entries = [
    { path: '/', name: texts.navigation.overview },
    ...mine.map(({ path, name }) => ({ path, name: texts.navigation.kinds[name] })),
  ];
  return (
    <nav aria-label={texts.navigation.label} className={styles['navigation']}>
      {entries.map(({ path, name }) => {
        const isHere = path === '/' ? location === '/' : location.startsWith(path);
        return (
          <Link key={path} href={path} aria-current={isHere ? 'page' : undefined}>
            {name}
          </Link>
        );
      })}
    </nav>
  );
}
