import type { Plain } from '../graphql/plain.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { TimeQuestion } from '../graphql/stretches.js';
import type { SqlRow } from '../persistence/database.js';
import type { ProductionFailureCountType } from './production-failures.type.js';
import { isProductionErrorCode, productionErrorRule } from '@tessera/lifecycle';
import { beginningOf, stretchesOf } from '../graphql/stretches.js';
import { numberOf } from '../log/subject-tables.js';
import { inTenant } from '../persistence/tenant-scope.js';
import { sideOf } from './describe-production.js';

/** Characters of a slot before the state: those of the hour. */
const HOUR_CHARACTERS = 13;

/** Reads how many operations ended with each error code, by stretch of time, oldest first. Throws BAD_USER_INPUT. */
export async function readFailures(
  { services, viewer }: RequestContext,
  time: TimeQuestion,
): Promise<readonly Plain<ProductionFailureCountType>[]> {
  const { first, end, characters } = stretchesOf(time);
  const wanted = 'subject_kind = ? AND measure = ? AND slot >= ? AND slot < ?';
  const where = inTenant(viewer.tenantId, wanted, ['PRODUCTION_OPERATION', 'FAILED_WITH', first, end]);
  // The code stands in the place of a state, and the state behind the hour.
  const rows = await services.database.read(
    `SELECT SUBSTR(slot, 1, ${characters}) AS stretch, state AS code, SUBSTR(slot, ${HOUR_CHARACTERS + 2}) AS ended_in,
      SUM(amount) AS amount FROM ${services.log.tally.name} WHERE ${where.sql} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    where.parameters,
  );
  return rows.map(toFailureCount);
}

function toFailureCount(row: SqlRow): Plain<ProductionFailureCountType> {
  const code = String(row['code']);
  if (!isProductionErrorCode(code)) throw new Error(`The tally counts ${code}, which is no code`);
  const { category } = productionErrorRule(code, sideOf(String(row['ended_in'])));
  return { from: beginningOf(String(row['stretch'])), code, category, count: numberOf(row, 'amount') };
}
