import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import type { RequestGate } from './limits/request-gate.js';
import type { RequestContext } from './request-context.js';
import { HeaderMap } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { CodedError, ERROR_CODES } from '../coded-error.js';
import { headersOfFault } from '../fault-headers.js';
import { selectsStatusCursor } from './selects-status-cursor.js';

/**
 * Responsible for what happens to every request before its fields are resolved: it passes the gate, the head of the log is read first
 * where it is asked for, and streams are sent to where they are served. Notes the request's id with each of its errors.
 */
export function createRequestPlugin(
  requestIds: WeakMap<GraphQLError, string>,
  gate: RequestGate,
): ApolloServerPlugin<RequestContext> {
  const listener: GraphQLRequestListener<RequestContext> = {
    async didResolveOperation({ operation, document, request, contextValue }) {
      const { operationName = null, variables = {} } = request;
      try {
        if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw refuseStream();
        await gate.pass({ document, operationName, variables }, contextValue);
        if (selectsStatusCursor(document)) await contextValue.readStatusCursor();
      } catch (error) {
        throw withStatus(error);
      }
    },
    didEncounterErrors({ errors, operation, contextValue }) {
      // What was refused at the gate was counted there.
      if (operation === undefined) gate.countRefusal(contextValue);
      for (const error of errors) requestIds.set(error, contextValue.requestId);
      return Promise.resolve();
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

function refuseStream(): CodedError {
  const message = 'Subscribe over WebSocket, at the same address and with the protocol graphql-transport-ws.';
  return new CodedError('BAD_REQUEST', message);
}

/** Nothing of the request was executed: the status says what the code says. */
function withStatus(error: unknown): unknown {
  const coded = codedErrorOf(error);
  if (coded === null) return error;
  const http = {
    status: ERROR_CODES[coded.code].status,
    headers: new HeaderMap(Object.entries(headersOfFault(coded))),
  };
  return new GraphQLError(coded.message, { originalError: coded, extensions: { http } });
}

function codedErrorOf(error: unknown): CodedError | null {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  return cause instanceof CodedError ? cause : null;
}
