import type { ReactNode } from 'react';
import type { Asked } from '../live/use-ask.js';
import { Answered } from '../live/answered.js';
import { texts } from '../texts/texts.js';
import { Count } from '../widgets/count.js';
import { Panel } from '../widgets/page.js';
import styles from './production.module.css';

interface WorkListProps<Item> {
  readonly heading: string;
  /** What is said where there is nothing to do. */
  readonly none: string;
  readonly asked: Asked<{ readonly totalCount: number; readonly nodes: readonly Item[] }>;
  readonly children: (item: Item) => ReactNode;
}

/** The newest things that somebody can do something with, one below the other. */
export function WorkList<Item extends { readonly id: string }>({
  heading,
  none,
  asked,
  children,
}: WorkListProps<Item>) {
  return (
    <Panel heading={heading} actions={asked.data !== undefined && <Count of={asked.data.totalCount} />}>
      <Answered asked={asked}>
        {({ nodes, totalCount }) => (
          <>
            {nodes.length === 0 && <p className={styles['quiet']}>{none}</p>}
            <ul className={styles['list']}>
              {nodes.map((item) => (
                <li key={item.id} className={styles['item']}>
                  {children(item)}
                </li>
              ))}
            </ul>
            {totalCount > nodes.length && (
              <p className={styles['more']}>{texts.general.newestOf(nodes.length, totalCount)}</p>
            )}
          </>
        )}
      </Answered>
    </Panel>
  );
}
