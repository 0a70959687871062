import type { ReactNode } from 'react';
import { texts } from '../texts/texts.js';
import { Button } from './button.js';
import { Count } from './count.js';
import { FaultNotice, Loading } from './notice.js';
import { Panel } from './page.js';
import styles from './long-list.module.css';

/** A list as it is now, from its newest thing on. */
export interface ListView<Item> {
  /** Undefined until they are known. */
  readonly items: readonly Item[] | undefined;
  /** How many there are, shown or not. */
  readonly total: number;
  /** Why the last asking failed; null after one that did not. */
  readonly fault: Error | null;
  /** Asks again now. */
  readonly reload: () => void;
  /** Shows more of them; null where there are none, or no more can be shown. */
  readonly showMore: (() => void) | null;
}

interface LongListProps<Item> {
  readonly list: ListView<Item>;
  /** What is said where there are none. */
  readonly empty: string;
  readonly sort?: (items: readonly Item[]) => readonly Item[];
  readonly row: (item: Item) => ReactNode;
}

/** A list under a heading that says how many there are, once that is known. */
export function ListPanel<Item>({
  heading,
  children,
  ...list
}: LongListProps<Item> & {
  readonly heading: string;
  /** What is said above the list. */
  readonly children?: ReactNode;
}) {
  const { items, total } = list.list;
  return (
    <Panel heading={heading} actions={items !== undefined && <Count of={total} />}>
      {children}
      <LongList {...list} />
    </Panel>
  );
}

/** The rows of a list, or what is to say in their place, and how to see more of them. */
function LongList<Item>({ list, empty, sort = (items) => items, row }: LongListProps<Item>) {
  const { items, total, fault, reload, showMore } = list;
  return (
    <>
      {fault !== null && <FaultNotice fault={fault} onRetry={reload} />}
      {items === undefined && fault === null && <Loading />}
      {items?.length === 0 && <p className={styles['empty']}>{empty}</p>}
      {items !== undefined && items.length > 0 && <ul className={styles['rows']}>{sort(items).map(row)}</ul>}
      {items !== undefined && items.length < total && (
        <p className={styles['rest']}>
          {texts.general.newestOf(items.length, total)}
          {showMore !== null && <Button onClick={showMore}>{texts.general.more}</Button>}
        </p>
      )}
    </>
  );
}
