import type { Bench, Figure, FigureLine } from '../support/figure.js';
import { compareRounds, measureRounds } from '../support/figure.js';
import { CONNECTIONS, HttpSide } from '../support/http-side.js';

/** Connections of the hand-written server to the database. */
const POOL = 32;

type Sides = Readonly<Record<'tessera' | 'plain' | 'positioned', HttpSide>>;

/** The whole server's throughput against one that is written by hand. */
export const mercuriusFigure: Figure = {
  name: 'mercurius',
  how: `${CONNECTIONS} connections send the same mutations to the real server and to a hand-written one: mercurius with compiled documents, and mysql2 as for the writer (${POOL} connections), with the same token check and the same rows, without a log; once without and once with a tenant position.`,
  measure: async (bench) => {
    const sides = await startSides(bench);
    try {
      return await measure(bench, sides);
    } finally {
      await Promise.all(Object.values(sides).map((side) => side.stop()));
    }
  },
};

async function startSides(bench: Bench): Promise<Sides> {
  const settings = { connections: POOL, firstPosition: bench.sizes.cards };
  const program = 'mercurius-server';
  return {
    tessera: await HttpSide.start(bench, { program: 'tessera-server', database: 'bench_tessera' }),
    plain: await HttpSide.start(bench, {
      program,
      database: 'bench_mercurius_plain',
      settings: { ...settings, withPosition: false },
    }),
    positioned: await HttpSide.start(bench, {
      program,
      database: 'bench_mercurius_positioned',
      settings: { ...settings, withPosition: true },
    }),
  };
}

async function measure({ sizes, say }: Bench, sides: Sides): Promise<readonly FigureLine[]> {
  say('measuring against mercurius');
  const run = (side: keyof Sides) => () => sides[side].measure('TRANSITIONS');
  const results = await measureRounds(sizes.rounds, {
    tessera: run('tessera'),
    plain: run('plain'),
    positioned: run('positioned'),
  });
  const rates = (side: keyof Sides) => results[side].map(({ perSecond }) => perSecond);
  const shared = {
    unit: 'requests/s',
    goal: { atLeast: 1.2 },
    referenceName: 'mercurius by hand',
    measured: rates('tessera'),
  };
  const name = '`deactivateCard`/`reactivateCard` over HTTP, 64 connections, against a transaction each';
  return [
    compareRounds({ ...shared, name: `${name} without a tenant position`, reference: rates('plain') }),
    compareRounds({ ...shared, name: `${name} with a tenant position`, reference: rates('positioned') }),
  ];
}
