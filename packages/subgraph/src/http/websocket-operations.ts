import type { ExecutionArgs, ExecutionResult, FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { EventStream } from '../feed/tenant-feeds.js';
import type { ContextSource } from '../graphql/create-context.js';
import type { MeteredRequest } from '../graphql/limits/request-cost.js';
import type { RequestGate } from '../graphql/limits/request-gate.js';
import type { ErrorMask } from '../graphql/mask-error.js';
import type { FindSharing } from '../graphql/share-key.js';
import type { CursorCodec } from '../log/cursor.js';
import type { DocumentOptions, PrepareOperation } from './prepare-operation.js';
import type { WebSocketConnection } from './websocket-connection.js';
import { randomUUID } from 'node:crypto';
import { createSourceEventStream, execute } from 'graphql';
import { selectsStatusCursor } from '../graphql/selects-status-cursor.js';
import { createSharing } from '../graphql/share-key.js';
import { SharedExecutions } from '../graphql/shared-executions.js';
import { LiveOperation } from './live-operation.js';
import { createPreparation } from './prepare-operation.js';
import { FormattedErrors, toGraphQLError, withInputCode } from './websocket-faults.js';

/** What resolvers are given, as far as it matters here. */
interface OperationContext {
  /** See `RequestContext`. */
  readStatusCursor(): Promise<string>;
}

/** What operations are run with. */
export interface OperationOptions extends Omit<DocumentOptions, 'trusted'> {
  /** What every request passes before it is executed. */
  readonly gate: RequestGate;
  readonly maskError: ErrorMask;
  readonly cursors: Pick<CursorCodec, 'statusCursor'>;
  /** Makes what resolvers are given: once a request, and once an event of a stream. */
  readonly createContext: (source: ContextSource) => OperationContext;
}

/** An operation of a client. */
export interface SocketOperation {
  readonly connection: WebSocketConnection;
  /** As the client gave it. */
  readonly id: string;
}

/** Responsible for running the operations of all sockets. Talks to the gate and to the schema. */
export class SocketOperations {
  /** Why a document cannot be run, with codes; or what to run it with. */
  readonly prepare: PrepareOperation;
  readonly #executions = new SharedExecutions();
  readonly #findSharing: FindSharing;

  constructor(private readonly options: OperationOptions) {
    this.prepare = createPreparation({ ...options, trusted: options.gate.trusted });
    this.#findSharing = createSharing(options.schema);
  }

  /** Runs a query or a mutation once it has passed the gate. Never rejects: every fault is in the result. */
  execute({ connection }: SocketOperation, args: ExecutionArgs): Promise<FormattedExecutionResult> {
    return this.#run(args, connection, this.options.gate);
  }

  /**
   * Opens a stream. What keeps it from being opened is thrown by its first `next`, so that the client learns of every fault in the same
   * way.
   */
  async open(operation: SocketOperation, args: ExecutionArgs): Promise<AsyncIterable<never>> {
    const asker = operation.connection.sourceOf(randomUUID());
    try {
      await this.options.gate.pass(meteredRequest(args), asker);
      const opened = await createSourceEventStream({ ...args, contextValue: this.options.createContext(asker) });
      if (!(Symbol.asyncIterator in opened)) return failing(this.#formatFaults(withInputCode(opened.errors ?? [])));
      // The streams of subscriptions are such; see `enforceAccess`.
      return this.#follow(operation, args, { asker, source: opened as EventStream });
    } catch (error) {
      return failing(this.#formatFaults([error]));
    }
  }

  #follow(
    { connection, id }: SocketOperation,
    args: ExecutionArgs,
    { asker, source }: { readonly asker: ContextSource; readonly source: EventStream },
  ): LiveOperation {
    return new LiveOperation({
      connection,
      id,
      source,
      group: this.#executions.join(this.#findSharing(meteredRequest(args), asker)),
      // The stream has passed the gate, its events follow from it.
      execute: async (item) => JSON.stringify(await this.#run({ ...args, rootValue: item }, connection, null)),
      cursorAt: (position) => this.options.cursors.statusCursor(asker.viewer.tenantId, position),
      format: (fault) => this.#format(fault, randomUUID()),
    });
  }

  async #run(
    args: ExecutionArgs,
    connection: WebSocketConnection,
    gate: RequestGate | null,
  ): Promise<FormattedExecutionResult> {
    const requestId = randomUUID();
    try {
      const source = connection.sourceOf(requestId);
      await gate?.pass(meteredRequest(args), source);
      const contextValue = this.options.createContext(source);
      if (selectsStatusCursor(args.document)) await contextValue.readStatusCursor();
      const result = await execute({ ...args, contextValue });
      const isRefused = result.data === undefined;
      return this.#formatResult(isRefused ? { errors: withInputCode(result.errors ?? []) } : result, requestId);
    } catch (error) {
      return this.#formatResult({ errors: [toGraphQLError(error)] }, requestId);
    }
  }

  #formatResult({ errors, ...result }: ExecutionResult, requestId: string): FormattedExecutionResult {
    if (errors === undefined) return result;
    return { ...result, errors: errors.map((error) => this.#format(error, requestId)) };
  }

  #format(fault: unknown, requestId: string): GraphQLFormattedError {
    return this.options.maskError(toGraphQLError(fault), requestId);
  }

  #formatFaults(faults: readonly unknown[]): FormattedErrors {
    const requestId = randomUUID();
    return new FormattedErrors(faults.map((fault) => this.#format(fault, requestId)));
  }
}

function meteredRequest({ document, operationName, variableValues }: ExecutionArgs): MeteredRequest {
  return { document, operationName: operationName ?? null, variables: variableValues ?? {} };
}

/** A stream that ends with the fault before it has begun. */
function failing(fault: Error): AsyncIterable<never> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(fault) }) };
}
