import type { Bench, Figure, FigureLine } from '../support/figure.js';
import { compareRounds, measureRounds } from '../support/figure.js';
import { CONNECTIONS, HttpSide } from '../support/http-side.js';

/** What the limits cost a request. */
export const limitsFigure: Figure = {
  name: 'limits',
  how: `${CONNECTIONS} connections read cards at random, as for \`card(id)\` above, from the real server with all limits (the gate of cost, aliases and points; the points of one principal and of its tenant are counted in memory), in turn from one whose gate lets everything through. Depth, aliases and directives are checked once a document on both, as it is validated. Processor time of the server’s process, divided by the requests.`,
  measure: async (bench) => {
    const sides = {
      measured: await startSide(bench, { database: 'bench_limited', hasLimits: true }),
      reference: await startSide(bench, { database: 'bench_unlimited', hasLimits: false }),
    };
    try {
      return await measure(bench, sides);
    } finally {
      await Promise.all(Object.values(sides).map((side) => side.stop()));
    }
  },
};

function startSide(bench: Bench, { database, hasLimits }: { readonly database: string; readonly hasLimits: boolean }) {
  return HttpSide.start(bench, { program: 'tessera-server', database, settings: { hasLimits } });
}

async function measure(
  { sizes, say }: Bench,
  sides: Readonly<Record<'measured' | 'reference', HttpSide>>,
): Promise<readonly FigureLine[]> {
  say('measuring what the limits cost');
  const { measured, reference } = await measureRounds(sizes.rounds, {
    measured: () => sides.measured.measure('CARD'),
    reference: () => sides.reference.measure('CARD'),
  });
  return [
    compareRounds({
      name: '`card(id)` with all limits',
      unit: 'µs/request',
      goal: { atMost: 1.15 },
      referenceName: 'without the gate',
      measured: measured.map(({ cpuMicros }) => cpuMicros),
      reference: reference.map(({ cpuMicros }) => cpuMicros),
    }),
  ];
}
