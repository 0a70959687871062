import type { GraphEdge, GraphState, LifecycleGraph } from './lifecycle-graph.js';
import type { EdgeLabel, GraphLabel, NodeLabel } from '@dagrejs/dagre';
import { Graph, layout } from '@dagrejs/dagre';
import { nameCommand, nameState } from '../../texts/texts.js';

/** A point, in pixels from the top left of the diagram. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A state at its place: the middle of its box. */
export interface PlacedState extends GraphState, Point {
  readonly width: number;
  readonly height: number;
}

/** An arrow, and the middle of the words on it. */
export interface PlacedEdge extends GraphEdge {
  readonly points: readonly Point[];
  readonly label: Point;
}

/** A diagram with everything at its place. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  /** The dot that a life begins with. */
  readonly start: Point;
  readonly states: readonly PlacedState[];
  readonly edges: readonly PlacedEdge[];
}

/** The height of one command’s words on an arrow, and of its button. */
const LABEL_HEIGHT = 26;

/** The radius of the dot that a life begins with. */
export const START_RADIUS = 7;

const STATE_HEIGHT = 36;
const START = '*';

// As wide as the widest of the fonts that systems show.
const STATE_LETTER = 8.4;
const LABEL_LETTER = 7.3;

/** Gives everything of a diagram its place, from the top down: the same each time. */
export function layOut(kind: string, { states, edges }: LifecycleGraph): PlacedGraph {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: 'TB', ranksep: 20, nodesep: 20, edgesep: 16, marginx: 10, marginy: 8 });
  graph.setNode(START, { width: 2 * START_RADIUS, height: 2 * START_RADIUS });
  for (const { name } of states) {
    const width = Math.max(96, nameState(kind, name).length * STATE_LETTER + 30);
    graph.setNode(name, { width, height: STATE_HEIGHT });
  }
  for (const { from, to, commands } of edges) {
    const width = Math.max(...commands.map((command) => nameCommand(command).length * LABEL_LETTER + 26));
    graph.setEdge(from ?? START, to, { width, height: commands.length * LABEL_HEIGHT, labelpos: 'c' });
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    start: toPoint(graph.node(START)),
    states: states.map((state) => {
      const place = graph.node(state.name);
      return { ...state, ...toPoint(place), width: place.width, height: place.height };
    }),
    edges: edges.map((edge) => {
      const place = graph.edge(edge.from ?? START, edge.to);
      return { ...edge, points: place.points ?? [], label: toPoint(place) };
    }),
  };
}

function toPoint({ x = 0, y = 0 }: Partial<Point>): Point {
  return { x, y };
}
