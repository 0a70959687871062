import type { Logger } from 'pino';
import type { Dialect } from '../persistence/database.js';
import type { Timers } from '../timers.js';
import { CodedError } from '../coded-error.js';
import { pause } from '../timers.js';
import { logUnavailable } from './feed-faults.js';

/** Pauses between attempts, in milliseconds: streams outlive some fifteen seconds without a database. */
const PAUSES_MS = [100, 200, 400, 800, 1_600, 3_200, 8_000] as const;

/** What a patient read needs. */
export interface Patience {
  readonly dialect: Dialect;
  readonly timers: Timers;
  readonly logger: Logger;
}

/**
 * Reads, again after a pause while the database is down. Throws SERVICE_UNAVAILABLE when it stays down or the signal is aborted;
 * any other fault at once.
 */
export async function readPatiently<T>(read: () => Promise<T>, patience: Patience, signal: AbortSignal): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (!isPassing(error, patience.dialect)) throw error;
      const pauseMs = PAUSES_MS[attempt];
      if (pauseMs === undefined || signal.aborted) throw logUnavailable(error);
      patience.logger.warn({ err: error, attempt, pauseMs }, 'The log cannot be read; trying again');
      await pause(patience.timers, pauseMs, signal);
    }
  }
}

function isPassing(error: unknown, dialect: Dialect): boolean {
  if (error instanceof CodedError) return error.code === 'SERVICE_UNAVAILABLE';
  return dialect.classify(error) !== 'STATEMENT';
}
