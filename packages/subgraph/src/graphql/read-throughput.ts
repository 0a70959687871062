import type { Plain } from './plain.js';
import type { RequestContext } from './request-context.js';
import type { CardThroughputType, TimeBucket } from './statistics.type.js';
import { DAY_MS } from '@tessera/lifecycle';
import { CodedError } from '../coded-error.js';
import { numberOf } from '../log/subject-tables.js';
import { hourSlot } from '../log/tally.js';
import { inTenant } from '../persistence/tenant-scope.js';

/** What is asked about: a kind, a time, and what it is cut into. */
export interface ThroughputQuestion {
  readonly kind: string;
  readonly from: Date;
  readonly to: Date;
  readonly bucket: TimeBucket;
}

/** How long each stretch is, how many days may be asked for at once, and how many characters of an hour's slot name it. */
const BUCKETS = {
  HOUR: { length: DAY_MS / 24, maxDays: 31, characters: 13 },
  DAY: { length: DAY_MS, maxDays: 366, characters: 10 },
} as const satisfies Record<TimeBucket, object>;

/** Reads how many subjects of a kind came into each state, by stretch of time, oldest first. Throws BAD_USER_INPUT. */
export async function readThroughput(
  { services, viewer }: RequestContext,
  { kind, from, to, bucket }: ThroughputQuestion,
): Promise<readonly Plain<CardThroughputType>[]> {
  const { length, maxDays, characters } = BUCKETS[bucket];
  checkRange({ from, to }, `${maxDays} days by ${bucket}`, maxDays);
  const first = hourSlot(new Date(Math.floor(from.getTime() / length) * length));
  const end = hourSlot(new Date(Math.ceil(to.getTime() / length) * length));
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

/** Refuses a time that ends before it begins or is longer than is read at once. Throws BAD_USER_INPUT. */
function checkRange({ from, to }: { readonly from: Date; readonly to: Date }, most: string, maxDays: number): void {
  if (from >= to) throw new CodedError('BAD_USER_INPUT', 'from: give a moment before `to`.');
  if (to.getTime() - from.getTime() > maxDays * DAY_MS)
    throw new CodedError('BAD_USER_INPUT', `to: ask for at most ${most}; ask again for the rest.`);
}

function beginningOf(stretch: string): Date {
  const [day = '', hour = '00'] = stretch.split(' ');
  return new Date(`${day}T${hour}:00:00.000Z`);
}
