import type { Bench, Figure, FigureLine } from '../support/figure.js';
import { SCALARS } from '../support/event-scalars.js';
import { compareRounds, measureRounds } from '../support/figure.js';
import { StreamSide } from '../support/stream-side.js';

const SUBSCRIBERS = 1_000;

const SUBSCRIPTION = {
  query: `subscription Changes($after: Cursor) { statusChanged(after: $after) { ${SCALARS} } }`,
  variables: {},
};

/** What it costs to tell one more identical subscriber of an event. */
export const deliveryFigure: Figure = {
  name: 'delivery',
  how: `One process holds ${SUBSCRIBERS.toLocaleString('en')} sockets, each with the same subscription of the whole tenant's events and all their scalars, and deactivates and reactivates cards over HTTP: the next when all subscribers were told of the last. It checks that each was told of each event, once, in order, by the same bytes. Processor time of the server's process with all subscribers, less that of as many transitions with one subscriber, which is what writing costs, divided by the deliveries. The reference is a bare \`ws\` server that is driven and measured likewise: for each event it sends one ready string of the same length to each socket.`,
  measure: async (bench) => {
    const measured = await StreamSide.startTessera(bench, 'bench_delivery');
    try {
      return [await measure(bench, measured)];
    } finally {
      await measured.stop();
    }
  },
};

async function measure(bench: Bench, tessera: StreamSide): Promise<FigureLine> {
  bench.say('measuring deliveries');
  const [[field, sample] = []] = Object.entries(await tessera.sample(SUBSCRIPTION));
  const raw = await StreamSide.start(bench, { program: 'raw-server', settings: { sample, field } });
  const subscriptions = Array.from({ length: SUBSCRIBERS }, () => SUBSCRIPTION);
  try {
    const rounds = await measureRounds(bench.sizes.rounds, {
      measured: () => tessera.measure(subscriptions),
      reference: () => raw.measure(subscriptions),
    });
    return compareRounds({
      name: `a delivery, ${SUBSCRIBERS.toLocaleString('en')} identical subscribers`,
      unit: 'µs',
      goal: { atMost: 2.5 },
      referenceName: 'a ready string by ws',
      ...rounds,
    });
  } finally {
    await raw.stop();
  }
}
