import type { Kind, Stage } from '../kinds/kind.js';
import type { Tone } from '../widgets/chip.js';
import { Link } from 'wouter';
import { useStageCounts } from '../board/use-stage-counts.js';
import { toneOf } from '../kinds/tones.js';
import { formatNumber } from '../texts/format.js';
import { texts } from '../texts/texts.js';
import { FaultLine } from '../widgets/notice.js';
import { KIND_CHARTS } from './kind-chart.js';
import styles from './overview.module.css';

/** How many things wait for which work, live; each number leads to its board. */
export function WaitingWork({ kinds }: { readonly kinds: readonly Kind[] }) {
  return (
    <section aria-label={texts.overview.waiting}>
      <h2 className="visually-hidden">{texts.overview.waiting}</h2>
      <ul className={styles['tiles']}>
        {kinds.map((kind) => (
          <KindTiles key={kind.name} kind={kind} />
        ))}
      </ul>
    </section>
  );
}

const NO_FILTER = {};

function KindTiles({ kind }: { readonly kind: Kind }) {
  const { data, fault } = useStageCounts(kind, NO_FILTER);
  const { tiles } = KIND_CHARTS[kind.name];
  const stages = kind.stages.filter(({ id }) => tiles.includes(id));
  const tilesOf = stages.map((stage) => {
    const count = data?.get(stage.id);
    return (
      <li key={stage.id}>
        <Link
          href={kind.path}
          className={styles['tile'] ?? ''}
          data-tone={count === 0 ? 'over' : toneOfStage(kind, stage)}
        >
          <span className={styles['number']}>{count === undefined ? '…' : formatNumber(count)}</span>
          <span className={styles['what']}>{texts.overview.tiles[kind.name]?.[stage.id]}</span>
        </Link>
      </li>
    );
  });
  return (
    <>
      {tilesOf}
      {fault !== null && (
        <li className={styles['missing']}>
          <FaultLine fault={fault} what={texts.board.countsMissing} />
        </li>
      )}
    </>
  );
}

/** What ends soon needs a look; all else is as its state. */
function toneOfStage(kind: Kind, { states: [state = ''], withinDays }: Stage): Tone {
  return withinDays === undefined ? toneOf(kind.name, state) : 'hold';
}
