import type { ReactNode } from 'react';
import styles from './chip.module.css';

/** What something means for whoever works, as a pair of colours: `styles/tokens.css` has them, by `data-tone`. */
export type Tone = 'new' | 'wait' | 'work' | 'good' | 'hold' | 'bad' | 'over';

/** A word in its tone. */
export function Chip({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={styles['chip']} data-tone={tone}>
      {children}
    </span>
  );
}
