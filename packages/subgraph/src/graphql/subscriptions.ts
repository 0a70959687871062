import type { ClassType, SubscribeResolverData } from 'type-graphql';
import type { EventFilter, EventStream, FeedItem } from '../feed/tenant-feeds.js';
import type { StatusEvent } from '../log/status-event.js';
import type { RequestContext } from './request-context.js';
import type { Transitions } from './transitions.js';
import { commandConstant } from '@tessera/lifecycle';
import { Arg, Args, ArgsType, Field, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Access } from './access.js';
import { Cursor } from './scalars.js';
import { StatusEventType } from './status-event.type.js';
import { namesOf } from './transition-names.js';
import { SubjectKind } from './vocabulary.js';

/** One argument of a subscription: only events that have its value in one of the columns. */
export interface EventArgument {
  readonly means: string;
  readonly columns: readonly (keyof StatusEvent)[];
}

type StreamArguments = Readonly<Record<string, unknown>>;
type StreamData = SubscribeResolverData<unknown, StreamArguments, RequestContext>;

const AFTER = {
  nullable: true,
  description:
    'Everything since this cursor, then live. Absent: from now on. When the log is no longer kept as far back, the stream ends with CURSOR_EXPIRED.',
} as const;

/** Makes the subscription of a lifecycle: `cardStatusChanged`. */
export function createSubscription(
  { lifecycle, enums, eventType }: Transitions,
  filters: Readonly<Record<string, EventArgument>>,
): ClassType {
  const filterArguments = { ...filters, to: { means: '', columns: ['toState'] } } satisfies Record<
    string,
    EventArgument
  >;
  const subscribe = ({ args, context }: StreamData) =>
    follow(context, createFilter([lifecycle.kind], filterArguments, args), args);
  const name = namesOf(lifecycle).subscription;
  @Resolver()
  class StreamResolver {}
  const target = StreamResolver.prototype;
  const descriptor = addStreamMethod(target, name);
  const entries = Object.entries(filters);
  entries.forEach(([argument, { means }], index) => {
    Arg(argument, () => ID, { nullable: true, description: means })(target, name, index + 1);
  });
  const to = { nullable: true, description: 'Only events that lead to one of these states. Absent: all.' };
  Arg('to', () => [enums.state], to)(target, name, entries.length + 1);
  Arg('after', () => Cursor, AFTER)(target, name, entries.length + 2);
  const description = `Each event of a ${lifecycle.type}, in order, once, as far as the viewer may read.`;
  Access({ by: 'EVENT_READERS' })(target, name, descriptor);
  Subscription(() => eventType, { description, subscribe })(target, name, descriptor);
  return StreamResolver;
}

/** Makes a subscription to the events of one command of a lifecycle: `expiryApproaching`. */
export function createCommandSubscription(
  { lifecycle, eventType }: Transitions,
  { name, command, means }: { readonly name: string; readonly command: string; readonly means: string },
): ClassType {
  const fixed = { kind: lifecycle.kind, command: commandConstant(command) };
  const accepts = (event: StatusEvent) => event.subjectKind === fixed.kind && event.command === fixed.command;
  const subscribe = ({ args, context }: StreamData) => follow(context, { accepts }, args);
  @Resolver()
  class StreamResolver {}
  const target = StreamResolver.prototype;
  const descriptor = addStreamMethod(target, name);
  Arg('after', () => Cursor, AFTER)(target, name, 1);
  Access({ by: 'EVENT_READERS' })(target, name, descriptor);
  Subscription(() => eventType, { description: means, subscribe })(target, name, descriptor);
  return StreamResolver;
}

/** Adds the method of a subscription, which makes the event of what the feed handed over. */
function addStreamMethod(target: object, name: string): PropertyDescriptor {
  const descriptor = { value: eventOf, writable: true, configurable: true };
  Object.defineProperty(target, name, descriptor);
  Root()(target, name, 0);
  return descriptor;
}

@ArgsType()
class StatusChangedArguments {
  @Field(() => [SubjectKind], { nullable: true, description: 'Only events of these kinds of subjects. Absent: all.' })
  declare readonly kinds?: readonly string[] | null;

  @Field(() => Cursor, AFTER)
  declare readonly after?: string | null;
}

/** Responsible for the stream over all kinds. Talks to the feeds. */
@Resolver()
export class StatusStreamResolver {
  @Access({ by: 'EVENT_READERS' })
  @Subscription(() => StatusEventType, {
    description: 'Each event of the whole tenant, in order, once, as far as the viewer may read.',
    subscribe: ({ args, context }: StreamData) => follow(context, createFilter(args['kinds'], {}, args), args),
  })
  statusChanged(
    @Root() item: FeedItem,
    @Args(() => StatusChangedArguments) _given: StatusChangedArguments,
  ): StatusEvent {
    return eventOf(item);
  }
}

/** The filter of a stream: the kinds, and each argument that was given. */
function createFilter(
  kinds: unknown,
  filters: Readonly<Record<string, EventArgument>>,
  args: StreamArguments,
): EventFilter {
  const conditions = Object.entries(filters)
    .filter(([argument]) => args[argument] !== undefined && args[argument] !== null)
    .map(([argument, { columns }]) => ({ columns, values: toSet(args[argument]) }));
  if (kinds !== undefined && kinds !== null) conditions.push({ columns: ['subjectKind'], values: toSet(kinds) });
  return {
    accepts: (event) => conditions.every(({ columns, values }) => columns.some((column) => values.has(event[column]))),
  };
}

function toSet(values: unknown): ReadonlySet<unknown> {
  return new Set(Array.isArray(values) ? (values as unknown[]) : [values]);
}

function follow(
  { services, viewer }: RequestContext,
  filter: EventFilter,
  { after }: StreamArguments,
): Promise<EventStream> {
  const position = typeof after === 'string' ? services.cursors.positionOf(viewer.tenantId, after) : null;
  return services.feeds.follow(viewer, filter, position);
}

/** What every field of a subscription answers. */
export function eventOf({ event }: FeedItem): StatusEvent {
  return event;
}
