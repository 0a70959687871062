import type { Lifecycle } from '@tessera/sdk';
import type { Point } from './lay-out.js';
import type { Step } from './passed-path.js';
import { layOut } from './lay-out.js';
import { nameEdge, toGraph } from './lifecycle-graph.js';
import { tracePath } from './passed-path.js';

type Command = Lifecycle['commands'][number];

/** A command by its rows: from which states to which. */
function aCommand(name: string, ...rows: readonly (readonly [from: string, to: string])[]): Command {
  const nothing = { description: '', mutation: null, reasons: [], reasonRequired: false, commentRequired: false };
  const split = (states: string) => states.split(' ').filter((state) => state !== '');
  const transitions = rows.map(([from, to]) => ({ from: split(from), to: split(to), roles: [], guards: [] }));
  return { name, ...nothing, apiOnly: false, transitions };
}

const LIFECYCLE = {
  states: ['REGISTERED', 'ORDERED', 'ACTIVE', 'INACTIVE', 'EXPIRED'].map((name) => ({
    name,
    description: '',
    isTerminal: name === 'EXPIRED',
  })),
  commands: [
    aCommand('REGISTER', ['', 'REGISTERED']),
    aCommand('REQUEST', ['REGISTERED', 'ORDERED ACTIVE']),
    aCommand('ACTIVATE', ['ORDERED', 'ACTIVE']),
    aCommand('DEACTIVATE', ['ACTIVE', 'INACTIVE']),
    aCommand('REACTIVATE', ['INACTIVE', 'ACTIVE']),
    aCommand('EXPIRE', ['ACTIVE INACTIVE', 'EXPIRED']),
    aCommand('LOCK', ['ACTIVE', 'EXPIRED']),
    aCommand('REVEAL', ['ACTIVE INACTIVE', '']),
  ],
};

/** An event by its states and command; newest first, as histories are. */
function aStep(fromState: string | null, toState: string | null, commandName: string): Step {
  return { fromState, toState, commandName };
}

describe('the diagram of a lifecycle', () => {
  const graph = toGraph(LIFECYCLE);
  const commandsOf = (from: string | null, to: string) =>
    graph.edges.find((edge) => nameEdge(edge) === nameEdge({ from, to }))?.commands;

  it('has one arrow between two states, with every command along it', () => {
    expect(commandsOf('ACTIVE', 'EXPIRED')).toEqual(['EXPIRE', 'LOCK']);
    expect(new Set(graph.edges.map(nameEdge)).size).toBe(graph.edges.length);
  });

  it('has an arrow to each state that a command can lead to, from each that it leads out of', () => {
    expect(commandsOf('REGISTERED', 'ORDERED')).toEqual(['REQUEST']);
    expect(commandsOf('REGISTERED', 'ACTIVE')).toEqual(['REQUEST']);
    expect(commandsOf('INACTIVE', 'EXPIRED')).toEqual(['EXPIRE']);
  });

  it('begins with what creates the thing, and leaves out what changes no state', () => {
    expect(commandsOf(null, 'REGISTERED')).toEqual(['REGISTER']);
    expect(graph.edges.flatMap(({ commands }) => commands)).not.toContain('REVEAL');
  });
});

describe('the way of a thing through its lifecycle', () => {
  it('is every state and arrow of its history', () => {
    const path = tracePath([
      aStep('ORDERED', 'ACTIVE', 'ACTIVATE'),
      aStep('REGISTERED', 'ORDERED', 'REQUEST'),
      aStep(null, 'REGISTERED', 'REGISTER'),
    ]);
    expect([...path.states].sort()).toEqual(['ACTIVE', 'ORDERED', 'REGISTERED']);
    expect([...path.edges.keys()].sort()).toEqual(['>REGISTERED', 'ORDERED>ACTIVE', 'REGISTERED>ORDERED']);
  });

  it('counts how often each command led along an arrow', () => {
    const path = tracePath([
      aStep('ACTIVE', 'EXPIRED', 'LOCK'),
      aStep('INACTIVE', 'ACTIVE', 'REACTIVATE'),
      aStep('ACTIVE', 'INACTIVE', 'DEACTIVATE'),
      aStep('INACTIVE', 'ACTIVE', 'REACTIVATE'),
      aStep('ACTIVE', 'INACTIVE', 'DEACTIVATE'),
    ]);
    expect(path.edges.get('ACTIVE>INACTIVE')?.get('DEACTIVATE')).toBe(2);
    expect([...(path.edges.get('ACTIVE>EXPIRED') ?? [])]).toEqual([['LOCK', 1]]);
  });

  it('goes on where it was through events that change no state', () => {
    const path = tracePath([
      aStep('ACTIVE', 'ACTIVE', 'EXTEND'),
      aStep('ACTIVE', null, 'REVEAL'),
      aStep('ORDERED', 'ACTIVE', 'ACTIVATE'),
    ]);
    expect([...path.edges.keys()]).toEqual(['ORDERED>ACTIVE']);
  });

  it('begins where the known part of a long history begins', () => {
    expect(tracePath([aStep('ACTIVE', 'INACTIVE', 'DEACTIVATE')]).states).toEqual(new Set(['ACTIVE', 'INACTIVE']));
  });
});

describe('the places of a diagram', () => {
  const placed = layOut('CARD', toGraph(LIFECYCLE));
  const boxOf = (name: string | null) => {
    const state = placed.states.find((each) => each.name === name);
    const { x, y } = state ?? placed.start;
    const { width = 14, height = 14 } = state ?? {};
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
  };
  const touches = ({ left, right, top, bottom }: ReturnType<typeof boxOf>, point: Point | undefined) =>
    point !== undefined && point.x >= left - 1 && point.x <= right + 1 && point.y >= top - 1 && point.y <= bottom + 1;

  it('are on the canvas, and no state lies on another', () => {
    const boxes = placed.states.map(({ name }) => boxOf(name));
    for (const [index, box] of boxes.entries()) {
      expect(box.left >= 0 && box.right <= placed.width && box.top >= 0 && box.bottom <= placed.height).toBe(true);
      const others = boxes.filter((_, other) => other !== index);
      const covers = (other: typeof box) =>
        box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
      expect(others.filter(covers)).toEqual([]);
    }
  });

  it('let every arrow begin and end at its states, also those that lead back', () => {
    expect(placed.edges).toHaveLength(8);
    for (const { from, to, points } of placed.edges) {
      expect([from, touches(boxOf(from), points[0])]).toEqual([from, true]);
      expect([to, touches(boxOf(to), points.at(-1))]).toEqual([to, true]);
    }
  });

  it('are the same each time', () => {
    expect(layOut('CARD', toGraph(LIFECYCLE))).toEqual(placed);
  });
});
