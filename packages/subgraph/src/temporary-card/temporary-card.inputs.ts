import type { TemporaryCardState } from '@tessera/lifecycle';
import { Field, ID, InputType } from 'type-graphql';
import { CardTimeRange } from '../graphql/time-range.input.js';
import { temporaryCardTransitions } from './temporary-card.transitions.js';

/** Which temporary cards a list has. */
@InputType('TemporaryCardFilter', {
  description: 'Which temporary cards a list has: those that fit all that is given.',
})
export class TemporaryCardFilter {
  @Field(() => [temporaryCardTransitions.enums.state], {
    nullable: true,
    description: 'Only cards in one of these states.',
  })
  declare readonly states?: readonly TemporaryCardState[] | null;

  @Field(() => ID, { nullable: true, description: 'Only cards of this program.' })
  declare readonly programId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only cards that this person holds.' })
  declare readonly holderId?: string | null;

  @Field(() => CardTimeRange, { nullable: true, description: 'Only cards that were created in this time.' })
  declare readonly createdAt?: CardTimeRange | null;

  @Field(() => CardTimeRange, { nullable: true, description: 'Only cards whose validity ends in this time.' })
  declare readonly validUntil?: CardTimeRange | null;
}
