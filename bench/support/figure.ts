import type { PrivateMariaDb } from '../../test/support/private-mariadb.js';

/** How much is measured. */
export interface Sizes {
  /** Rounds that count; one more goes before, to warm up. */
  readonly rounds: number;
  /** How long a round takes. */
  readonly seconds: number;
  /** Requests of the round over HTTP that warms up; those of the others follow from its speed. */
  readonly requests: number;
  readonly cards: number;
  readonly manyCards: number;
  /** Sockets that are open at most. */
  readonly sockets: number;
}

/** What figures are measured with. */
export interface Bench {
  readonly sizes: Sizes;
  /** The private MariaDB of the run; started when the first figure asks for it. */
  readonly mariadb: () => Promise<PrivateMariaDb>;
  /** Tells whoever waits what is being done. */
  readonly say: (message: string) => void;
}

/** What a figure has to reach: at least or at most so much. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** One line of the result. */
export interface FigureLine {
  readonly name: string;
  readonly unit: string;
  readonly goal: Goal;
  /** What the goal speaks of: the ratio, or the measured value itself. */
  readonly goalOf: 'RATIO' | 'MEASURED';
  readonly measured: number;
  readonly reference: number;
  readonly referenceName: string;
  readonly ratio: number;
  /** The ratios of the single rounds, smallest and largest. */
  readonly spread: readonly [number, number];
}

/** Something that is measured, chosen by its name: `--only writer`. */
export interface Figure {
  readonly name: string;
  /** How it is measured, for the document: one paragraph. */
  readonly how: string;
  measure(bench: Bench): Promise<readonly FigureLine[]>;
}

/** Measured values and those of the reference, a pair a round. */
export interface Comparison {
  readonly name: string;
  readonly unit: string;
  readonly goal: Goal;
  readonly referenceName: string;
  readonly measured: readonly number[];
  readonly reference: readonly number[];
}

/** Makes a line of medians and their ratio. */
export function compareRounds({ measured, reference, ...named }: Comparison): FigureLine {
  const ratios = measured.map((value, round) => value / (reference[round] ?? Number.NaN));
  const medians = { measured: medianOf(measured), reference: medianOf(reference) };
  const spread = [Math.min(...ratios), Math.max(...ratios)] as const;
  return { ...named, goalOf: 'RATIO', ...medians, ratio: medians.measured / medians.reference, spread };
}

/** Whether the line's goal is reached. */
export function isReached({ goal, goalOf, ratio, measured }: FigureLine): boolean {
  const value = goalOf === 'RATIO' ? ratio : measured;
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
}

/** The middle one of the values; NaN when there is none. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
}

/** The value that 95 of a hundred do not exceed; NaN when there is none. */
export function p95Of(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}

/**
 * Measures all sides in turn, round after round, so that what disturbs the machine disturbs them alike. The first round only warms
 * up. Answers what each side measured, by its name.
 */
export async function measureRounds<Side extends string, Result>(
  rounds: number,
  sides: Readonly<Record<Side, () => Promise<Result>>>,
): Promise<Readonly<Record<Side, readonly Result[]>>> {
  const names = Object.keys(sides) as Side[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Side, Result[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const result = await sides[name]();
      if (round > 0) results[name].push(result);
    }
  }
  return results;
}
