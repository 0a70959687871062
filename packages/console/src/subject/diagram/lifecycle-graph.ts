import type { Lifecycle } from '@tessera/sdk';

/** A state in a diagram. */
export interface GraphState {
  readonly name: string;
  readonly description: string;
  readonly isTerminal: boolean;
}

/** An arrow of a diagram, with every command that leads along it. */
export interface GraphEdge {
  /** Null: from nothing, by what creates the thing. */
  readonly from: string | null;
  readonly to: string;
  readonly commands: readonly string[];
}

/** A lifecycle as a diagram shows it. Commands that leave the state as it is are no arrows. */
export interface LifecycleGraph {
  readonly states: readonly GraphState[];
  readonly edges: readonly GraphEdge[];
}

/** Names an arrow among those of its diagram. */
export function nameEdge({ from, to }: Pick<GraphEdge, 'from' | 'to'>): string {
  return `${from ?? ''}>${to}`;
}

/** The diagram of a lifecycle: one arrow between two states, however many commands lead along it. */
export function toGraph({ states, commands }: Pick<Lifecycle, 'states' | 'commands'>): LifecycleGraph {
  const edges = new Map<string, GraphEdge>();
  for (const { from, to, command } of commands.flatMap(listSteps)) {
    const known = edges.get(nameEdge({ from, to }))?.commands ?? [];
    if (!known.includes(command)) edges.set(nameEdge({ from, to }), { from, to, commands: [...known, command] });
  }
  return { states, edges: [...edges.values()] };
}

function listSteps({ name, transitions }: Lifecycle['commands'][number]) {
  return transitions.flatMap(({ from, to }) => {
    const sources = from.length === 0 ? [null] : from;
    const steps = sources.flatMap((source) => to.map((goal) => ({ from: source, to: goal, command: name })));
    return steps.filter((step) => step.from !== step.to);
  });
}
