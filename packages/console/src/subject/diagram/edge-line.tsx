import type { PlacedEdge, Point } from './lay-out.js';
import { curveBasis, line } from 'd3-shape';
import styles from './diagram.module.css';

const toPath = line<Point>(
  ({ x }) => x,
  ({ y }) => y,
).curve(curveBasis);

/** The length of an arrow’s head, in pixels. */
const HEAD = 8;

/** An arrow, and whether the thing has come along it. */
export function EdgeLine({ edge, isPassed }: { readonly edge: PlacedEdge; readonly isPassed: boolean }) {
  const { points } = edge;
  const tip = points.at(-1);
  const before = points.at(-2);
  if (tip === undefined || before === undefined) return null;
  const angle = (Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI;
  return (
    <g className={isPassed ? styles['passedEdge'] : styles['edge']}>
      <path d={toPath(points) ?? ''} />
      <path
        className={styles['head']}
        d={`M0,0 L${-HEAD},${-HEAD / 2} L${-HEAD},${HEAD / 2} Z`}
        transform={`translate(${tip.x} ${tip.y}) rotate(${angle})`}
      />
    </g>
  );
}
