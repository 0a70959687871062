import type {
  DocumentNode,
  ExecutionArgs,
  ExecutionResult,
  FormattedExecutionResult,
  GraphQLSchema,
  ValidationRule,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { ErrorCode } from '../coded-error.js';
import type { ContextSource } from '../graphql/create-context.js';
import type { MeteredRequest } from '../graphql/limits/request-cost.js';
import type { RequestGate } from '../graphql/limits/request-gate.js';
import type { TrustedDocuments } from '../graphql/limits/trusted-documents.js';
import type { ErrorMask } from '../graphql/mask-error.js';
import type { WebSocketConnection } from './websocket-connection.js';
import { randomUUID } from 'node:crypto';
import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { CodedError } from '../coded-error.js';
import { FeedsClosedError } from '../feed/feed-faults.js';
import { DOCUMENT_RULES, excessOf, PARSE_OPTIONS } from '../graphql/limits/document-rules.js';
import { withDocumentText } from '../graphql/limits/trusted-documents.js';
import { EXECUTION_OPTIONS } from '../graphql/limits/variable-rules.js';
import { selectsStatusCursor } from '../graphql/selects-status-cursor.js';
import { CLOSE } from './close-codes.js';
import { FormattedErrors, toGraphQLError, withCode, withInputCode } from './websocket-faults.js';
import { ResultStream } from './websocket-stream.js';

/** What resolvers are given, as far as it matters here. */
interface OperationContext {
  /** See `RequestContext`. */
  readStatusCursor(): Promise<string>;
}

/** What operations are run with. */
export interface OperationOptions {
  readonly schema: GraphQLSchema;
  /** Beside those of the specification. */
  readonly validationRules?: readonly ValidationRule[];
  /** What every request passes before it is executed. */
  readonly gate: RequestGate;
  readonly maskError: ErrorMask;
  /** Makes what resolvers are given: once a request, and once an event of a stream. */
  readonly createContext: (source: ContextSource) => OperationContext;
}

/** Why a document cannot be run, with codes; or what to run it with. */
export function prepareOperation(
  { schema, gate, validationRules = [] }: OperationOptions,
  payload: SubscribePayload,
): ExecutionArgs | readonly GraphQLError[] {
  const { variables, operationName } = payload;
  const document = parseDocument(gate.trusted, payload);
  if (document instanceof GraphQLError) return [document];
  const faults = validate(schema, document, [...specifiedRules, ...DOCUMENT_RULES, ...validationRules]);
  if (faults.length > 0) return faults.map((fault) => withDocumentCode(fault, 'GRAPHQL_VALIDATION_FAILED'));
  if (!getOperationAST(document, operationName)) {
    const message = 'Name one of the operations of the document in `operationName`.';
    return [withCode(new GraphQLError(message), 'BAD_REQUEST')];
  }
  const asked = { document, variableValues: variables ?? null, operationName: operationName ?? null };
  return { schema, ...asked, options: EXECUTION_OPTIONS };
}

/** Runs a query or a mutation once it has passed the gate. Never rejects: every fault is in the result. */
export function executeOperation(
  options: OperationOptions,
  connection: WebSocketConnection,
  args: ExecutionArgs,
): Promise<FormattedExecutionResult> {
  return run(options, connection, { args, gate: options.gate });
}

/** Runs a query, a mutation, or a stream's operation on one event: the stream has passed the gate, its events follow from it. */
async function run(
  options: OperationOptions,
  connection: WebSocketConnection,
  { args, gate }: { readonly args: ExecutionArgs; readonly gate: RequestGate | null },
): Promise<FormattedExecutionResult> {
  const requestId = randomUUID();
  try {
    const source = connection.sourceOf(requestId);
    await gate?.pass(meteredRequest(args), source);
    const contextValue = options.createContext(source);
    if (selectsStatusCursor(args.document)) await contextValue.readStatusCursor();
    const result = await execute({ ...args, contextValue });
    const isRefused = result.data === undefined;
    return formatResult(options, isRefused ? { errors: withInputCode(result.errors ?? []) } : result, requestId);
  } catch (error) {
    return formatResult(options, { errors: [toGraphQLError(error)] }, requestId);
  }
}

/**
 * Opens a stream. Each event is executed with a context of its own, when its turn comes. What keeps it from being opened is thrown by
 * its first `next`, so that the client learns of every fault in the same way.
 */
export async function openStream(
  options: OperationOptions,
  connection: WebSocketConnection,
  args: ExecutionArgs,
): Promise<AsyncGenerator<FormattedExecutionResult, void, void>> {
  return new ResultStream({
    source: await openSource(options, connection, args),
    waitForTurn: async () => {
      await connection.whenDrained();
      return connection.checkAdmission();
    },
    execute: (event) => run(options, connection, { args: { ...args, rootValue: event }, gate: null }),
    faultOf: (error) => {
      const fault = toGraphQLError(error);
      if (fault.originalError instanceof FeedsClosedError) connection.close(...CLOSE.drain);
      if (!connection.isOpen) return null;
      return error instanceof FormattedErrors ? error : formatFaults(options, [fault]);
    },
  });
}

async function openSource(
  options: OperationOptions,
  connection: WebSocketConnection,
  args: ExecutionArgs,
): Promise<AsyncIterable<unknown>> {
  try {
    const source = connection.sourceOf(randomUUID());
    await options.gate.pass(meteredRequest(args), source);
    const events = await createSourceEventStream({ ...args, contextValue: options.createContext(source) });
    if (Symbol.asyncIterator in events) return events;
    const faults = withInputCode(events.errors ?? []);
    return failing(faults.length === 1 ? faults[0] : formatFaults(options, faults));
  } catch (error) {
    return failing(error);
  }
}

function meteredRequest({ document, operationName, variableValues }: ExecutionArgs): MeteredRequest {
  return { document, operationName: operationName ?? null, variables: variableValues ?? {} };
}

/** A stream that ends with the fault. */
function failing(fault: unknown): AsyncIterable<unknown> {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever was thrown is handed on as it is
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(fault) }) };
}

/** A document by its text or, as over HTTP, by its id; the protocol then wants an empty text beside it. */
function parseDocument(trusted: TrustedDocuments | null, payload: SubscribePayload): DocumentNode | GraphQLError {
  try {
    return parse(withDocumentText(trusted, payload).query, PARSE_OPTIONS);
  } catch (error) {
    return withDocumentCode(toGraphQLError(error), 'GRAPHQL_PARSE_FAILED');
  }
}

/** Our own rules give their errors a code themselves. */
function withDocumentCode(fault: GraphQLError, code: ErrorCode): GraphQLError {
  if (fault.originalError instanceof CodedError) return fault;
  const excess = excessOf(fault);
  return excess === null ? withCode(fault, code) : toGraphQLError(excess);
}

function formatResult(
  { maskError }: OperationOptions,
  { errors, ...result }: ExecutionResult,
  requestId: string,
): FormattedExecutionResult {
  return errors === undefined ? result : { ...result, errors: errors.map((error) => maskError(error, requestId)) };
}

function formatFaults({ maskError }: OperationOptions, faults: readonly GraphQLError[]): FormattedErrors {
  const requestId = randomUUID();
  return new FormattedErrors(faults.map((fault) => maskError(fault, requestId)));
}
