import type { CommandRule, InputType as FieldType, LifecycleSubject } from '@tessera/lifecycle';
import type { GraphQLScalarType } from 'graphql';
import type { ClassType } from 'type-graphql';
import { isCreation } from '@tessera/lifecycle';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTime } from './scalars.js';
import { inputName } from './transition-names.js';
import {
  CardKindEnum,
  KioskStatusEnum,
  ProductionChannelEnum,
  ProductionErrorCodeEnum,
  ReasonCode,
} from './vocabulary.js';

/** The value of a mutation's `input`: what all commands take, and the command's own fields. */
export interface TransitionInput {
  /** Absent on commands that create their subject. */
  readonly id?: string;
  readonly reason?: string | null;
  readonly comment?: string | null;
  readonly expectedVersion?: number | null;
  readonly idempotencyKey?: string | null;
  readonly dryRun?: boolean | null;
  readonly [field: string]: unknown;
}

const FIELD_TYPES: Readonly<Record<FieldType, GraphQLScalarType | object>> = {
  ID,
  STRING: String,
  DATE_TIME: DateTime,
  BOOLEAN: Boolean,
  INT: Int,
  ERROR_CODE: ProductionErrorCodeEnum,
  CARD_KIND: CardKindEnum,
  PRODUCTION_CHANNEL: ProductionChannelEnum,
  KIOSK_STATUS: KioskStatusEnum,
};

/** Makes the input type of a mutation from its command's rule. */
export function createInputType(mutation: string, rule: CommandRule<LifecycleSubject>): ClassType {
  @InputType(inputName(mutation), { description: `What \`${mutation}\` takes.` })
  class TransitionInputType {}
  const target = TransitionInputType.prototype;
  if (!isCreation(rule)) Field(() => ID, { description: 'The subject.' })(target, 'id');
  addOwnFields(target, rule);
  addReason(target, rule);
  addComment(target, rule);
  if (!isCreation(rule)) {
    const description = 'Refuse with `VersionConflict` when the subject has another version.';
    Field(() => Int, { nullable: true, description })(target, 'expectedVersion');
  }
  if (rule.eachCallCounts !== true) addCallFields(target);
  return TransitionInputType;
}

/** Adds the fields that are a command's own. */
export function addOwnFields(target: object, rule: CommandRule<LifecycleSubject>): void {
  for (const [name, field] of Object.entries(rule.input ?? {})) {
    const nullable = field.requiredFor !== 'EVERYBODY';
    Field(() => FIELD_TYPES[field.type], { nullable, description: field.means })(target, name);
  }
}

function addReason(target: object, { reasons = [], reasonRequired }: CommandRule<LifecycleSubject>): void {
  if (reasons.length === 0) return;
  const description = `Why${reasonRequired === true ? '; mandatory' : ''}. One of ${reasons.join(', ')}.`;
  Field(() => ReasonCode, { nullable: true, description })(target, 'reason');
}

/** Adds the comment to an input type. */
export function addComment(target: object, { commentRequired }: CommandRule<LifecycleSubject>): void {
  const description = `${commentRequired === true ? 'Why; mandatory' : 'In your own words'}: at most 500 characters.`;
  Field(() => String, { nullable: true, description })(target, 'comment');
}

/** Adds what says how often a call is made, and whether in earnest. */
export function addCallFields(target: object): void {
  Field(() => String, {
    nullable: true,
    description:
      'Your own name for this call, 1 to 255 characters: a repeated call with the same key and input is answered by the same event, with `replayed: true`. Kept for 72 hours.',
  })(target, 'idempotencyKey');
  Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Decide and report, but write nothing. The idempotency key is then ignored.',
  })(target, 'dryRun');
}
