import type { GraphQLSchema } from 'graphql';
import type { Redis } from 'ioredis';
import type { Config } from './config.js';
import type { RequestGate } from './graphql/limits/request-gate.js';
import { createPointBudget } from './graphql/limits/point-budget.js';
import { createRequestGate } from './graphql/limits/request-gate.js';
import { readTrustedDocuments } from './graphql/limits/trusted-documents.js';

/** What a gate is opened with. */
interface GateParts {
  readonly config: Config;
  readonly redis: Redis | null;
}

/** Opens the gate of a server, as its configuration has it. Throws with what to do. */
export function openRequestGate(schema: GraphQLSchema, { config, redis }: GateParts): RequestGate {
  const { points, trustedDocuments } = config;
  const trusted = trustedDocuments === null ? null : readTrustedDocuments(trustedDocuments);
  return createRequestGate({ schema, budget: createPointBudget({ points, redis }), trusted });
}
