import type { Comparison, Figure, FigureLine } from './figure.js';
import type { Questions } from './child-program.js';
import { ChildProgram } from './child-program.js';
import { compareRounds, measureRounds } from './figure.js';
import { createDatabase, DATABASES } from './server-database.js';

type DatabaseKind = (typeof DATABASES)[number];
type Side = () => Promise<number>;

/** A figure that is measured on each database, in a program of its own; its goal speaks of what is measured, not of the ratio. */
export interface DatabaseFigure<Q extends Questions<Q>> extends Pick<Figure, 'name' | 'how'> {
  /** What is being done, for whoever waits. */
  readonly doing: string;
  readonly program: string;
  /** What the program is started with, beside the database's address. */
  readonly settings?: object;
  readonly sides: (program: ChildProgram<Q>) => Promise<Readonly<Record<'measured' | 'reference', Side>>>;
  readonly line: (kind: DatabaseKind) => Omit<Comparison, 'measured' | 'reference'>;
}

/** Creates the figure. */
export function createDatabaseFigure<Q extends Questions<Q>>(options: DatabaseFigure<Q>): Figure {
  const { name, how, doing, program: programName, settings = {}, sides, line } = options;
  const measureOn = async (bench: Parameters<Figure['measure']>[0], kind: DatabaseKind): Promise<FigureLine> => {
    bench.say(`${doing} on ${kind}`);
    const database = await createDatabase(bench, kind, `bench_${name}`);
    const program = await ChildProgram.start<Q>(programName, { url: database.url, ...settings });
    try {
      const rounds = await measureRounds(bench.sizes.rounds, await sides(program));
      return { ...compareRounds({ ...line(kind), ...rounds }), goalOf: 'MEASURED' };
    } finally {
      await program.stop();
      database.remove();
    }
  };
  return {
    name,
    how,
    measure: async (bench) => {
      const lines: FigureLine[] = [];
      for (const kind of DATABASES) lines.push(await measureOn(bench, kind));
      return lines;
    },
  };
}
