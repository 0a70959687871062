import type { CardState } from '@tessera/lifecycle';
import { Field, ID, InputType } from 'type-graphql';
import { CardTimeRange } from '../graphql/time-range.input.js';
import { cardTransitions } from './card.transitions.js';

/** Which cards a list has. */
@InputType('CardFilter', { description: 'Which cards a list has: those that fit all that is given.' })
export class CardFilter {
  @Field(() => [cardTransitions.enums.state], { nullable: true, description: 'Only cards in one of these states.' })
  declare readonly states?: readonly CardState[] | null;

  @Field(() => ID, { nullable: true, description: 'Only cards of this program.' })
  declare readonly programId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only cards of this person.' })
  declare readonly holderId?: string | null;

  @Field(() => CardTimeRange, { nullable: true, description: 'Only cards that were created in this time.' })
  declare readonly createdAt?: CardTimeRange | null;

  @Field(() => CardTimeRange, { nullable: true, description: 'Only cards whose validity ends in this time.' })
  declare readonly validUntil?: CardTimeRange | null;
}
