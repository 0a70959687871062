import type { LogVerdict } from './audit-logs.js';
import { styleText } from 'node:util';

/** How a checkpoint took part in an audit. */
interface CheckpointUse {
  readonly file: string;
  /** When the one was written that was compared with; null: there was none. */
  readonly comparedWith: Date | null;
  /** Whether it was written anew. */
  readonly isWritten: boolean;
}

/** What an audit came to. */
export interface AuditResult {
  readonly verdicts: readonly LogVerdict[];
  /** Null when none was asked for. */
  readonly checkpoint: CheckpointUse | null;
}

const MARKS = {
  WHOLE: { sign: '✓', colour: 'green' },
  BROKEN: { sign: '✗', colour: 'red' },
  NOT_CHECKED: { sign: '?', colour: 'yellow' },
} as const;

/** One line of a terminal for a tenant's log; names are padded to the width. */
export function describeVerdict(verdict: LogVerdict, width: number, hasColours: boolean): string {
  const { sign, colour } = MARKS[verdict.verdict];
  const line = `${sign} ${verdict.tenantId.padEnd(width)}  ${describeFinding(verdict)}`;
  return hasColours ? styleText(colour, line) : line;
}

function describeFinding(verdict: LogVerdict): string {
  switch (verdict.verdict) {
    case 'WHOLE':
      return `whole   ${countOf(verdict.events, 'event')}`;
    case 'BROKEN': {
      const { position, event, why } = verdict.fault;
      const name = event === null ? '' : `, ${event.id} (${event.command} of ${event.subjectKind} ${event.subjectId})`;
      return `BROKEN  at position ${position}${name}: ${why}`;
    }
    case 'NOT_CHECKED':
      return `not checked: ${verdict.why}`;
  }
}

/** What it all comes to, and what to do next. */
export function describeResult({ verdicts, checkpoint }: AuditResult): string {
  const broken = verdicts.filter(({ verdict }) => verdict === 'BROKEN').length;
  const open = verdicts.filter(({ verdict }) => verdict === 'NOT_CHECKED').length;
  const events = verdicts.reduce((sum, each) => sum + each.events, 0);
  const logs = countOf(verdicts.length, 'log');
  const sums = [
    ...(broken > 0 ? [`${broken} of ${logs} broken: ${AFTER_A_BREAK}`] : []),
    ...(open > 0 ? [`${open} of ${logs} not checked: verify again with the keys that are missing.`] : []),
    ...(broken + open === 0 ? [`${logs}, ${countOf(events, 'event')}: all well.`] : []),
  ];
  return [...sums, ...(checkpoint === null ? [] : [describeCheckpoint(checkpoint)])].join('\n');
}

const AFTER_A_BREAK =
  'leave the database as it is, restore a backup beside it, and compare the events from the named position on.';

function describeCheckpoint({ file, comparedWith, isWritten }: CheckpointUse): string {
  const compared =
    comparedWith === null
      ? 'there was none to compare with; if there should have been, find out who removed it'
      : `compared with that of ${comparedWith.toISOString()}`;
  return `Checkpoint ${file}: ${compared}; ${isWritten ? 'written' : 'not written, as not all is well'}.`;
}

/** `1 event`, `2,000 events`. */
export function countOf(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}
