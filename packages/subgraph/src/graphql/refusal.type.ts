import type { Refusal, RefusalOf, RefusalType } from '@tessera/lifecycle';
import type { ClassType } from 'type-graphql';
import { INPUT_ISSUES, meaningsOf, refusalCode, REFUSALS } from '@tessera/lifecycle';
import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';
import { createTableEnum } from './table-enum.js';
import { CardRole, GuardCodeEnum } from './vocabulary.js';

/** Which refusal it is. */
export const RefusalCode = createTableEnum(
  'RefusalCode',
  'Which refusal it is: the name of its type, as a constant.',
  Object.fromEntries(
    // The keys are those of the table.
    Object.entries(REFUSALS).map(([type, { means }]) => [refusalCode(type as RefusalType), `\`${type}\`. ${means}`]),
  ),
);

const InputIssueCode = createTableEnum(
  'InputIssueCode',
  'What is wrong with one field of an input.',
  meaningsOf(INPUT_ISSUES),
);

/** What all refusals have in common. */
@InterfaceType('TransitionRefusal', {
  description: 'An expected “no”. Nothing was changed.',
  resolveType: ({ type }: Refusal) => type,
})
export class TransitionRefusalType {
  @Field(() => RefusalCode, { description: 'Which refusal it is.', simple: true })
  declare readonly code: string;

  @Field(() => String, { description: 'In words for a person: why, and what to do next.', simple: true })
  declare readonly message: string;

  @Field(() => Boolean, {
    description: 'Whether the same call may succeed later without any other change of the subject.',
    simple: true,
  })
  declare readonly retryable: boolean;
}

@RefusalObject('TransitionNotAllowed')
class TransitionNotAllowedType {
  @Field(() => String, { description: 'The subject’s present state.' })
  declare readonly fromState: string;

  @Field(() => String, { description: 'The command, as a constant.' })
  declare readonly commandName: string;

  @Field(() => [String], { description: 'The callers’ commands with a row from this state, for any role.' })
  declare readonly allowed: readonly string[];
}

@RefusalObject('GuardRefused')
class GuardRefusedType {
  @Field(() => GuardCodeEnum, { description: 'Which rule refuses.' })
  declare readonly guard: string;

  @Field(() => String, { nullable: true, description: 'The option of the card program that would allow the command.' })
  declare readonly option: string | null;

  @Field(() => ID, { nullable: true, description: 'The subject in the way, only if the viewer may see it.' })
  declare readonly conflictingId: string | null;
}

@RefusalObject('TransitionNotPermitted')
class TransitionNotPermittedType {
  @Field(() => [CardRole], { description: 'The roles that the command is open to.' })
  declare readonly requiredRoles: readonly string[];
}

@RefusalObject('SubjectNotFound')
class SubjectNotFoundType {
  @Field(() => ID, { description: 'The id as it was given.' })
  declare readonly id: string;
}

/** A stale version; the events since then are read when they are asked for, see version-conflict.resolver.ts. */
@RefusalObject('VersionConflict')
export class VersionConflictType {
  @Field(() => Int, { description: 'The version that the caller expected.' })
  declare readonly expectedVersion: number;

  @Field(() => Int, { description: 'The subject’s present version.' })
  declare readonly currentVersion: number;
}

@RefusalObject('IdempotencyConflict')
class IdempotencyConflictType {
  @Field(() => String, { description: 'The key as it was given.' })
  declare readonly idempotencyKey: string;
}

@ObjectType('InputIssue', { description: 'One fault of an input.', simpleResolvers: true })
class InputIssueType {
  @Field(() => [String], { description: 'Where it is, from the root argument down: `["input", "comment"]`.' })
  declare readonly path: readonly string[];

  @Field(() => InputIssueCode, { description: 'What is wrong.' })
  declare readonly code: string;

  @Field(() => String, { description: 'In words for a person: what is right.' })
  declare readonly message: string;
}

@RefusalObject('InputInvalid')
class InputInvalidType {
  @Field(() => [InputIssueType], { description: 'All faults of the input.' })
  declare readonly issues: readonly InputIssueType[];
}

@RefusalObject('ProductionWindowExpired')
class ProductionWindowExpiredType {
  @Field(() => DateTime, { description: 'When the card was created.' })
  declare readonly createdAt: Date;

  @Field(() => Int, { description: 'How many days after that it can be produced.' })
  declare readonly windowDays: number;
}

/** The classes of all refusals, in the order of the unions. */
export const REFUSAL_TYPES: readonly ClassType[] = [
  TransitionNotAllowedType,
  GuardRefusedType,
  TransitionNotPermittedType,
  SubjectNotFoundType,
  VersionConflictType,
  IdempotencyConflictType,
  InputInvalidType,
  ProductionWindowExpiredType,
];

/** A refusal as its GraphQL type has it. */
export type RefusalSource<T extends RefusalType = RefusalType> = RefusalOf<T> & { readonly code: string };

/** Gives a refusal its code. */
export function toRefusalSource<T extends Refusal>(refusal: T): T & { readonly code: string } {
  return { ...refusal, code: refusalCode(refusal.type) };
}

function RefusalObject(type: RefusalType): ClassDecorator {
  return ObjectType(type, {
    description: REFUSALS[type].means,
    implements: TransitionRefusalType,
    simpleResolvers: true,
  });
}
