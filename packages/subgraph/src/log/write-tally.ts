import type { Batch } from './batch.js';
import type { BatchTarget } from './batch-target.js';
import { catchUp } from './catch-up-tally.js';
import { tallyChanges } from './tally-changes.js';
import { addAmounts, insertAmounts, readAmounts } from './tally-statements.js';
import { cellKey, LEDGERS } from './tally.js';

/**
 * Brings the tenant's numbers to what a batch has made of them: by one statement, as long as all of them are there. Where something
 * was written to the log that is not counted, by a server from before the tally or a ledger of it, that is made up for. To be called
 * last of all that is written, while the tenant's row is locked.
 */
export async function writeTally(target: BatchTarget, batch: Batch, newHead: number): Promise<void> {
  const { tenantId, head } = batch.context;
  const changes = tallyChanges(batch);
  const reaches = LEDGERS.map(({ reach }) => ({ ...reach, amount: newHead - head.position, from: head.position }));
  const steps = [...reaches, ...changes];
  if ((await addAmounts(target, tenantId, steps)) === steps.length) return;
  const known = await readAmounts(target, tenantId, steps);
  const missing = changes.filter((change) => !known.has(cellKey(change)));
  await insertAmounts(target, tenantId, missing);
  for (const ledger of LEDGERS) {
    const counted = known.get(cellKey(ledger.reach)) ?? null;
    if (counted !== newHead) await catchUp(target, batch, { ledger, counted, newHead });
  }
}
