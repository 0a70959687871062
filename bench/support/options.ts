import type { Sizes } from './figure.js';
import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface BenchOptions {
  readonly sizes: Sizes;
  readonly isQuick: boolean;
  /** The figures to measure; null: all. */
  readonly only: readonly string[] | null;
}

const FULL: Sizes = { rounds: 5, seconds: 4, requests: 8_000, cards: 20_000, manyCards: 1_000_000, sockets: 50_000 };
const QUICK: Sizes = { rounds: 2, seconds: 1, requests: 1_500, cards: 5_000, manyCards: 50_000, sockets: 3_000 };

/** Reads `--quick` and `--only writer,memory`. Throws on anything else. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
  });
  return {
    sizes: values.quick ? QUICK : FULL,
    isQuick: values.quick,
    only: values.only === undefined ? null : values.only.split(','),
  };
}
