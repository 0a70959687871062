import type { Batch } from './batch.js';
import type { BatchTarget } from './batch-statements.js';
import { catchUp } from './catch-up-tally.js';
import { tallyChanges } from './tally-changes.js';
import { addAmounts, insertAmounts, isCell, readAmounts } from './tally-statements.js';
import { cellKey, POSITION_CELL } from './tally.js';

/**
 * Brings the tenant's numbers to what a batch has made of them: by one statement, as long as all of them are there. Where something
 * was written to the log that is not counted, by a server from before the tally, that is made up for. To be called last of all that
 * is written, while the tenant's row is locked.
 */
export async function writeTally(target: BatchTarget, batch: Batch, newHead: number): Promise<void> {
  const { tenantId, head } = batch.context;
  const changes = tallyChanges(batch);
  const position = isCell(POSITION_CELL);
  const upToHere = { sql: `${position.sql} AND amount = ?`, parameters: [...position.parameters, head.position] };
  const matched = await addAmounts(target, tenantId, {
    amounts: [...changes, { ...POSITION_CELL, amount: newHead - head.position }],
    wanted: [...changes.map(isCell), upToHere],
  });
  if (matched === changes.length + 1) return;
  const known = await readAmounts(target, tenantId, [...changes, POSITION_CELL]);
  const missing = changes.filter((change) => !known.has(cellKey(change)));
  await insertAmounts(target, tenantId, missing);
  const counted = known.get(cellKey(POSITION_CELL)) ?? null;
  if (counted !== newHead) await catchUp(target, batch, { counted, newHead });
}
