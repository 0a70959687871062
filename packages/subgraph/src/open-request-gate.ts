import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Closers } from './closers.js';
import type { Config } from './config.js';
import type { RequestGate } from './graphql/limits/request-gate.js';
import { createPointBudget } from './graphql/limits/point-budget.js';
import { createRequestGate } from './graphql/limits/request-gate.js';
import { readTrustedDocuments } from './graphql/limits/trusted-documents.js';
import { openRedis } from './open-redis.js';

/** What a gate is opened with. */
interface GateParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly closers: Closers;
}

/** Opens the gate of a server, as its configuration has it. Throws with what to do. */
export async function openRequestGate(
  schema: GraphQLSchema,
  { config, logger, closers }: GateParts,
): Promise<RequestGate> {
  const { points, redisUrl, trustedDocuments } = config;
  const redis = redisUrl === null ? null : await openRedis(redisUrl, logger);
  closers.add(() => {
    redis?.disconnect();
    return Promise.resolve();
  });
  const trusted = trustedDocuments === null ? null : readTrustedDocuments(trustedDocuments);
  return createRequestGate({ schema, budget: createPointBudget({ points, redis }), trusted });
}
