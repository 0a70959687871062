import type { KindName } from '../../kinds/row.js';
import type { PlacedState } from './lay-out.js';
import { toneOf } from '../../kinds/tones.js';
import { nameState } from '../../texts/texts.js';
import styles from './diagram.module.css';

interface StateBoxProps {
  readonly kind: KindName;
  readonly place: PlacedState;
  readonly isPresent: boolean;
  readonly isPassed: boolean;
}

/** How far one frame of a box is within the other, in pixels. */
const INSET = 3;

/** How far the ring lies around a box, in pixels. */
const DISTANCE = 5;

/** A state in its tone: framed twice where a life ends, filled where the thing has been. */
export function StateBox({ kind, place, isPresent, isPassed }: StateBoxProps) {
  const { name, description, isTerminal, x, y } = place;
  const reach = isPresent ? 'present' : isPassed ? 'passed' : 'open';
  return (
    <g
      className={`${styles['state']} ${styles[reach]}`}
      data-tone={toneOf(kind, name)}
      transform={`translate(${x} ${y})`}
    >
      <title>{description}</title>
      <rect className={styles['box']} {...frameOf(place, 0)} rx={10} />
      {isTerminal && <rect className={styles['inner']} {...frameOf(place, INSET)} rx={7} />}
      <text dominantBaseline="central" textAnchor="middle">
        {nameState(kind, name)}
      </text>
    </g>
  );
}

/** The ring around where the thing is: below the arrows, whose heads reach into it. */
export function StateRing({ kind, place }: Pick<StateBoxProps, 'kind' | 'place'>) {
  const { name, x, y } = place;
  return (
    <g className={styles['state']} data-tone={toneOf(kind, name)} transform={`translate(${x} ${y})`}>
      <rect className={styles['ring']} {...frameOf(place, -DISTANCE)} rx={14} />
    </g>
  );
}

/** A frame within the edge of a box by so many pixels, around the middle. */
function frameOf({ width, height }: PlacedState, by: number) {
  return { x: by - width / 2, y: by - height / 2, width: width - 2 * by, height: height - 2 * by };
}
