import type { ProductionState } from '@tessera/lifecycle';
import { Field, ID, InputType } from 'type-graphql';
import { CardTimeRange } from '../graphql/time-range.input.js';
import { productionTransitions } from './production.transitions.js';

/** Which operations a list has. */
@InputType('ProductionOperationFilter', {
  description: 'Which operations a list has: those that fit all that is given.',
})
export class ProductionOperationFilter {
  @Field(() => [productionTransitions.enums.state], {
    nullable: true,
    description: 'Only operations in one of these states.',
  })
  declare readonly states?: readonly ProductionState[] | null;

  @Field(() => ID, { nullable: true, description: 'Only operations of this card.' })
  declare readonly subjectId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only operations at this kiosk.' })
  declare readonly kioskId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only operations of this program’s cards.' })
  declare readonly programId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only operations of this person’s cards, as of their order.' })
  declare readonly holderId?: string | null;

  @Field(() => CardTimeRange, { nullable: true, description: 'Only operations that were created in this time.' })
  declare readonly createdAt?: CardTimeRange | null;
}
