import type { GraphQLFormattedError } from 'graphql';
import type { EventStream, FeedItem } from '../feed/tenant-feeds.js';
import type { SharingGroup } from '../graphql/shared-executions.js';
import type { StreamEnd } from './stream-ends.js';
import type { WebSocketConnection } from './websocket-connection.js';
import { FeedsClosedError } from '../feed/feed-faults.js';
import { CLOSE } from './close-codes.js';
import { waitForever } from './opening-operation.js';
import { endOfFault, toldOnClose } from './stream-ends.js';
import { FormattedErrors } from './websocket-faults.js';

/** What a stream over a socket is made of. */
export interface LiveOperationOptions {
  readonly connection: WebSocketConnection;
  /** The operation's id, as the client gave it. */
  readonly id: string;
  readonly source: EventStream;
  readonly group: SharingGroup;
  /** Executes the operation on one event; answers the result as JSON. */
  readonly execute: (item: FeedItem) => Promise<string>;
  readonly cursorAt: (position: number) => string;
  /** What the client is told of a fault. */
  readonly format: (fault: unknown) => GraphQLFormattedError;
}

const OVER: IteratorReturnResult<void> = { done: true, value: undefined };

/**
 * Responsible for one stream over a socket: an event is executed and sent only when the client has taken what was sent before, and every
 * end that the client did not ask for is told with the last cursor. To the protocol it is a stream without items, which lasts as long as it
 * does: its messages are the same for all who share an execution, and are sent as they are. Talks to the feed and to the connection.
 */
export class LiveOperation implements AsyncGenerator<never, void, void> {
  #running: Promise<IteratorReturnResult<void>> | null = null;
  #hasEnded = false;
  #isReturned = false;
  readonly #head: string;

  constructor(private readonly options: LiveOperationOptions) {
    this.#head = `{"id":${JSON.stringify(options.id)},"type":"next","payload":`;
    options.connection.addStream(this);
  }

  /** Sends until the end; then it is done, or throws what the client is to be told. Never settles once it was returned. */
  next(): Promise<IteratorResult<never, void>> {
    this.#running ??= this.#run();
    return this.#running;
  }

  /** To be called when the client has completed it or is gone: its id may stand for another operation from now on. */
  async return(): Promise<IteratorResult<never, void>> {
    this.#isReturned = true;
    await this.#end();
    return OVER;
  }

  async throw(error: unknown): Promise<IteratorResult<never, void>> {
    await this.#end();
    throw error;
  }

  /** Tells the client why the connection is about to be closed. Nothing comes after it. */
  tellEnd(end: StreamEnd): void {
    if (this.#hasEnded) return;
    const { connection, id } = this.options;
    const payload = [this.#describe(toldOnClose(end), end)];
    void connection.send(JSON.stringify({ id, type: 'error', payload }));
    void this.#end();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  async #run(): Promise<IteratorReturnResult<void>> {
    const { source, group, execute, connection } = this.options;
    try {
      for (;;) {
        const { done, value: item } = await source.next();
        if (done === true || !this.#isAdmitted()) break;
        if (connection.isFull) {
          source.handBack();
          await connection.whenDrained();
          continue;
        }
        const answer = await group.answer(item, () => execute(item));
        if (!this.#isOpen()) break;
        connection.post(`${this.#head}${answer}}`);
      }
    } catch (fault) {
      this.#throwFault(fault);
    }
    await this.#end();
    return this.#isReturned ? waitForever() : OVER;
  }

  #isAdmitted(): boolean {
    return this.options.connection.checkAdmission() && this.#isOpen();
  }

  #isOpen(): boolean {
    return !this.#hasEnded && this.options.connection.isOpen;
  }

  #throwFault(fault: unknown): void {
    if (fault instanceof FeedsClosedError) this.options.connection.close(...CLOSE.drain);
    if (!this.#isOpen()) return;
    const formatted = this.#describe(fault);
    void this.#end();
    throw new FormattedErrors([formatted]);
  }

  #describe(fault: unknown, end?: StreamEnd): GraphQLFormattedError {
    const { format, cursorAt, source } = this.options;
    const formatted = format(fault);
    const streamEnd = end ?? endOfFault(formatted.extensions?.['code']);
    const cursors = { previousCursor: cursorAt(source.previousPosition), lastCursor: cursorAt(source.position) };
    return { ...formatted, extensions: { ...formatted.extensions, streamEnd, ...cursors } };
  }

  async #end(): Promise<void> {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.options.connection.dropStream(this);
    this.options.group.leave();
    await this.options.source.return();
  }
}
