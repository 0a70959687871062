import type { Kind } from '../kinds/kind.js';
import type { Row } from '../kinds/row.js';
import { memo } from 'react';
import { Link } from 'wouter';
import { pathOf } from '../kinds/kinds.js';
import { toneOf } from '../kinds/tones.js';
import { formatDay } from '../texts/format.js';
import { nameState, shortenId, texts } from '../texts/texts.js';
import { Ago } from '../widgets/ago.js';
import styles from './board.module.css';

/** How long a change counts as just now, in milliseconds. */
const FRESH_MS = 4_000;

/** One thing on a board: whose it is, which one, its state and since when. It leads to its page. */
export const RowTile = memo(function RowTile({
  kind,
  row,
  index,
  showsState,
}: {
  readonly kind: Kind;
  readonly row: Row;
  readonly index: number;
  /** Whether its stage has several. */
  readonly showsState: boolean;
}) {
  const isFresh = Date.now() - new Date(row.updatedAt).getTime() < FRESH_MS;
  return (
    <Link
      href={pathOf(kind.name, row.id)}
      className={`${styles['tile']} ${isFresh ? styles['fresh'] : ''}`}
      data-tone={toneOf(row.kind, row.state)}
      aria-describedby="board-keys"
      data-index={index}
    >
      <span className={styles['line']}>
        <span className={styles['name']}>{row.ownerId ?? row.label ?? texts.general.none}</span>
        {showsState && <span className={styles['state']}>{nameState(row.kind, row.state)}</span>}
      </span>
      <span className={styles['line']}>
        <span className={styles['id']} title={row.id}>
          {(row.ownerId === null ? null : row.label) ?? shortenId(row.id)}
        </span>
        <time className={styles['when']} dateTime={row.updatedAt}>
          {row.endsAt === null ? <Ago at={row.updatedAt} /> : texts.board.until(formatDay(row.endsAt))}
        </time>
      </span>
    </Link>
  );
});
