import type { Bench, Figure, FigureLine, Goal } from '../support/figure.js';
import type { ScenarioName } from '../support/scenarios.js';
import { compareRounds, measureRounds } from '../support/figure.js';
import { CONNECTIONS, HttpSide } from '../support/http-side.js';

/** Two scenarios of one server, compared by the server's processor time. */
interface ProcessorTimeFigure {
  readonly name: string;
  readonly line: string;
  readonly how: string;
  readonly goal: Goal;
  readonly scenario: ScenarioName;
  readonly constant: ScenarioName;
}

/** What a transition costs beyond what every request costs. */
export const mutationFigure = createFigure({
  name: 'mutation',
  line: '`deactivateCard`/`reactivateCard` over HTTP, 64 connections',
  how: `${CONNECTIONS} connections deactivate and reactivate cards at random on the real server (its state, version and event are selected), in turn with a mutation that answers a constant and takes nothing, on the same process with the same plugins, token check and log. Processor time of the server's process, divided by the requests.`,
  goal: { atMost: 1.8 },
  scenario: 'TRANSITIONS',
  constant: 'CONSTANT_MUTATION',
});

/** What reading a card costs beyond what every request costs. */
export const queryFigure = createFigure({
  name: 'query',
  line: '`card(id)` with its scalars and its program over HTTP',
  how: `${CONNECTIONS} connections read cards at random, each with all its scalars (but not its status cursor) and its program, in turn with a query that answers a constant. Otherwise as above.`,
  goal: { atMost: 1.5 },
  scenario: 'CARD',
  constant: 'CONSTANT_QUERY',
});

function createFigure({ name, how, ...rest }: ProcessorTimeFigure): Figure {
  return {
    name,
    how,
    measure: async (bench) => {
      const server = await HttpSide.start(bench, { program: 'tessera-server', database: `bench_${name}` });
      try {
        return await measure(bench, server, rest);
      } finally {
        await server.stop();
      }
    },
  };
}

async function measure(
  { sizes, say }: Bench,
  server: HttpSide,
  { line, goal, scenario, constant }: Omit<ProcessorTimeFigure, 'name' | 'how'>,
): Promise<readonly FigureLine[]> {
  say(`measuring ${line}`);
  const { measured, reference } = await measureRounds(sizes.rounds, {
    measured: () => server.measure(scenario),
    reference: () => server.measure(constant),
  });
  return [
    compareRounds({
      name: line,
      unit: 'µs/request',
      goal,
      referenceName: 'a constant',
      measured: measured.map(({ cpuMicros }) => cpuMicros),
      reference: reference.map(({ cpuMicros }) => cpuMicros),
    }),
  ];
}
