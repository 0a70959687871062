import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import type { ClassType } from 'type-graphql';
import type { FeedItem } from '../feed/tenant-feeds.js';
import type { StatusEvent } from '../log/status-event.js';
import type { Plain } from './plain.js';
import type { RequestContext } from './request-context.js';
import type { SubjectEnums } from './subject-enums.js';
import { Ctx, Field, FieldResolver, ID, Info, Int, InterfaceType, ObjectType, Resolver, Root } from 'type-graphql';
import { Access, EventInterface } from './access.js';
import { Cursor, DateTime } from './scalars.js';
import { namesOf } from './transition-names.js';
import { CardRole, ProductionErrorCodeEnum, ReasonCode, SubjectKind, TransitionChannelEnum } from './vocabulary.js';

/** What is executed: in a stream it is one item of it. */
interface StreamInfo {
  readonly rootValue?: FeedItem;
}

@ObjectType('TransitionActor', { description: 'Who issued a command.', simpleResolvers: true })
class TransitionActorType {
  @Field(() => ID, { description: 'The person’s `User.id`, or the name of a job.' })
  declare readonly id: string;

  @Field(() => CardRole, { description: 'The role they acted in.' })
  declare readonly role: string;
}

/** One event of the log; the same shape in history, log and subscriptions. */
@EventInterface()
@InterfaceType('StatusEvent', {
  description: 'One event of the log: what a command did to a subject. Its own fields are as of the event.',
  resolveType: ({ subjectKind }: StatusEvent, { services }: RequestContext) => {
    const lifecycle = services.lifecycles.get(subjectKind);
    return lifecycle && namesOf(lifecycle).event;
  },
})
export class StatusEventType {
  @Field(() => ID, { description: 'The event’s id.', simple: true })
  declare readonly id: string;

  @Field(() => SubjectKind, { description: 'What kind of subject it happened to.', simple: true })
  declare readonly subjectKind: string;

  @Field(() => ID, { description: 'The subject it happened to.', simple: true })
  declare readonly subjectId: string;

  @Field(() => Int, {
    description: 'The subject’s version after this event: 1, 2, 3 … without gaps.',
    simple: true,
  })
  declare readonly sequence: number;

  @Field(() => String, { nullable: true, description: 'The state before it; null for a creation.', simple: true })
  declare readonly fromState: string | null;

  @Field(() => String, { nullable: true, description: 'The state after it; null of configuration.', simple: true })
  declare readonly toState: string | null;

  @Field(() => ReasonCode, { nullable: true, description: 'The reason that was given.', simple: true })
  declare readonly reason: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The comment that was given, and which optional effects were left out; null too once it is erased.',
    simple: true,
  })
  declare readonly comment: string | null;

  @Field(() => TransitionChannelEnum, { description: 'Where the command came from.', simple: true })
  declare readonly channel: string;

  @Field(() => ID, { nullable: true, description: 'The event whose effect this is.', simple: true })
  declare readonly causedBy: string | null;

  @Field(() => String, { nullable: true, description: 'The request that the command came with.', simple: true })
  declare readonly requestId: string | null;

  @Field(() => DateTime, {
    description: 'When it happened; the order of events is that of their sequence.',
    simple: true,
  })
  declare readonly occurredAt: Date;
}

/** Responsible for the fields of an event that its row spells otherwise. Talks to the cursor codec. */
@Resolver(() => StatusEventType)
export class StatusEventResolver {
  @Access({ by: 'PARENT' })
  @FieldResolver(() => Cursor, { description: 'The event’s position in the tenant’s log: to go on after it.' })
  cursor(@Root() { tenantId, position }: StatusEvent, @Ctx() { services }: RequestContext): string {
    return services.cursors.statusCursor(tenantId, position);
  }

  @Access({ by: 'PARENT' })
  @FieldResolver(() => Cursor, {
    nullable: true,
    description:
      'In a stream the cursor of the item last sent to this subscriber; for the first item `after`, or without `after` the head when the stream began. If it differs from the last cursor a client holds, the client resumes after its own. Null outside streams.',
  })
  previousCursor(
    @Root() event: StatusEvent,
    @Ctx() { services }: RequestContext,
    @Info() { rootValue: item }: StreamInfo,
  ): string | null {
    const isOfStream = item?.event === event;
    return isOfStream ? services.cursors.statusCursor(event.tenantId, item.previousPosition) : null;
  }

  @Access({ by: 'PARENT' })
  @FieldResolver(() => String, { description: 'The command, as a constant.' })
  commandName(@Root() { command }: StatusEvent): string {
    return command;
  }

  @Access({ by: 'PARENT' })
  @FieldResolver(() => TransitionActorType, { description: 'Who issued the command.' })
  actor(@Root() { actorId, actorRole }: StatusEvent): Plain<TransitionActorType> {
    return { id: actorId, role: actorRole };
  }
}

/** What the event type of a lifecycle is made from. */
export interface StatusEventParts {
  readonly lifecycle: Lifecycle<LifecycleSubject>;
  readonly enums: SubjectEnums;
  /** The field that leads to the subject: `card`. */
  readonly subjectField: string;
  readonly subjectType: () => ClassType;
  readonly fields: readonly EventField[];
}

/** What only events of some kinds tell. */
export type EventField = 'errorCode' | 'daysLeft';

const ADD_FIELD: Readonly<Record<EventField, (target: object) => void>> = {
  errorCode: (target) =>
    Field(() => ProductionErrorCodeEnum, {
      nullable: true,
      description: 'The error code that came with it.',
      simple: true,
    })(target, 'errorCode'),
  daysLeft: (target) =>
    Field(() => Int, {
      nullable: true,
      description: 'On REMIND: how many days the card is still valid, begun ones counted; null on all others.',
      simple: true,
    })(target, 'daysLeft'),
};

/** Makes the event type of a lifecycle, and the resolver of its fields: `CardStatusEvent`. */
export function createStatusEventType(parts: StatusEventParts): {
  readonly type: ClassType;
  readonly resolver: ClassType;
} {
  const { lifecycle, enums } = parts;
  const description = `One event in the life of a ${lifecycle.type}. Its own fields are as of the event.`;
  @ObjectType(namesOf(lifecycle).event, { description, implements: StatusEventType })
  class EventType {}
  const target = EventType.prototype;
  Field(() => enums.command, { description: 'The command.', simple: true })(target, 'command');
  Field(() => enums.state, { nullable: true, description: 'The state before it; null for a creation.' })(
    target,
    'from',
  );
  Field(() => enums.state, { description: 'The state after it.' })(target, 'to');
  for (const field of parts.fields) ADD_FIELD[field](target);
  return { type: EventType, resolver: createEventResolver(EventType, parts) };
}

function createEventResolver(type: ClassType, { lifecycle, subjectField, subjectType }: StatusEventParts): ClassType {
  const description = 'The subject as it is when read, after the event; null where the viewer may not read it now.';
  @Resolver(() => type)
  class EventResolver {
    @Access({ by: 'PARENT' })
    @FieldResolver()
    from(@Root() { fromState }: StatusEvent): string | null {
      return fromState;
    }

    @Access({ by: 'PARENT' })
    @FieldResolver()
    to(@Root() { toState }: StatusEvent): string | null {
      return toState;
    }

    @Access({ by: 'READERS' })
    @FieldResolver(() => subjectType(), { name: subjectField, nullable: true, description })
    subject(@Root() { subjectId }: StatusEvent, @Ctx() { loaders }: RequestContext): Promise<LifecycleSubject | null> {
      return loaders.subject(lifecycle.kind, subjectId);
    }
  }
  return EventResolver;
}
