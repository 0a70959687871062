/**
 * How long each part of a stop may take at most, in milliseconds. They follow one another, and together they stay below the 15 seconds
 * after which whoever runs the server may kill it.
 */
export const DRAIN_BUDGET = {
  /** Everything is served still, so that whoever sends requests here can notice. The most that may be configured. */
  graceMs: 5_000,
  /** Requests in flight end: longer than any request has (`request-time.ts`). Sockets, closed meanwhile, have 3 seconds of it. */
  inFlightMs: 7_500,
  /** The jobs, the writer, the feeds, Redis and the database are closed. */
  restMs: 2_000,
} as const;

/** When a process that is told to stop ends, whatever still runs in it, in milliseconds. */
export const LONGEST_DRAIN_MS = DRAIN_BUDGET.graceMs + DRAIN_BUDGET.inFlightMs + DRAIN_BUDGET.restMs;
