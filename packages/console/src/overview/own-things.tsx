import type { Kind } from '../kinds/kind.js';
import type { Row } from '../kinds/row.js';
import { Link } from 'wouter';
import { pathOf } from '../kinds/kinds.js';
import { Answered } from '../live/answered.js';
import { useAsk } from '../live/use-ask.js';
import { formatDay } from '../texts/format.js';
import { texts } from '../texts/texts.js';
import { Ago } from '../widgets/ago.js';
import { Panel } from '../widgets/page.js';
import { StateChip } from '../kinds/state-chip.js';
import styles from './overview.module.css';

/** How many of a kind are shown; the board has the rest. */
const SHOWN = 8;

/** For whoever sees only a part of the tenant’s things: these, and why there are no charts. */
export function OwnThings({ kinds }: { readonly kinds: readonly Kind[] }) {
  return (
    <>
      <p className={styles['why']}>{texts.overview.ownWhy}</p>
      <div className={styles['columns']}>
        {kinds.map((kind) => (
          <OwnKind key={kind.name} kind={kind} />
        ))}
      </div>
    </>
  );
}

function OwnKind({ kind }: { readonly kind: Kind }) {
  const asked = useAsk(
    `own ${kind.name}`,
    (tessera, signal) => kind.list(tessera, {}, { first: SHOWN, after: null, signal }),
    { isStale: ({ subjectKind }) => subjectKind === kind.name },
  );
  const name = texts.navigation.kinds[kind.name];
  return (
    <Panel heading={name}>
      <Answered asked={asked}>
        {({ rows, hasMore }) => (
          <>
            {rows.length === 0 && <p className={styles['quiet']}>{texts.overview.ownNone}</p>}
            <ul className={styles['rows']}>
              {rows.map((row) => (
                <li key={row.id}>
                  <OwnRow row={row} />
                </li>
              ))}
            </ul>
            {hasMore && <Link href={kind.path}>{texts.overview.ownAll}</Link>}
          </>
        )}
      </Answered>
    </Panel>
  );
}

function OwnRow({ row }: { readonly row: Row }) {
  const { kind, id, state, programId, label, endsAt, updatedAt } = row;
  return (
    <Link href={pathOf(kind, id)} className={styles['row'] ?? ''}>
      <span className={styles['name']}>{label ?? programId ?? id}</span>
      <StateChip kind={kind} state={state} />
      <span className={styles['when']}>
        {endsAt === null ? <Ago at={updatedAt} /> : texts.board.until(formatDay(endsAt))}
      </span>
    </Link>
  );
}
