import type { Plain } from './plain.js';
import type { RequestContext } from './request-context.js';
import type { CardThroughputType } from './statistics.type.js';
import type { TimeQuestion } from './stretches.js';
import { numberOf } from '../log/subject-tables.js';
import { inTenant } from '../persistence/tenant-scope.js';
import { beginningOf, stretchesOf } from './stretches.js';

/** What is asked about: a kind, a time, and what it is cut into. */
export interface ThroughputQuestion extends TimeQuestion {
  readonly kind: string;
}

/** Reads how many subjects of a kind came into each state, by stretch of time, oldest first. Throws BAD_USER_INPUT. */
export async function readThroughput(
  { services, viewer }: RequestContext,
  { kind, ...time }: ThroughputQuestion,
): Promise<readonly Plain<CardThroughputType>[]> {
  const { first, end, characters } = stretchesOf(time);
  const wanted = 'subject_kind = ? AND measure = ? AND slot >= ? AND slot < ?';
  const where = inTenant(viewer.tenantId, wanted, [kind, 'ENTERED', first, end]);
  const rows = await services.database.read(
    `SELECT SUBSTR(slot, 1, ${characters}) AS stretch, state, SUM(amount) AS amount FROM ${services.log.tally.name}
    WHERE ${where.sql} GROUP BY 1, 2 ORDER BY 1, 2`,
    where.parameters,
  );
  return rows.map((row) => ({
    from: beginningOf(String(row['stretch'])),
    state: String(row['state']),
    count: numberOf(row, 'amount'),
  }));
}
