import type { InputIssue, Refusal } from '@tessera/lifecycle';
import type { RefusalSource } from '../graphql/refusal.type.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { RowOutcome, TransitionCommand } from '../log/transition-command.js';
import type { ImportChargeCardsInput, ImportedSource } from './import-charge-cards.type.js';
import { canRead, inputIssue, refuseInput } from '@tessera/lifecycle';
import { createHash } from 'node:crypto';
import { toRefusalSource } from '../graphql/refusal.type.js';
import { submitCommand, toCommand } from '../graphql/submit-transition.js';
import { chunk } from '../log/subject-tables.js';
import { REQUEST_MS } from '../request-time.js';
import { ERROR_POLICIES, IMPORT } from './import-charge-cards.type.js';

const MUTATION = 'importChargeCards';
const MAX_ROWS = 5_000;

/** Rows of one transaction, where a refused row takes nothing with it. */
const ROWS_A_PART = 500;

/** Refused rows that are told in words. */
const MAX_IN_WORDS = 100;

/** What the parts of an import came to, or the refusal that ended it. */
type Worked =
  | { readonly type: 'REFUSED'; readonly refusal: Refusal }
  | { readonly type: 'ROWS'; readonly rows: readonly RowOutcome[]; readonly isReplayed: boolean };

/** One command of an import. Made when its turn comes, so that each has the time of a call for itself. */
type Part = () => TransitionCommand;

/** A row's faults are told by the row; the rest of the input is checked once. */
const RULE = { ...IMPORT.rule, input: {} };

/**
 * Imports up to 5,000 charge cards: by one command, or by one a part. The first part is under the call's key, the others under keys
 * derived from it, so that a repeated call goes on where an earlier one was cut off.
 */
export async function importChargeCards(
  input: ImportChargeCardsInput,
  context: RequestContext,
): Promise<ImportedSource | RefusalSource> {
  const worked = await workOff(toParts(input, context), context, checkRows(input));
  if (worked.type === 'REFUSED') return toRefusalSource(worked.refusal);
  return toSource(worked, input.dryRun ?? false, context);
}

function checkRows({ rows }: ImportChargeCardsInput): InputIssue[] {
  if (rows.length === 0) return [inputIssue('rows', 'TOO_SHORT', 'Give at least one row.')];
  const tooLong = `Give at most ${MAX_ROWS} rows; these are ${rows.length}: divide them over several calls.`;
  return rows.length > MAX_ROWS ? [inputIssue('rows', 'TOO_LONG', tooLong)] : [];
}

/** A dry run writes nothing, so that its parts would not see each other: it is one command. */
function toParts(input: ImportChargeCardsInput, context: RequestContext): readonly Part[] {
  const { rows, errorPolicy, dryRun = false, ...call } = input;
  const own = (): TransitionCommand => {
    const command = toCommand({ ...IMPORT, mutation: MUTATION }, { ...call, dryRun }, context);
    return { ...command, input: {}, lane: 'JOB' };
  };
  const rejects = ERROR_POLICIES[errorPolicy];
  if (rejects === 'EVERYTHING' || dryRun === true || rows.length === 0)
    return [() => ({ ...own(), bulk: { rows: rows.map(toRow), rejects, whole: null } })];
  const whole = digestOf(rows);
  return chunk(rows, ROWS_A_PART).map((part, index) => () => {
    // Each part has time of its own: the whole may take longer than one command.
    const deadlineAt = context.services.clock.now().getTime() + REQUEST_MS;
    const command = { ...own(), deadlineAt, bulk: { rows: part.map(toRow), rejects, whole } };
    return index === 0 ? command : underDerivedKey(command, index);
  });
}

/** A later part's key is another’s: no caller can give it, whatever they choose. */
function underDerivedKey(command: TransitionCommand, index: number): TransitionCommand {
  const { idempotencyKey: key } = command;
  return { ...command, mutation: `${MUTATION} part ${index}`, idempotencyKey: key === null ? null : digestOf(key) };
}

function digestOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

/** The fields alone: an instance of the input's class is more than the log needs to see. */
function toRow({ rfid, contractId }: ImportChargeCardsInput['rows'][number]) {
  return { rfid, contractId };
}

async function workOff(
  parts: readonly Part[],
  context: RequestContext,
  issues: readonly InputIssue[],
): Promise<Worked> {
  const rows: RowOutcome[] = [];
  let isReplayed = true;
  for (const toPart of parts) {
    const outcome = await submitCommand({ rule: RULE, issues }, toPart(), context);
    if (outcome.type === 'REFUSED') return outcome;
    if (outcome.type !== 'BULK') throw new Error(`A bulk command was answered by ${outcome.type}`);
    rows.push(...outcome.rows);
    isReplayed &&= outcome.replayed;
  }
  return { type: 'ROWS', rows, isReplayed };
}

function toSource(
  { rows, isReplayed }: Extract<Worked, { type: 'ROWS' }>,
  dryRun: boolean,
  { viewer }: RequestContext,
): ImportedSource {
  let inWords = 0;
  const results = rows.map((row, index) => {
    const nothing = { index, chargeCard: null, event: null, code: null, refusal: null };
    if (row.type === 'VALID') return { ...nothing, outcome: 'VALID' };
    if (row.type === 'ACCEPTED') {
      const chargeCard = canRead(IMPORT.lifecycle, viewer, row.subject) ? row.subject : null;
      return { ...nothing, outcome: 'IMPORTED', chargeCard, event: row.event };
    }
    const refusal = toRefusalSource(atRow(row.refusal, index));
    inWords += 1;
    return { ...nothing, outcome: 'REFUSED', code: refusal.code, refusal: inWords > MAX_IN_WORDS ? null : refusal };
  });
  const count = (type: RowOutcome['type']) => rows.filter((row) => row.type === type).length;
  const counts = { importedCount: count('ACCEPTED'), refusedCount: count('REFUSED') };
  return { type: 'ImportedChargeCards', rows: results, ...counts, replayed: isReplayed, dryRun };
}

/** A fault of a row's field is told by its place in the whole input. */
function atRow(refusal: Refusal, index: number): Refusal {
  if (refusal.type !== 'InputInvalid') return refusal;
  return refuseInput(
    refusal.issues.map((issue) => ({ ...issue, path: ['input', 'rows', String(index), ...issue.path.slice(1)] })),
  );
}
