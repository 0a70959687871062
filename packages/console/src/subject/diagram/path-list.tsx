import type { KindName } from '../../kinds/row.js';
import type { GraphState } from './lifecycle-graph.js';
import type { PassedPath } from './passed-path.js';
import { nameState, texts } from '../../texts/texts.js';

interface PathListProps {
  readonly kind: KindName;
  readonly states: readonly GraphState[];
  readonly state: string;
  readonly path: PassedPath;
}

/** What the drawing shows, for those who cannot see it. */
export function PathList({ kind, states, state, path }: PathListProps) {
  const { diagram } = texts;
  return (
    <ul className="visually-hidden" aria-label={diagram.states}>
      {states.map(({ name, description, isTerminal }) => (
        <li key={name} aria-current={name === state ? 'step' : undefined}>
          {nameState(kind, name)}
          {': '}
          {name === state ? diagram.present : path.states.has(name) ? diagram.passed : diagram.notPassed}
          {isTerminal && ` ${diagram.terminal}`} {description}
        </li>
      ))}
    </ul>
  );
}
