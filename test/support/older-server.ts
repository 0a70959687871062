import type { Database } from '../../packages/subgraph/src/persistence/database.js';

const SECOND_LEDGER = "measure IN ('STAYED', 'FAILED_WITH', 'LEFT_POSITION')";

/**
 * Leaves the tally as a server from before its second ledger leaves it by what it does: counted in the first alone. Without `known`
 * nothing was ever counted in the second.
 */
export async function actAsOlderServer(
  database: Database,
  act: () => Promise<unknown>,
  { known }: { readonly known: boolean } = { known: true },
): Promise<void> {
  const rows = known ? await database.read(`SELECT * FROM tally WHERE ${SECOND_LEDGER}`) : [];
  await act();
  const session = await database.openWriteSession();
  await session.write(`DELETE FROM tally WHERE ${SECOND_LEDGER}`, []);
  for (const { tenant_id: tenantId, subject_kind: kind, measure, slot, state, amount } of rows)
    await session.write(
      'INSERT INTO tally (tenant_id, subject_kind, measure, slot, state, amount) VALUES (?, ?, ?, ?, ?, ?)',
      [...[tenantId, kind, measure, slot, state].map(String), Number(amount)],
    );
  session.release();
}
