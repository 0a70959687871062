import type { Lifecycle } from '@tessera/sdk';
import type { CommandOption } from '../../commands/command-request.js';
import type { KindName } from '../../kinds/row.js';
import type { PlacedGraph } from './lay-out.js';
import type { PassedPath, Step } from './passed-path.js';
import { useEffect, useMemo, useRef } from 'react';
import { nameState, texts } from '../../texts/texts.js';
import { EdgeLine } from './edge-line.js';
import { EdgeWords } from './edge-words.js';
import { layOut, START_RADIUS } from './lay-out.js';
import { Legend } from './legend.js';
import { nameEdge, toGraph } from './lifecycle-graph.js';
import { tracePath } from './passed-path.js';
import { PathList } from './path-list.js';
import { StateBox, StateRing } from './state-box.js';
import { StepButton } from './step-button.js';
import { useFit } from './use-fit.js';
import styles from './diagram.module.css';

export interface DiagramProps {
  readonly kind: KindName;
  readonly lifecycle: Lifecycle;
  readonly state: string;
  /** What has happened, as far as it is known. */
  readonly steps: readonly Step[];
  /** What the viewer may do now. */
  readonly options: readonly CommandOption[];
  readonly onOpen: (option: CommandOption) => void;
}

/** The lifecycle of a thing: where it has been, where it is, and where the viewer can take it. */
export function LifecycleDiagram({ kind, lifecycle, state, steps, options, onOpen }: DiagramProps) {
  const graph = useMemo(() => layOut(kind, toGraph(lifecycle)), [kind, lifecycle]);
  const path = useMemo(() => tracePath(steps), [steps]);
  const scroller = useRef<HTMLDivElement>(null);
  const scale = useFit(scroller, graph.width);
  useEffect(() => showState(scroller.current, graph, state), [graph, state]);
  const staying = options.filter(({ to }) => to === state);
  return (
    <figure className={styles['figure']}>
      <div ref={scroller} className={styles['scroller']} role="group" aria-label={texts.diagram.label} tabIndex={0}>
        <div className={styles['room']} style={{ width: graph.width * scale, height: graph.height * scale }}>
          <div className={styles['canvas']} style={{ width: graph.width, transform: `scale(${scale})` }}>
            <Drawing kind={kind} graph={graph} state={state} path={path} goals={options.map(({ to }) => to)} />
            {graph.edges.map((edge) => (
              <EdgeWords
                key={nameEdge(edge)}
                kind={kind}
                edge={edge}
                passes={path.edges.get(nameEdge(edge))}
                options={edge.from === state ? options.filter(({ to }) => to === edge.to) : []}
                onOpen={onOpen}
              />
            ))}
          </div>
        </div>
      </div>
      {staying.length > 0 && (
        <div className={styles['staying']}>
          <span>{texts.diagram.staying(nameState(kind, state))}</span>
          {staying.map((option) => (
            <StepButton key={option.command} kind={kind} option={option} goal={null} onOpen={onOpen} />
          ))}
        </div>
      )}
      <Legend />
      <PathList kind={kind} states={graph.states} state={state} path={path} />
    </figure>
  );
}

interface DrawingProps {
  readonly kind: KindName;
  readonly graph: PlacedGraph;
  readonly state: string;
  readonly path: PassedPath;
  /** Where the viewer can take it now. */
  readonly goals: readonly (string | null)[];
}

/** What can be seen of it; the list says the same. */
function Drawing({ kind, graph, state, path, goals }: DrawingProps) {
  const { width, height, start, states, edges } = graph;
  const present = states.find(({ name }) => name === state);
  // What has been passed lies above what has not.
  const isPassed = (edge: (typeof edges)[number]) => path.edges.has(nameEdge(edge));
  const reachOf = (edge: (typeof edges)[number]) =>
    isPassed(edge) ? 'passed' : edge.from === state && goals.includes(edge.to) ? 'open' : 'far';
  const sorted = edges.toSorted((one, other) => Number(isPassed(one)) - Number(isPassed(other)));
  return (
    <svg className={styles['drawing']} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      {present !== undefined && <StateRing key={state} kind={kind} place={present} />}
      {sorted.map((edge) => (
        <EdgeLine key={nameEdge(edge)} edge={edge} reach={reachOf(edge)} />
      ))}
      <circle className={styles['start']} cx={start.x} cy={start.y} r={START_RADIUS} />
      {states.map((each) => (
        <StateBox
          key={each.name}
          kind={kind}
          place={each}
          isPresent={each.name === state}
          isPassed={path.states.has(each.name)}
        />
      ))}
    </svg>
  );
}

/** Scrolls to where the thing is, where not all of the diagram fits. */
function showState(scroller: HTMLElement | null, graph: PlacedGraph, state: string): void {
  const place = graph.states.find(({ name }) => name === state);
  if (scroller === null || place === undefined) return;
  scroller.scrollLeft = (place.x / graph.width) * scroller.scrollWidth - scroller.clientWidth / 2;
}
