import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { RequestContext } from './request-context.js';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { CodedError } from '../coded-error.js';
import { selectsStatusCursor } from './selects-status-cursor.js';

/**
 * Responsible for what happens to every request before its fields are resolved: the head of the log is read first where it is asked
 * for, and streams are sent to where they are served. Notes the request's id with each of its errors.
 */
export function createRequestPlugin(requestIds: WeakMap<GraphQLError, string>): ApolloServerPlugin<RequestContext> {
  const listener: GraphQLRequestListener<RequestContext> = {
    async didResolveOperation({ operation, document, contextValue }) {
      if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw refuseStream();
      if (selectsStatusCursor(document)) await contextValue.readStatusCursor().catch(rethrowWithStatus);
    },
    didEncounterErrors({ errors, contextValue }) {
      for (const error of errors) requestIds.set(error, contextValue.requestId);
      return Promise.resolve();
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

function refuseStream(): GraphQLError {
  const message = 'Subscribe over WebSocket, at the same address and with the protocol graphql-transport-ws.';
  return withStatus(new CodedError('BAD_REQUEST', message), 400);
}

/** Nothing of the request was executed: without the head it is as if the server were not there. */
function rethrowWithStatus(error: unknown): never {
  throw error instanceof CodedError ? withStatus(error, 503) : error;
}

function withStatus(error: CodedError, status: number): GraphQLError {
  return new GraphQLError(error.message, { originalError: error, extensions: { http: { status } } });
}
