import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import type { ClassType } from 'type-graphql';
import type { StatusEvent } from '../log/status-event.js';
import type { SubjectEnums } from './subject-enums.js';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import { Access } from './access.js';
import { REFUSAL_TYPES, TransitionRefusalType } from './refusal.type.js';
import { namesOf } from './transition-names.js';
import { ReasonCode } from './vocabulary.js';

/** What the types of a lifecycle's transitions are made from. */
export interface TransitionParts {
  readonly lifecycle: Lifecycle<LifecycleSubject>;
  /** Null of configuration, which has no states to tell. */
  readonly enums: SubjectEnums | null;
  /** The field that leads to the subject: `card`. */
  readonly subjectField: string;
  readonly subjectType: () => ClassType;
  readonly eventType: ClassType;
}

/** An accepted command as its GraphQL type has it; the subject stands under the lifecycle's own field. */
export interface TransitionSource {
  /** The name of the GraphQL type. */
  readonly type: string;
  readonly event: StatusEvent | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly replayed: boolean;
  readonly dryRun: boolean;
}

/** Makes the type of an accepted command: `CardTransition`. */
export function createTransitionType({
  lifecycle,
  enums,
  subjectField,
  subjectType,
  eventType,
}: TransitionParts): ClassType {
  const description = `Returned when a command on a ${lifecycle.type} was accepted.`;
  @ObjectType(namesOf(lifecycle).transition, { description, simpleResolvers: true })
  class TransitionType {}
  const target = TransitionType.prototype;
  Access({ by: 'READERS' })(target, subjectField);
  Access({ by: 'PARENT' })(target, 'event');
  Field(() => subjectType(), {
    nullable: true,
    description:
      'The subject after the command; of a replay and of a dry run as it is now, of a dry-run creation null. Null also where the viewer may not read it now.',
  })(target, subjectField);
  Field(() => eventType, { nullable: true, description: 'The one event of the command; null for a dry run.' })(
    target,
    'event',
  );
  if (enums !== null) addStates(target, enums);
  addCallOutcome(target);
  return TransitionType;
}

function addStates(target: object, enums: SubjectEnums): void {
  Field(() => enums.state, { nullable: true, description: 'The state before; null for a creation.' })(target, 'from');
  Field(() => enums.state, { description: 'The state after.' })(target, 'to');
}

/** Adds what every accepted call tells of itself. */
export function addCallOutcome(target: object): void {
  Field(() => Boolean, {
    description: 'Whether this call repeated an earlier one, by its idempotency key or as a report: it wrote nothing.',
  })(target, 'replayed');
  Field(() => Boolean, { description: 'Whether this was only tried: nothing was written.' })(target, 'dryRun');
}

/** Makes the union of an accepted command and all refusals: `CardTransitionResult`. */
export function createResultType({ lifecycle }: TransitionParts, transitionType: ClassType): object {
  const description = `What a command on a ${lifecycle.type} leads to: the transition, or the refusal that came first.`;
  return createResultUnion(namesOf(lifecycle).result, description, transitionType);
}

/** Makes a union of what an accepted call is answered, and all refusals. Its sources carry the name of their GraphQL type. */
export function createResultUnion(name: string, description: string, accepted: ClassType): object {
  return createUnionType({
    name,
    description,
    types: () => [accepted, ...REFUSAL_TYPES],
    resolveType: (source) => (source as { readonly type: string }).type,
  });
}

/** Makes the type that tells what a viewer may do with a subject: `CardTransitionOption`. */
export function createOptionType(lifecycle: Lifecycle<LifecycleSubject>, enums: SubjectEnums): ClassType {
  const description = `A command on a ${lifecycle.type}, and whether the calling viewer may issue it now.`;
  @ObjectType(namesOf(lifecycle).option, { description, simpleResolvers: true })
  class OptionType {}
  const target = OptionType.prototype;
  Field(() => enums.command, { description: 'The command.' })(target, 'command');
  Field(() => enums.state, {
    nullable: true,
    description: 'Where it would lead; null where the present state has no row.',
  })(target, 'to');
  Field(() => Boolean, {
    description: 'Whether no rule refuses it that can be decided without the command’s own input.',
  })(target, 'allowed');
  Field(() => TransitionRefusalType, { nullable: true, description: 'Why not; null when it is allowed.' })(
    target,
    'blockedBy',
  );
  Field(() => [ReasonCode], { description: 'The reasons that the command takes.' })(target, 'reasons');
  Field(() => Boolean, { description: 'Whether a reason must be given.' })(target, 'reasonRequired');
  Field(() => Boolean, { description: 'Whether a comment must be given.' })(target, 'commentRequired');
  Field(() => Boolean, { description: 'Whether it is offered by the API only, and not by a console.' })(
    target,
    'apiOnly',
  );
  return OptionType;
}
