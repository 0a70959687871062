import type { Bench, Comparison, Figure, FigureLine } from './figure.js';
import type { StreamSideOptions } from './stream-side.js';
import type { Subscription } from './subscriber-socket.js';
import { compareRounds, measureRounds } from './figure.js';
import { StreamSide } from './stream-side.js';

/** How many subscribe in the figures of deliveries. */
export const SUBSCRIBERS = 1_000;

/** A figure that compares what a delivery takes. */
export interface StreamFigure extends Pick<Figure, 'name' | 'how'>, Pick<Comparison, 'goal' | 'referenceName'> {
  /** The reference's server, which is driven and measured likewise. */
  readonly program: StreamSideOptions['program'];
  /** By the line's name: what each subscribes to, counted from 0. All accept all events and are told the same. */
  readonly lines: Readonly<Record<string, (subscriber: number) => Subscription>>;
}

/** Creates the figure: the real server on a database of its own, and for each line its reference. */
export function createStreamFigure(options: StreamFigure): Figure {
  const { name, how, lines } = options;
  return {
    name,
    how,
    measure: async (bench) => {
      const tessera = await StreamSide.startTessera(bench, `bench_${name}`);
      try {
        const measured: FigureLine[] = [];
        for (const [line, subscriptionOf] of Object.entries(lines))
          measured.push(await measureLine({ bench, tessera, ...options, line, subscriptionOf }));
        return measured;
      } finally {
        await tessera.stop();
      }
    },
  };
}

interface LineOptions extends Pick<StreamFigure, 'program' | 'goal' | 'referenceName'> {
  readonly bench: Bench;
  readonly tessera: StreamSide;
  readonly line: string;
  readonly subscriptionOf: (subscriber: number) => Subscription;
}

async function measureLine(options: LineOptions): Promise<FigureLine> {
  const { bench, tessera, line, subscriptionOf, program, goal, referenceName } = options;
  bench.say(`measuring ${line}`);
  const sample = await tessera.sample(subscriptionOf(0));
  const reference = await StreamSide.start(bench, { program, settings: sample });
  const subscriptions = Array.from({ length: SUBSCRIBERS }, (_, subscriber) => subscriptionOf(subscriber));
  try {
    const rounds = await measureRounds(bench.sizes.rounds, {
      measured: () => tessera.measure(subscriptions),
      reference: () => reference.measure(subscriptions),
    });
    return compareRounds({ name: line, unit: 'µs/delivery', goal, referenceName, ...rounds });
  } finally {
    await reference.stop();
  }
}
