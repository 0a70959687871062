import type { FastifyInstance } from 'fastify';
import { within } from '../timers.js';

/** What the health routes ask. */
export interface HealthSource {
  /** Rejects while the database does not answer or a migration has not run. */
  checkDatabase(): Promise<void>;
  readonly drain: DrainState;
}

/** How far the server has come in stopping. */
export interface DrainState {
  /** Whether it was told to stop: requests should go elsewhere. */
  readonly isDraining: boolean;
  /** Whether it refuses what still comes. */
  readonly isClosing: boolean;
}

/** Where the server tells how it is; told to everybody, for whoever watches it has neither token nor secret. */
export const HEALTH_PATHS = { alive: '/livez', ready: '/readyz' } as const;

/** Longer than a check may take, in milliseconds: whoever asks for health does not wait for ever. */
const CHECK_TIMEOUT_MS = 2_000;

/** `/livez`: the process runs. `/readyz`: it can serve; 503 with the reason in a word otherwise. */
export function addHealthRoutes(server: FastifyInstance, source: HealthSource): void {
  server.get(HEALTH_PATHS.alive, () => ({ status: 'ok' }));
  server.get(HEALTH_PATHS.ready, async (request, reply) => {
    const status = await findStatus(source, (error) => request.log.warn({ err: error }, 'the database is not ready'));
    return reply.code(status === 'ok' ? 200 : 503).send({ status });
  });
}

async function findStatus(
  source: HealthSource,
  report: (error: unknown) => void,
): Promise<'ok' | 'draining' | 'database'> {
  if (source.drain.isDraining) return 'draining';
  try {
    await within(CHECK_TIMEOUT_MS, () => source.checkDatabase(), tooLate);
    return 'ok';
  } catch (error) {
    report(error);
    return 'database';
  }
}

function tooLate(): Error {
  return new Error(`No answer within ${CHECK_TIMEOUT_MS} ms`);
}
