import type { Holder, Trace } from './find-traces.js';
import { countOf } from './describe-audit.js';

/** What was found of a person, a line a card. */
export function describeTraces({ tenantId, holderId }: Holder, traces: readonly Trace[]): string {
  if (traces.length === 0) return `Nothing is left of ${holderId} with tenant ${tenantId}: nothing to erase.`;
  const idWidth = Math.max(...traces.map(({ subjectId }) => subjectId.length));
  const lines = traces.map(
    (trace) => `  ${trace.kind.padEnd('TEMPORARY_CARD'.length)}  ${trace.subjectId.padEnd(idWidth)}  ${listOf(trace)}`,
  );
  return [`${holderId} of tenant ${tenantId}:`, ...lines].join('\n');
}

function listOf({ hasName, comments }: Trace): string {
  return [...(hasName ? ['embossed name'] : []), ...(comments > 0 ? [countOf(comments, 'comment')] : [])].join(', ');
}

/** What an erasure came to, or would come to. */
export function describeErasure(traces: readonly Trace[], isDryRun: boolean): string {
  const names = countOf(traces.filter(({ hasName }) => hasName).length, 'embossed name');
  const comments = countOf(
    traces.reduce((sum, trace) => sum + trace.comments, 0),
    'comment',
  );
  const sums = `${names} and ${comments} of ${countOf(traces.length, 'card')}`;
  return isDryRun
    ? `Would erase ${sums}. Nothing was changed.`
    : `Erased ${sums}, an event each. The chain stays whole: npm run audit -- verify. Backups still hold what they held.`;
}
