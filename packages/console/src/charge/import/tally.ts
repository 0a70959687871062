import type { ImportRowsMutation } from '../../__generated__/documents.js';
import type { ImportRow } from './import-row.js';
import { toPlain } from './import-row.js';

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
  /** The number of a row before it that has the same; null where none has. */
  readonly twin: number | null;
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
    faults: [...tally.faults, ...refused.slice(0, room).map((each) => toFault(each, told))],
  };
}

/** A row with what was said of it. */
interface ToldRow {
  readonly row: ImportRow;
  readonly result: ImportAnswer['rows'][number];
}

/** What must be unique, by the guard that sees to it. */
const UNIQUE: Readonly<Record<string, 'rfid' | 'contractId'>> = { RFID_TAKEN: 'rfid', CONTRACT_ID_TAKEN: 'contractId' };

function toFault({ row, result: { code, refusal, index } }: ToldRow, told: readonly ToldRow[]): RowFault {
  const fault = {
    ...{ row, code: code ?? 'REFUSED', messages: refusal === null ? [] : [refusal.message] },
    ...{ conflictingId: null, twin: null },
  };
  if (refusal === null) return fault;
  if ('guard' in refusal) {
    const { guard, conflictingId } = refusal;
    // What a row of the same call has is no card yet.
    const twin = conflictingId === null ? findTwin(row, UNIQUE[guard], told.slice(0, index)) : null;
    return { ...fault, code: guard, conflictingId, twin };
  }
  // Its own message names the rows of the call, which are others than those of the file.
  return 'issues' in refusal ? { ...fault, messages: refusal.issues.map(({ message }) => message) } : fault;
}

/** The number of the row that the card would come of which takes what this one wants. */
function findTwin(row: ImportRow, field: 'rfid' | 'contractId' | undefined, before: readonly ToldRow[]): number | null {
  if (field === undefined) return null;
  const wanted = toPlain(row[field]);
  const twin = before.find(({ row: each, result }) => result.outcome !== 'REFUSED' && toPlain(each[field]) === wanted);
  return twin?.row.number ?? null;
}
