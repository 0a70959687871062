import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { texts } from '../texts/texts.js';
import styles from './page.module.css';

interface PageProps {
  readonly heading: string;
  /** What stands beside the heading. */
  readonly chip?: ReactNode;
  readonly line?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** What every page begins with: its heading, which is the tab’s title too, a line below it, and what can be done here. */
export function Page({ heading, chip, line, actions, children }: PageProps) {
  useEffect(() => {
    document.title = texts.title(heading);
  }, [heading]);
  return (
    <>
      <header className={styles['head']}>
        <div>
          <h1>
            {heading} {chip}
          </h1>
          {line !== undefined && <p className={styles['line']}>{line}</p>}
        </div>
        {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
      </header>
      {children}
    </>
  );
}

/** A part of a page on a ground of its own, with a heading. */
export function Panel({
  heading,
  actions,
  children,
}: {
  readonly heading: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles['panel']} aria-label={heading}>
      <div className={styles['panelHead']}>
        <h2>{heading}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
