import type { PlacedEdge, Point } from './lay-out.js';
import { curveBasis, line } from 'd3-shape';
import styles from './diagram.module.css';

const toPath = line<Point>(
  ({ x }) => x,
  ({ y }) => y,
).curve(curveBasis);

/** The length of an arrow’s head, in pixels. */
const HEAD = 8;

interface EdgeLineProps {
  readonly edge: PlacedEdge;
  /** Whether the thing has come along it, or could now. */
  readonly reach: 'passed' | 'open' | 'far';
}

/** An arrow. */
export function EdgeLine({ edge: { points }, reach }: EdgeLineProps) {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (tip === undefined || before === undefined) return null;
  const angle = (Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI;
  return (
    <g className={`${styles['edge']} ${styles[`${reach}Edge`]}`}>
      <path d={toPath(points) ?? ''} />
      <path
        className={styles['head']}
        d={`M0,0 L${-HEAD},${-HEAD / 2} L${-HEAD},${HEAD / 2} Z`}
        transform={`translate(${tip.x} ${tip.y}) rotate(${angle})`}
      />
    </g>
  );
}
