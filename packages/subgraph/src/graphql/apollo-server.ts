import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { RequestGate } from './limits/request-gate.js';
import type { ErrorMask } from './mask-error.js';
import type { RequestContext } from './request-context.js';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { DOCUMENT_RULES, PARSE_OPTIONS } from './limits/document-rules.js';
import { EXECUTION_OPTIONS } from './limits/variable-rules.js';
import { createRequestPlugin } from './request-plugin.js';

/** Bytes of documents, as JSON, that are kept parsed and validated; in memory they take about three times as much. */
const KEPT_DOCUMENT_BYTES = 8 * 1_048_576;

/** What the HTTP server of GraphQL is made of. */
export interface ApolloServerOptions {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly maskError: ErrorMask;
  /** What every request passes before it is executed. */
  readonly gate: RequestGate;
  /** Whether everybody with a token may ask for the schema. A gateway gets it either way. */
  readonly introspection: boolean;
  /** Whether gateways are answered with a trace of each request when they ask for one (FTV1). Absent: no. */
  readonly inlineTrace?: boolean;
}

/** Creates the GraphQL server for queries and mutations over HTTP. It is to be started by whoever mounts it. */
export function createApolloServer(options: ApolloServerOptions): ApolloServer<RequestContext> {
  const { schema, logger, maskError, gate, introspection, inlineTrace = false } = options;
  const requestIds = new WeakMap<GraphQLError, string>();
  return new ApolloServer<RequestContext>({
    schema,
    logger,
    introspection,
    parseOptions: PARSE_OPTIONS,
    validationRules: [...DOCUMENT_RULES],
    executionOptions: EXECUTION_OPTIONS,
    documentStore: new InMemoryLRUCache<DocumentNode>({ maxSize: KEPT_DOCUMENT_BYTES }),
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Every error comes as GraphQL has it; its request is known by what the plugin noted.
    formatError: (_, error) => maskError(error as GraphQLError, requestIds.get(error as GraphQLError)),
    plugins: [
      createRequestPlugin(requestIds, gate),
      inlineTrace ? ApolloServerPluginInlineTrace() : ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
}
