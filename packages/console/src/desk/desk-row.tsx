import type { ReactNode } from 'react';
import type { DeskCardFragment } from '../__generated__/documents.js';
import { Link } from 'wouter';
import { CommandButtons } from '../commands/command-list.js';
import { pathOf } from '../kinds/kinds.js';
import { texts } from '../texts/texts.js';
import styles from './desk.module.css';

/** What becomes of most cards that are out. */
const USUAL = 'WITHDRAW';

/** A card in a list of the desk: whose or which it is, what is to know of it, and what can be done. */
export function DeskRow({
  card,
  line,
  isLate = false,
  without = [],
  children,
}: {
  readonly card: DeskCardFragment;
  readonly line: string;
  readonly isLate?: boolean;
  /** Commands that are given elsewhere. */
  readonly without?: readonly string[];
  readonly children?: ReactNode;
}) {
  const open = card.availableTransitions.filter(
    ({ command, allowed, apiOnly }) => allowed && !apiOnly && !without.includes(command),
  );
  // What is done most comes first.
  const options = open.toSorted((one, other) => Number(other.command === USUAL) - Number(one.command === USUAL));
  return (
    <li className={styles['row']}>
      <div className={styles['rowWords']}>
        {card.holder !== null && <strong>{card.holder.id}</strong>}
        <Link href={pathOf('TEMPORARY_CARD', card.id) ?? ''} className={styles['rowId'] ?? ''}>
          {card.id}
        </Link>
        <span className={isLate ? styles['bad'] : styles['rowLine']}>{line}</span>
        {card.replacesCard !== null && (
          <span className={styles['rowLine']}>{texts.desk.standsInFor(card.replacesCard.id)}</span>
        )}
      </div>
      <div className={styles['rowActions']}>
        {children}
        <CommandButtons kind="TEMPORARY_CARD" subject={card} options={options} isCompact />
      </div>
    </li>
  );
}
