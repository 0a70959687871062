import type { Plain } from './plain.js';
import { Field, ObjectType } from 'type-graphql';
import { CardRole, ReasonCode, SubjectKind } from './vocabulary.js';

/** A state with what it means. */
@ObjectType('LifecycleState', { description: 'One state of a lifecycle.', simpleResolvers: true })
export class LifecycleStateType {
  @Field(() => String, { description: 'The state, as its enum spells it.' })
  declare readonly name: string;

  @Field(() => String, { description: 'What it means.' })
  declare readonly description: string;

  @Field(() => Boolean, { description: 'Whether no row leads out of it.' })
  declare readonly isTerminal: boolean;
}

/** One row of a lifecycle's table. */
@ObjectType('LifecycleTransition', { description: 'One row of a lifecycle’s table.', simpleResolvers: true })
export class LifecycleTransitionType {
  @Field(() => [String], { description: 'The states it leads out of; none for a creation.' })
  declare readonly from: readonly string[];

  @Field(() => [String], {
    description:
      'The states it can lead to: several where the card program’s options decide, none where the state stays.',
  })
  declare readonly to: readonly string[];

  @Field(() => [CardRole], {
    description: 'The roles it is open to, in the order in which a viewer with several acts.',
  })
  declare readonly roles: readonly string[];

  @Field(() => [String], { description: 'Its rules beyond state and role, each in a sentence.' })
  declare readonly guards: readonly string[];
}

/** A command with its rows. */
@ObjectType('LifecycleCommand', { description: 'One command of a lifecycle.', simpleResolvers: true })
export class LifecycleCommandType {
  @Field(() => String, { description: 'The command, as its enum spells it.' })
  declare readonly name: string;

  @Field(() => String, { description: 'What it does.' })
  declare readonly description: string;

  @Field(() => String, { nullable: true, description: 'The mutation that issues it; null where only the system does.' })
  declare readonly mutation: string | null;

  @Field(() => [ReasonCode], { description: 'The reasons it takes.' })
  declare readonly reasons: readonly string[];

  @Field(() => Boolean, { description: 'Whether a reason must be given.' })
  declare readonly reasonRequired: boolean;

  @Field(() => Boolean, { description: 'Whether a comment must be given.' })
  declare readonly commentRequired: boolean;

  @Field(() => Boolean, { description: 'Whether it is offered by the API only, and not by a console.' })
  declare readonly apiOnly: boolean;

  @Field(() => [LifecycleTransitionType], { description: 'Its rows.' })
  declare readonly transitions: readonly Plain<LifecycleTransitionType>[];
}

/** A lifecycle's table as data. */
@ObjectType('Lifecycle', {
  description: 'The rules of one kind of subject: its table, as data.',
  simpleResolvers: true,
})
export class LifecycleType {
  @Field(() => SubjectKind, { description: 'The kind of subject.' })
  declare readonly kind: string;

  @Field(() => String, { description: 'What it is.' })
  declare readonly description: string;

  @Field(() => [LifecycleStateType], { description: 'All states, in the order of a life.' })
  declare readonly states: readonly Plain<LifecycleStateType>[];

  @Field(() => String, { description: 'The state that every life begins in.' })
  declare readonly initial: string;

  @Field(() => [String], { description: 'The states that no row leads out of.' })
  declare readonly terminal: readonly string[];

  @Field(() => [LifecycleCommandType], { description: 'All commands, those of the system included.' })
  declare readonly commands: readonly Plain<LifecycleCommandType>[];

  @Field(() => String, { description: 'The table as a Mermaid state diagram.' })
  declare readonly mermaid: string;
}
