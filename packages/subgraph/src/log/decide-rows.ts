import type { Decision, DecisionContext, Refusal } from '@tessera/lifecycle';
import type { EntryRow } from './batch-entry.js';
import type { BulkRows } from './transition-command.js';
import { decideEach } from '@tessera/lifecycle';

/** What is to become of one row of a bulk command. */
type RowDecision =
  | Extract<Decision, { type: 'ACCEPTED' }>
  | { readonly type: 'REFUSED'; readonly refusal: Refusal }
  /** An earlier call with the key wrote it. */
  | { readonly type: 'REPLAY'; readonly eventId: string };

/** The rows of a bulk command as decided and whether they are to be written, or the one refusal of a caller who may not issue it at all. */
export type BulkDecision =
  | { readonly type: 'ROWS'; readonly rows: readonly RowDecision[]; readonly isWritten: boolean }
  | { readonly type: 'REFUSED'; readonly refusal: Refusal };

/** What the rows are decided with. */
interface RowsContext {
  /** The events of the rows that an earlier call with the key wrote; null for the others. */
  readonly written: readonly (string | null)[];
  readonly isDryRun: boolean;
  readonly context: DecisionContext;
}

/**
 * Decides the rows of a bulk command, each seeing those before it. Rows that an earlier call with the key wrote are not decided
 * anew; those that it refused are. Throws as `decide`.
 */
export function decideRows(
  rows: readonly EntryRow[],
  { rejects }: BulkRows,
  { written, isDryRun, context }: RowsContext,
): BulkDecision {
  const isOpen = (row: EntryRow, index: number) => row.invalid === null && (written[index] ?? null) === null;
  const open = rows.filter(isOpen);
  const decided = new Map(
    decideEach(
      open.map(({ request }) => request),
      context,
    ).map((each, index) => [open[index], each]),
  );
  const decisions = rows.map((row, index): RowDecision => {
    const eventId = written[index] ?? null;
    if (eventId !== null) return { type: 'REPLAY', eventId };
    return row.invalid === null ? toRowDecision(decided.get(row)) : { type: 'REFUSED', refusal: row.invalid };
  });
  const refusals = decisions.flatMap((each) => (each.type === 'REFUSED' ? [each.refusal] : []));
  const denied = refusals.find(({ type }) => type === 'TransitionNotPermitted');
  if (denied !== undefined) return { type: 'REFUSED', refusal: denied };
  const isWritten = !isDryRun && (rejects === 'FAILED_ROWS' || refusals.length === 0);
  return { type: 'ROWS', rows: isWritten ? decisions : forgetUnwritten(decisions), isWritten };
}

/** Where nothing is written, a row cannot be in the way of another: nobody would find it. */
function forgetUnwritten(rows: readonly RowDecision[]): readonly RowDecision[] {
  const unwritten = new Set(rows.flatMap((row) => (row.type === 'ACCEPTED' ? [row.changes[0].after.id] : [])));
  return rows.map((row) => {
    if (row.type !== 'REFUSED' || row.refusal.type !== 'GuardRefused') return row;
    const isHere = row.refusal.conflictingId !== null && unwritten.has(row.refusal.conflictingId);
    return isHere ? { ...row, refusal: { ...row.refusal, conflictingId: null } } : row;
  });
}

function toRowDecision(decision: Decision | undefined): RowDecision {
  if (decision === undefined || decision.type === 'REPLAYED') throw new Error('A row of a bulk command is a creation');
  return decision;
}
