import type { ReactNode } from 'react';
import styles from '../subject.module.css';

/** A name, and what stands beside it; what is null is left out. */
export type Fact = readonly [name: string, value: ReactNode];

/** Facts by their names. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
