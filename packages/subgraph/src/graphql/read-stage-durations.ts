import type { DurationHistogram } from '../log/duration-buckets.js';
import type { Plain } from './plain.js';
import type { RequestContext } from './request-context.js';
import type { CardStageDurationType } from './statistics.type.js';
import type { TimeQuestion } from './stretches.js';
import { quantileOf } from '../log/duration-buckets.js';
import { numberOf } from '../log/subject-tables.js';
import { inTenant } from '../persistence/tenant-scope.js';
import { daysOf } from './stretches.js';

/** What is asked about: a kind, and a time. */
export interface DurationsQuestion extends Omit<TimeQuestion, 'bucket'> {
  readonly kind: string;
}

/** Reads how long subjects of a kind were in the states that they left, in the order of a life. Throws BAD_USER_INPUT. */
export async function readStageDurations(
  context: RequestContext,
  question: DurationsQuestion,
): Promise<readonly Plain<CardStageDurationType>[]> {
  const histograms = await readHistograms(context, question);
  const states = Object.keys(context.services.lifecycles.get(question.kind)?.states ?? {});
  return states.flatMap((state) => {
    const histogram = histograms.get(state);
    return histogram === undefined ? [] : [describe(state, histogram)];
  });
}

function describe(state: string, histogram: DurationHistogram): Plain<CardStageDurationType> {
  const count = [...histogram.values()].reduce((sum, each) => sum + each, 0);
  return { state, count, medianMs: quantileOf(histogram, 0.5), p95Ms: quantileOf(histogram, 0.95) };
}

/** By state. */
async function readHistograms(
  { services, viewer }: RequestContext,
  { kind, from, to }: DurationsQuestion,
): Promise<ReadonlyMap<string, DurationHistogram>> {
  const { first, end, characters } = daysOf({ from, to });
  const wanted = 'subject_kind = ? AND measure = ? AND slot >= ? AND slot < ?';
  const where = inTenant(viewer.tenantId, wanted, [kind, 'STAYED', first, end]);
  const rows = await services.database.read(
    `SELECT state, SUBSTR(slot, ${characters + 2}) AS bucket, SUM(amount) AS amount FROM ${services.log.tally.name}
    WHERE ${where.sql} GROUP BY 1, 2`,
    where.parameters,
  );
  const histograms = new Map<string, Map<number, number>>();
  for (const row of rows) {
    const state = String(row['state']);
    const histogram = histograms.get(state) ?? new Map<number, number>();
    histograms.set(state, histogram.set(numberOf(row, 'bucket'), numberOf(row, 'amount')));
  }
  return histograms;
}
