import { Field, InputType } from 'type-graphql';
import { DateTime } from './scalars.js';

/** A stretch of time in a filter. */
@InputType('CardTimeRange', {
  description: 'A stretch of time: from the one moment on, before the other. An end that is left out is open.',
})
export class CardTimeRange {
  @Field(() => DateTime, { nullable: true, description: 'Its beginning, included.' })
  declare readonly from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Its end, not included.' })
  declare readonly to?: Date | null;
}
