import type { EventStream, FeedItem } from '../../packages/subgraph/src/feed/tenant-feeds.js';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { CodedError } from '../../packages/subgraph/src/coded-error.js';

/** What a resolver of the schema is given. */
export interface TestContext {
  readonly number: number;
  readonly isGateway: boolean;
  /** What happened with it, in order. */
  readonly steps: string[];
  readStatusCursor(): Promise<string>;
}

/** A context with its number. */
export function aContext(number: number, isGateway = true): TestContext {
  const steps: string[] = [];
  const readStatusCursor = () => Promise.resolve(`cursor ${steps.push('cursor')}`);
  return { number, isGateway, steps, readStatusCursor };
}

/** What the subscriptions of the test schema stream: events that have nothing but their positions, from 1 on. */
export class Source implements EventStream {
  taken = 0;
  isReturned = false;
  /** Thrown instead of the event. */
  readonly faults = new Map<number, Error>();
  last = Infinity;
  /** What `waiting` waits for. */
  gate: Promise<void> = Promise.resolve();
  waited = 0;
  position = 0;

  get previousPosition(): number {
    return this.position;
  }

  #fail: (fault: Error) => void = () => undefined;
  readonly #failed = new Promise<never>((_, reject) => (this.#fail = reject));

  /** Ends the stream by the fault, while it waits behind the last event. */
  fail(fault: Error): void {
    this.#failed.catch(() => undefined);
    this.#fail(fault);
  }

  async next(): Promise<IteratorResult<FeedItem, void>> {
    this.position = this.taken;
    if (this.taken >= this.last) await this.#failed;
    this.taken += 1;
    const fault = this.faults.get(this.taken);
    if (fault !== undefined) throw fault;
    return { done: false, value: { event: { position: this.taken } as StatusEvent, previousPosition: this.position } };
  }

  return(): Promise<IteratorResult<FeedItem, void>> {
    this.isReturned = true;
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(error: unknown): Promise<IteratorResult<FeedItem, void>> {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }

  handBack(): void {
    this.taken = this.position;
  }

  narrow(): void {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}

/** A schema with one field a kind of answer, and a stream from the source. */
export function createSocketSchema(source: Source): GraphQLSchema {
  const fail = (error: Error) => () => {
    throw error;
  };
  const size = { args: { size: { type: new GraphQLNonNull(GraphQLInt) } } };
  const query = new GraphQLObjectType<unknown, TestContext>({
    name: 'Query',
    fields: {
      waiting: { type: GraphQLString, resolve: () => source.gate.then(() => `waited ${(source.waited += 1)}`) },
      isGateway: { type: GraphQLString, resolve: (_root, _args, { isGateway }) => String(isGateway) },
      hello: { type: GraphQLString, resolve: () => 'hello' },
      padding: { type: GraphQLString, ...size, resolve: (_root, { size }: { size: number }) => 'x'.repeat(size) },
      steps: { type: GraphQLString, resolve: (_root, _args, { steps }) => [...steps, 'resolve'].join() },
      statusCursor: { type: GraphQLString, resolve: (_root, _args, context) => context.readStatusCursor() },
      coded: { type: GraphQLString, resolve: fail(new CodedError('OVERLOADED', 'Come again.', { retryAfterMs: 5 })) },
      broken: { type: GraphQLString, resolve: fail(new Error('the password is 1234')) },
    },
  });
  const mutation = new GraphQLObjectType({
    name: 'Mutation',
    fields: { change: { type: GraphQLString, resolve: () => 'changed' } },
  });
  const item = new GraphQLObjectType<number, TestContext>({
    name: 'Item',
    fields: {
      value: { type: GraphQLInt, resolve: (value) => value },
      context: { type: GraphQLInt, resolve: (_value, _args, { number }) => number },
      padding: { type: GraphQLString, ...size, resolve: (_root, { size }: { size: number }) => 'x'.repeat(size) },
    },
  });
  const subscription = new GraphQLObjectType({
    name: 'Subscription',
    fields: {
      items: { type: item, subscribe: () => source, resolve: ({ event }: FeedItem) => event.position },
      closed: { type: item, subscribe: fail(new CodedError('CURSOR_INVALID', 'No such cursor.')) },
    },
  });
  return new GraphQLSchema({ query, mutation, subscription });
}
