/** A number of failures of one code in a stretch of time. */
export interface FailureCount {
  readonly code: string;
  readonly category: string;
  readonly count: number;
}

/** Adds failures up by code, the most frequent first. */
export function groupFailures(failures: readonly FailureCount[]): readonly FailureCount[] {
  const sums = new Map<string, FailureCount>();
  for (const { code, category, count } of failures) {
    // A code that may be told on either side has a category of each.
    const key = `${category} ${code}`;
    sums.set(key, { code, category, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums.values()].sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
}
