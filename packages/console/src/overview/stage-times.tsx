import type { CardStageDuration } from '@tessera/sdk';
import type { Kind } from '../kinds/kind.js';
import type { DurationScale } from '../widgets/chart/duration-scale.js';
import type { RangeChoice } from '../widgets/chart/time-range.js';
import { Answered } from '../live/answered.js';
import { formatDuration } from '../texts/format-duration.js';
import { formatNumber } from '../texts/format.js';
import { nameState, texts } from '../texts/texts.js';
import { measureDurations } from '../widgets/chart/duration-scale.js';
import { toAskedRange } from '../widgets/chart/time-range.js';
import { useRange } from '../live/use-range.js';
import { Panel } from '../widgets/page.js';
import styles from './overview.module.css';

/** How long things of a kind were in the states that they left over a time. */
export function StageTimes({ kind, choice }: { readonly kind: Kind; readonly choice: RangeChoice }) {
  const asked = useRange({
    key: `durations ${kind.name}`,
    choice,
    ask: (tessera, range, signal) => {
      const { from, to } = toAskedRange(range);
      return tessera.statistics.durations({ kind: kind.name, from, to }, { signal });
    },
    isStale: ({ subjectKind }) => subjectKind === kind.name,
  });
  return (
    <Panel heading={texts.overview.times}>
      <Answered asked={asked}>
        {({ data: stages }) =>
          stages === null || stages.length === 0 ? (
            <p className={styles['quiet']}>{texts.overview.timesNone}</p>
          ) : (
            <>
              <p className={styles['why']}>{texts.overview.timesWhy}</p>
              <StageTable kind={kind} stages={stages} />
            </>
          )
        }
      </Answered>
    </Panel>
  );
}

interface StageTableProps {
  readonly kind: Kind;
  readonly stages: readonly CardStageDuration[];
}

function StageTable({ kind, stages }: StageTableProps) {
  const scale = measureDurations(stages.flatMap(({ medianMs, p95Ms }) => [medianMs, p95Ms]));
  return (
    <table className={styles['times']}>
      <thead>
        <tr>
          <th scope="col">{texts.overview.state}</th>
          <th scope="col">{texts.overview.left}</th>
          <th scope="col">{texts.overview.median}</th>
          <th scope="col">{texts.overview.p95}</th>
          <td className={styles['scale']} aria-hidden="true">
            {scale.marks.map(({ at, name }) => (
              <span key={name} style={{ left: `${at}%` }}>
                {name}
              </span>
            ))}
          </td>
        </tr>
      </thead>
      <tbody>
        {stages.map(({ state, count, medianMs, p95Ms }) => (
          <tr key={state}>
            <th scope="row">{nameState(kind.name, state)}</th>
            <td>{formatNumber(count)}</td>
            <td>{formatDuration(medianMs)}</td>
            <td>{formatDuration(p95Ms)}</td>
            <td className={styles['scale']} aria-hidden="true">
              <Span scale={scale} from={medianMs} to={p95Ms} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** From the median to what 19 of 20 stayed below, as a line. */
function Span({ scale, from, to }: { readonly scale: DurationScale; readonly from: number; readonly to: number }) {
  const [left, right] = [scale.at(from), scale.at(to)];
  return (
    <>
      {scale.marks.map(({ at, name }) => (
        <i key={name} className={styles['mark']} style={{ left: `${at}%` }} />
      ))}
      <i className={styles['span']} style={{ left: `${left}%`, width: `${right - left}%` }} />
      <i className={styles['dot']} style={{ left: `${left}%` }} />
    </>
  );
}
