import type { ImportRowsMutation } from '../../__generated__/documents.js';
import type { ImportRow } from './import-row.js';

/** What the API says of the rows of one call. */
export type ImportAnswer = Extract<
  ImportRowsMutation['importChargeCards'],
  { readonly __typename: 'ImportedChargeCards' }
>;

/** A row that was refused. */
export interface RowFault {
  readonly row: ImportRow;
  /** The refusal’s code; of a guard its own, which says more. */
  readonly code: string;
  /** Why, in words; none where the API says it by the code alone. */
  readonly messages: readonly string[];
  /** The card that is in its way; null where none is, or it may not be seen. */
  readonly conflictingId: string | null;
}

/** What has become of the rows so far. */
export interface Tally {
  /** How many were sent and answered. */
  readonly answered: number;
  /** The rows that nothing is wrong with: of a dry run, what can be imported. */
  readonly valid: readonly ImportRow[];
  readonly imported: number;
  /** How many of them an earlier try had imported, whose answer did not arrive. */
  readonly importedBefore: number;
  readonly refused: number;
  /** The first refused rows, in their order. */
  readonly faults: readonly RowFault[];
}

/** The most refused rows that are shown. */
export const MAX_FAULTS = 100;

/** Before the first answer. */
export const NOTHING: Tally = { answered: 0, valid: [], imported: 0, importedBefore: 0, refused: 0, faults: [] };

/** What has become of the rows, with the answer to some more. */
export function addAnswer(tally: Tally, rows: readonly ImportRow[], answer: ImportAnswer): Tally {
  const told = answer.rows.flatMap((result) => {
    const row = rows[result.index];
    return row === undefined ? [] : [{ row, result }];
  });
  const of = (outcome: string) => told.filter(({ result }) => result.outcome === outcome);
  const imported = of('IMPORTED').length;
  const refused = of('REFUSED');
  const room = MAX_FAULTS - tally.faults.length;
  return {
    answered: tally.answered + rows.length,
    valid: [...tally.valid, ...of('VALID').map(({ row }) => row)],
    imported: tally.imported + imported,
    importedBefore: tally.importedBefore + (answer.replayed ? imported : 0),
    refused: tally.refused + refused.length,
    faults: [...tally.faults, ...refused.slice(0, room).map(({ row, result }) => toFault(row, result))],
  };
}

function toFault(row: ImportRow, { code, refusal }: ImportAnswer['rows'][number]): RowFault {
  const fault = {
    row,
    code: code ?? 'REFUSED',
    messages: refusal === null ? [] : [refusal.message],
    conflictingId: null,
  };
  if (refusal === null) return fault;
  if ('guard' in refusal) return { ...fault, code: refusal.guard, conflictingId: refusal.conflictingId };
  // Its own message names the rows of the call, which are others than those of the file.
  return 'issues' in refusal ? { ...fault, messages: refusal.issues.map(({ message }) => message) } : fault;
}
