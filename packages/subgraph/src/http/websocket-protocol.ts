import type { ExecutionArgs, ExecutionResult, FormattedExecutionResult } from 'graphql';
import type { Context, Server as ProtocolServer, SubscribePayload } from 'graphql-ws';
import type { Logger } from 'pino';
import type { Admission, Credentials } from '../identity/admission.js';
import type { PrincipalSockets } from './principal-sockets.js';
import type { WebSocketConnection } from './websocket-connection.js';
import type { OperationOptions } from './websocket-operations.js';
import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { makeServer } from 'graphql-ws';
import { CodedError } from '../coded-error.js';
import { GATEWAY_SECRET_HEADER } from '../identity/gateway-check.js';
import { CLOSE } from './close-codes.js';
import { LiveOperation } from './live-operation.js';
import { OpeningOperation } from './opening-operation.js';
import { FormattedErrors, toGraphQLError, withCode } from './websocket-faults.js';
import { SocketOperations } from './websocket-operations.js';

/** What the protocol is spoken with. */
export interface ProtocolOptions extends OperationOptions {
  readonly admission: Admission;
  readonly principalSockets: PrincipalSockets;
  /** Operations that may run at once over one socket. */
  readonly maxOperations: number;
  /** The same over a socket of the gateway, which carries what a principal would have over sockets of their own. */
  readonly maxGatewayOperations: number;
  readonly logger: Logger;
  /** How long a client may take to send `connection_init`, in milliseconds; 3 seconds unless given. Then it is closed with 4408. */
  readonly initTimeoutMs?: number;
}

type ConnectionContext = Context<Record<string, unknown> | undefined, WebSocketConnection>;

/** Creates the protocol graphql-transport-ws, as graphql-ws speaks it, with our tokens, codes and streams. */
export function createProtocol(options: ProtocolOptions): ProtocolServer<WebSocketConnection> {
  const operations = new SocketOperations(options);
  const parts = { ...options, operations };
  return makeServer<Record<string, unknown> | undefined, WebSocketConnection>({
    connectionInitWaitTimeout: options.initTimeoutMs ?? 3_000,
    onConnect: (context) => admit(options, context),
    onSubscribe: async ({ extra: connection, subscriptions }, id, payload) => {
      const openStreams = Object.values(subscriptions).filter(isStream).length;
      const refusal = refuseOperation(options, connection, openStreams);
      if (refusal !== null) return [refusal];
      const operation = new OpeningOperation(connection, id);
      subscriptions[id] = operation;
      const prepared = await prepareAdmitted(parts, connection, payload);
      if ('document' in prepared) return { ...prepared, contextValue: operation };
      connection.end();
      return operation.answer(Promise.resolve(prepared));
    },
    execute: (args) => asResult(answerTo(args, operations.execute(operationOf(args), args))),
    subscribe: (args) => answerTo(args, operations.open(operationOf(args), args)),
    onNext: (...[, , , , result]) => asFormatted(result),
    onError: (...[, , , errors]) => errors.flatMap((error) => maskErrors(options, error)),
  });
}

/** Lets in whoever has a valid token; closes the connection of everybody else. */
async function admit(
  { admission, principalSockets, logger }: ProtocolOptions,
  { extra: connection, connectionParams = {} }: ConnectionContext,
): Promise<boolean> {
  try {
    const caller = await admission.admit(credentialsOf(connection, connectionParams));
    const release = principalSockets.take(caller.principal);
    if (release === null) {
      connection.close(...CLOSE.tooManySockets);
      return false;
    }
    // As the client says, under the name of the header that it would send over HTTP.
    connection.admit(caller, connectionParams['x-tessera-channel'] === 'CONSOLE' ? 'CONSOLE' : 'API', release);
    return connection.isOpen;
  } catch (error) {
    const { code, message } = error instanceof CodedError ? error : { code: null, message: '' };
    if (code === 'UNAUTHENTICATED') connection.close(...CLOSE.unauthorized, message);
    else if (code === 'FORBIDDEN') connection.close(...CLOSE.forbidden);
    else {
      logger.error({ err: error }, 'A token cannot be verified');
      connection.close(...CLOSE.tryAgainLater);
    }
    return false;
  }
}

/** A token in `connection_init` goes before the one in the header that opened the socket. Both secrets must be right. */
function credentialsOf({ request: { headers } }: WebSocketConnection, params: Record<string, unknown>): Credentials {
  return {
    authorization: params['authorization'] ?? headers.authorization,
    gatewaySecrets: [headers[GATEWAY_SECRET_HEADER], params['gatewaySecret']],
  };
}

function refuseOperation(
  { maxOperations, maxGatewayOperations }: ProtocolOptions,
  connection: WebSocketConnection,
  openStreams: number,
): GraphQLError | null {
  if (!connection.checkAdmission()) return withCode(new GraphQLError('The token no longer holds.'), 'UNAUTHENTICATED');
  // What the client no longer waits for counts until it has ended; the one that comes is not counted yet.
  const most = connection.hasGatewaySecret ? maxGatewayOperations : maxOperations;
  if (openStreams + connection.running < most) return null;
  const message = `Over one connection at most ${most} operations run at once: end some, or open another.`;
  return withCode(new GraphQLError(message), 'OVERLOADED');
}

/** Prepares an operation of somebody who has points left; what is refused costs some. */
async function prepareAdmitted(
  { gate, operations }: Pick<ProtocolOptions, 'gate'> & { readonly operations: SocketOperations },
  connection: WebSocketConnection,
  payload: SubscribePayload,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { principal } = connection;
  try {
    await gate.begin(principal);
  } catch (error) {
    return [toGraphQLError(error)];
  }
  const prepared = await operations.prepare(payload);
  if (!('document' in prepared)) gate.countRefusal(principal);
  return prepared;
}

/** Whether it streams; what is being opened or answered counts as running. */
function isStream(held: object | null): boolean {
  return held !== null && !(held instanceof OpeningOperation);
}

function answerTo<T extends object>(args: ExecutionArgs, work: Promise<T>): Promise<T> {
  const operation = operationOf(args);
  return operation.answer(operation.end(work), (answer) => {
    if (answer instanceof LiveOperation) void answer.return();
  });
}

/** What `onSubscribe` put there. */
function operationOf({ contextValue }: ExecutionArgs): OpeningOperation {
  return contextValue as OpeningOperation;
}

function maskErrors(options: ProtocolOptions, error: GraphQLError) {
  if (error.originalError instanceof FormattedErrors) return error.originalError.errors;
  return [options.maskError(error, randomUUID())];
}

// graphql-ws wants results with errors as graphql-js makes them, and would format them itself; ours are formatted already, where the
// id of their request is known. `onNext` hands them on as they are, so that nothing ever treats them as the errors they are not.

function asResult(result: Promise<FormattedExecutionResult>): Promise<ExecutionResult> {
  return result as Promise<ExecutionResult>;
}

function asFormatted(result: object): FormattedExecutionResult {
  return result;
}
