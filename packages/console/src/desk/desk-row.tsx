import type { ReactNode } from 'react';
import type { DeskCardFragment } from '../__generated__/documents.js';
import { Link } from 'wouter';
import { RowCommands } from '../commands/row-commands.js';
import { pathOf } from '../kinds/kinds.js';
import { texts } from '../texts/texts.js';
import styles from './desk.module.css';

/** What is done at the desk, most of all first. Handing out is done by the form. */
const COMMANDS = ['INITIALIZE', 'WITHDRAW', 'EXTEND', 'LOCK'];

/** A card in a list of the desk: whose or which it is, what is to know of it, and what can be done. */
export function DeskRow({
  card,
  line,
  isLate = false,
  children,
}: {
  readonly card: DeskCardFragment;
  readonly line: ReactNode;
  readonly isLate?: boolean;
  /** What can be done besides. */
  readonly children?: ReactNode;
}) {
  return (
    <li className={styles['row']}>
      <div className={styles['rowWords']}>
        {card.holder !== null && <strong>{card.holder.id}</strong>}
        <Link href={pathOf('TEMPORARY_CARD', card.id)} className={styles['rowId'] ?? ''}>
          {card.id}
        </Link>
        <span className={isLate ? styles['bad'] : styles['rowLine']}>{line}</span>
        {card.replacesCard !== null && (
          <Link href={pathOf('CARD', card.replacesCard.id)} className={styles['rowLink'] ?? ''}>
            {texts.desk.standsInFor(card.replacesCard.id)}
          </Link>
        )}
      </div>
      <div className={styles['rowActions']}>
        {children}
        <RowCommands kind="TEMPORARY_CARD" subject={card} options={card.availableTransitions} wanted={COMMANDS} />
      </div>
    </li>
  );
}
