import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import type { ClassType } from 'type-graphql';
import type { RequestContext } from './request-context.js';
import type { EventField } from './status-event.type.js';
import type { SubjectEnums } from './subject-enums.js';
import type { TransitionMutation } from './submit-transition.js';
import type { TransitionInput } from './transition-inputs.js';
import { findRule, isCallersCommand, mutationName } from '@tessera/lifecycle';
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { Access, accessOfCommand } from './access.js';
import { ConfigurationEventType } from './configuration-event.type.js';
import { createStatusEventType } from './status-event.type.js';
import { createSubjectEnums } from './subject-enums.js';
import { submitTransition } from './submit-transition.js';
import { createInputType } from './transition-inputs.js';
import { createOptionType, createResultType, createTransitionType } from './transition.type.js';

/** What a lifecycle's part of the schema is made from. */
export interface TransitionsOptions<S extends LifecycleSubject> {
  readonly lifecycle: Lifecycle<S>;
  /** The field that leads to the subject: `card`. */
  readonly subjectField: string;
  readonly subjectType: () => ClassType;
  /** What its events tell besides. */
  readonly eventFields?: readonly EventField[];
  /** Commands whose mutations the folder makes itself. */
  readonly ownMutations?: readonly string[];
}

/** A lifecycle's part of the schema. */
export interface Transitions {
  readonly lifecycle: Lifecycle<LifecycleSubject>;
  readonly enums: SubjectEnums;
  readonly eventType: ClassType;
  readonly optionType: ClassType;
  /** The resolvers of its mutations and of its events. */
  readonly resolvers: readonly ClassType[];
}

/**
 * Makes a lifecycle's part of the schema from its table: state and command enums, event type, options, and for every command that
 * callers may issue an input and a mutation. A new row of the table brings its mutation without a change here.
 */
export function createTransitions<S extends LifecycleSubject>(options: TransitionsOptions<S>): Transitions {
  const { subjectField, subjectType, eventFields = [], ownMutations = [] } = options;
  // All that is asked of the table here are its names and descriptions.
  const lifecycle = options.lifecycle as unknown as Lifecycle<LifecycleSubject>;
  const enums = createSubjectEnums(lifecycle);
  const event = createStatusEventType({ lifecycle, enums, subjectField, subjectType, fields: eventFields });
  const parts = { lifecycle, enums, subjectField, subjectType, eventType: event.type };
  const result = createResultType(parts, createTransitionType(parts));
  const mutations = createMutations({ lifecycle, subjectField, ownMutations }, result);
  const optionType = createOptionType(lifecycle, enums);
  return { lifecycle, enums, eventType: event.type, optionType, resolvers: [mutations, event.resolver] };
}

/**
 * Makes the mutations of what is configured from its table, and their types. Its events are all of one type, `ConfigurationEvent`.
 */
export function createConfigurationMutations<S extends LifecycleSubject>(options: TransitionsOptions<S>): ClassType {
  const { subjectField, subjectType } = options;
  // All that is asked of the table here are its names and descriptions.
  const lifecycle = options.lifecycle as unknown as Lifecycle<LifecycleSubject>;
  const parts = { lifecycle, enums: null, subjectField, subjectType, eventType: ConfigurationEventType };
  const result = createResultType(parts, createTransitionType(parts));
  return createMutations({ lifecycle, subjectField, ownMutations: [] }, result);
}

/** One command's mutation as the folders name it that make it themselves. */
export function mutationOf<S extends LifecycleSubject>(
  { lifecycle: typed, subjectField }: Pick<TransitionsOptions<S>, 'lifecycle' | 'subjectField'>,
  command: string,
): TransitionMutation {
  // All that is asked of the table here are its names and what it checks of inputs.
  const lifecycle = typed as unknown as Lifecycle<LifecycleSubject>;
  const { rule } = findRule({ lifecycles: new Map([[lifecycle.kind, lifecycle]]) }, lifecycle.kind, command);
  return { lifecycle, command, rule, mutation: mutationName(lifecycle, command), subjectField };
}

function createMutations(
  made: Required<Pick<TransitionsOptions<LifecycleSubject>, 'lifecycle' | 'subjectField' | 'ownMutations'>>,
  result: object,
): ClassType {
  @Resolver()
  class MutationsResolver {}
  for (const [command, rule] of Object.entries(made.lifecycle.commands)) {
    if (!isCallersCommand(rule) || made.ownMutations.includes(command)) continue;
    addMutation(MutationsResolver, mutationOf(made, command), result);
  }
  return MutationsResolver;
}

function addMutation(resolver: ClassType, made: TransitionMutation, result: object): void {
  const { mutation, rule } = made;
  // type-graphql hands over its instances and calls methods by name.
  const target = resolver.prototype as Record<string, unknown>;
  const submit = (input: TransitionInput, context: RequestContext) => submitTransition(made, input, context);
  const descriptor = { value: submit, writable: true, configurable: true };
  Object.defineProperty(target, mutation, descriptor);
  const input = createInputType(mutation, rule);
  Arg('input', () => input, { description: 'The subject and what the command takes.' })(target, mutation, 0);
  Ctx()(target, mutation, 1);
  Directive('@cost(weight: 10)')(target, mutation, descriptor);
  Access(accessOfCommand(rule))(target, mutation, descriptor);
  Mutation(() => result, { description: rule.means })(target, mutation, descriptor);
}
