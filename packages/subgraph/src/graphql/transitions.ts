import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import type { ClassType } from 'type-graphql';
import type { RequestContext } from './request-context.js';
import type { SubjectEnums } from './subject-enums.js';
import type { TransitionMutation } from './submit-transition.js';
import type { TransitionInput } from './transition-inputs.js';
import { isCallersCommand, mutationName } from '@tessera/lifecycle';
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
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
  const { subjectField, subjectType } = options;
  // All that is asked of the table here are its names and descriptions.
  const lifecycle = options.lifecycle as unknown as Lifecycle<LifecycleSubject>;
  const enums = createSubjectEnums(lifecycle);
  const event = createStatusEventType({ lifecycle, enums, subjectField, subjectType });
  const parts = { lifecycle, enums, subjectField, subjectType, eventType: event.type };
  const result = createResultType(parts, createTransitionType(parts));
  const mutations = createMutations(lifecycle, subjectField, result);
  const optionType = createOptionType(parts);
  return { lifecycle, enums, eventType: event.type, optionType, resolvers: [mutations, event.resolver] };
}

function createMutations(lifecycle: Lifecycle<LifecycleSubject>, subjectField: string, result: object): ClassType {
  @Resolver()
  class MutationsResolver {}
  for (const [command, rule] of Object.entries(lifecycle.commands)) {
    if (!isCallersCommand(rule)) continue;
    const mutation = mutationName(lifecycle, command);
    addMutation(MutationsResolver, { lifecycle, command, rule, mutation, subjectField }, result);
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
  Mutation(() => result, { description: rule.means })(target, mutation, descriptor);
}
