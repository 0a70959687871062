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

/** A state in its tone: framed twice where a life ends, filled where the thing has been, ringed where it is. */
export function StateBox({ kind, place, isPresent, isPassed }: StateBoxProps) {
  const { name, description, isTerminal, x, y, width, height } = place;
  const reach = isPresent ? 'present' : isPassed ? 'passed' : 'open';
  const frame = (by: number) => ({
    x: -width / 2 + by,
    y: -height / 2 + by,
    width: width - 2 * by,
    height: height - 2 * by,
  });
  return (
    <g
      className={`${styles['state']} ${styles[toneOf(kind, name)]} ${styles[reach]}`}
      transform={`translate(${x} ${y})`}
    >
      <title>{description}</title>
      {isPresent && <rect className={styles['ring']} {...frame(-5)} rx={14} />}
      <rect className={styles['box']} {...frame(0)} rx={10} />
      {isTerminal && <rect className={styles['inner']} {...frame(INSET)} rx={7} />}
      <text dominantBaseline="central" textAnchor="middle">
        {nameState(kind, name)}
      </text>
    </g>
  );
}
