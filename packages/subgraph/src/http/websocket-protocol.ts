import type { ExecutionArgs, ExecutionResult, FormattedExecutionResult } from 'graphql';
import type { Context, Server as ProtocolServer } from 'graphql-ws';
import type { Logger } from 'pino';
import type { Authenticator } from '../identity/principal.js';
import type { OperationOptions } from './websocket-operations.js';
import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { makeServer } from 'graphql-ws';
import { CodedError } from '../coded-error.js';
import { CLOSE, WebSocketConnection } from './websocket-connection.js';
import { FormattedErrors, withCode } from './websocket-faults.js';
import { executeOperation, openStream, prepareOperation } from './websocket-operations.js';

/** Operations that may run at once over one socket; a gateway carries many clients' over its own. */
const MAX_OPERATIONS = 1_000;

/** What the protocol is spoken with. */
export interface ProtocolOptions extends OperationOptions {
  readonly authenticator: Authenticator;
  readonly logger: Logger;
  /** How long a client may take to send `connection_init`, in milliseconds; 3 seconds unless given. Then it is closed with 4408. */
  readonly initTimeoutMs?: number;
}

type ConnectionContext = Context<Record<string, unknown> | undefined, WebSocketConnection>;

/** Creates the protocol graphql-transport-ws, as graphql-ws speaks it, with our tokens, codes and streams. */
export function createProtocol(options: ProtocolOptions): ProtocolServer<WebSocketConnection> {
  return makeServer<Record<string, unknown> | undefined, WebSocketConnection>({
    connectionInitWaitTimeout: options.initTimeoutMs ?? 3_000,
    onConnect: (context) => admit(options, context),
    onSubscribe: ({ extra, subscriptions }, _id, payload) => {
      const refusal = refuseOperation(extra, Object.keys(subscriptions).length);
      if (refusal !== null) return [refusal];
      const prepared = prepareOperation(options, payload);
      return 'document' in prepared ? { ...prepared, contextValue: extra } : prepared;
    },
    execute: (args) => asResult(executeOperation(options, connectionOf(args), args)),
    subscribe: (args) => asStream(openStream(options, connectionOf(args), args)),
    onNext: (...[, , , , result]) => asFormatted(result),
    onError: (...[, , , errors]) => errors.flatMap((error) => formatError(options, error)),
  });
}

/** Lets in whoever has a valid token; closes the connection of everybody else. */
async function admit(
  { authenticator, logger }: ProtocolOptions,
  { extra: connection, connectionParams }: ConnectionContext,
): Promise<boolean> {
  try {
    const principal = await authenticator.authenticate(connectionParams?.['authorization']);
    // As the client says, under the name of the header that it would send over HTTP.
    connection.admit(principal, connectionParams?.['x-tessera-channel'] === 'CONSOLE' ? 'CONSOLE' : 'API');
    return connection.checkExpiry();
  } catch (error) {
    if (error instanceof CodedError && error.code === 'UNAUTHENTICATED') {
      connection.close(...CLOSE.unauthorized);
    } else {
      logger.error({ err: error }, 'A token cannot be verified');
      connection.close(...CLOSE.tryAgainLater);
    }
    return false;
  }
}

function refuseOperation(connection: WebSocketConnection, count: number): GraphQLError | null {
  if (!connection.checkExpiry()) return withCode(new GraphQLError('The token has expired.'), 'UNAUTHENTICATED');
  if (count <= MAX_OPERATIONS) return null;
  const message = `Over one connection at most ${MAX_OPERATIONS} operations run at once: end some, or open another.`;
  return withCode(new GraphQLError(message), 'OVERLOADED');
}

function connectionOf({ contextValue }: ExecutionArgs): WebSocketConnection {
  if (contextValue instanceof WebSocketConnection) return contextValue;
  throw new Error('An operation without its connection');
}

function formatError(options: ProtocolOptions, error: GraphQLError) {
  if (error.originalError instanceof FormattedErrors) return error.originalError.errors;
  return [options.formatError(error, randomUUID())];
}

// graphql-ws wants results with errors as graphql-js makes them, and would format them itself; ours are formatted already, where the
// id of their request is known. `onNext` hands them on as they are, so that nothing ever treats them as the errors they are not.

function asResult(result: Promise<FormattedExecutionResult>): Promise<ExecutionResult> {
  return result as Promise<ExecutionResult>;
}

function asStream(stream: Promise<AsyncGenerator<FormattedExecutionResult, void, void>>) {
  return stream as Promise<AsyncGenerator<ExecutionResult, void, void>>;
}

function asFormatted(result: object): FormattedExecutionResult {
  return result;
}
