// The reference of streams that cannot be shared: plain graphql-ws over ws, which executes each event for each subscriber.
import type { EventSample, ToldEvent } from './support/event-source.js';
import { buildSchema, GraphQLError, GraphQLScalarType } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { answerQuestions, readSettings } from './support/child-program.js';
import { EventQueue } from './support/event-queue.js';
import { startEventSource } from './support/event-source.js';
import { createServerAnswers } from './support/server-answers.js';

const SDL = `
  scalar Cursor
  scalar DateTime
  enum SubjectKind { CARD }
  enum TransitionChannel { API }
  enum ReasonCode { MISLAID LEAVE SUSPECTED_MISUSE OTHER }
  enum CardState {
    REGISTERED REQUESTED ABORTED REJECTED PROCESSING FAILED ORDERED IN_PRODUCTION PRODUCED ACTIVE INACTIVE EXPIRED LOCKED
  }
  type CardStatusEvent {
    id: ID!
    cursor: Cursor!
    previousCursor: Cursor
    subjectKind: SubjectKind!
    subjectId: ID!
    sequence: Int!
    commandName: String!
    fromState: String
    toState: String
    reason: ReasonCode
    comment: String
    channel: TransitionChannel!
    causedBy: ID
    requestId: String
    occurredAt: DateTime!
  }
  type Query { ready: Boolean! }
  type Subscription { cardStatusChanged(to: [CardState!], after: Cursor): CardStatusEvent! }
`;

const queues = new Set<EventQueue<ToldEvent>>();
const { url, sockets } = await startEventSource(readSettings() as EventSample, (event) => {
  for (const queue of queues) queue.push(event);
});

useServer({ schema: createSchema() }, sockets);
answerQuestions(createServerAnswers(url));

function createSchema() {
  const schema = buildSchema(SDL);
  const dateTime = schema.getType('DateTime');
  const field = schema.getSubscriptionType()?.getFields()['cardStatusChanged'];
  if (!(dateTime instanceof GraphQLScalarType) || field === undefined) throw new Error('Not in the schema');
  dateTime.serialize = serializeTime;
  field.subscribe = (_, { to }: { to?: readonly string[] }) => follow(to);
  field.resolve = (event: ToldEvent) => event;
  return schema;
}

function serializeTime(value: unknown): string {
  if (!(value instanceof Date)) throw new GraphQLError('Not a time');
  return value.toISOString();
}

/** All events from now on that lead to one of these states. */
function follow(to: readonly string[] | undefined): EventQueue<ToldEvent> {
  const states = to === undefined ? null : new Set<unknown>(to);
  const queue = new EventQueue<ToldEvent>({
    accepts: (event) => states?.has(event['toState']) ?? true,
    onEnd: () => queues.delete(queue),
  });
  queues.add(queue);
  return queue;
}
