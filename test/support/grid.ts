import type { Decision, Refusal } from '@tessera/lifecycle';

/** One cell of a grid: what is expected in a row under a column. */
interface GridCell {
  readonly row: string;
  readonly column: string;
  readonly expected: string;
}

/** Reads a table written as text: the first line names the columns, the first word of each further line its row. */
export function readGrid(text: string): readonly GridCell[] {
  const [head = [], ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return lines.flatMap(([row = '', ...cells]) => {
    if (cells.length !== head.length)
      throw new Error(`The grid's row ${row} has ${cells.length} of ${head.length} cells`);
    return cells.map((expected, index) => ({ row, column: head[index] ?? '', expected }));
  });
}

/** The cells of a grid that turned out otherwise, in words; an empty list is what a test expects. */
export function findDeviations(text: string, outcome: (row: string, column: string) => string): readonly string[] {
  return readGrid(text).flatMap(({ row, column, expected }) => {
    const actual = outcome(row, column);
    return actual === expected ? [] : [`${column} on ${row}: expected ${expected}, was ${actual}`];
  });
}

const WORDS: Readonly<Record<Exclude<Refusal['type'], 'GuardRefused'>, string>> = {
  TransitionNotAllowed: 'no',
  TransitionNotPermitted: 'role',
  SubjectNotFound: 'unseen',
  VersionConflict: 'version',
  ProductionWindowExpired: 'window',
  InputInvalid: 'input',
  IdempotencyConflict: 'key',
};

/**
 * A decision in one word: the state it leads to, `replay`, a guard's code, or for the other refusals `no` (state), `role`,
 * `unseen`, `version`, `window`, `input`.
 */
export function wordOf(decision: Decision): string {
  switch (decision.type) {
    case 'ACCEPTED':
      return decision.changes[0].after.state;
    case 'REPLAYED':
      return 'replay';
    case 'REFUSED':
      return wordOfRefusal(decision.refusal);
  }
}

/** A refusal in the words of `wordOf`. */
export function wordOfRefusal(refusal: Refusal): string {
  return refusal.type === 'GuardRefused' ? refusal.guard : WORDS[refusal.type];
}
