import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { KindType } from '../graphql/kind-type.js';
import { DateTime } from '../graphql/scalars.js';

/** An identity card; what it shares with all subjects is added by its module. */
@KindType('CARD')
@Directive('@key(fields: "id")')
@ObjectType('Card', {
  description: 'An identity card, from its registration until it has expired or is locked.',
  simpleResolvers: true,
})
export class CardType {
  @Field(() => ID, { description: 'The card’s id; ids sort by creation.' })
  declare readonly id: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When its personalization data was removed; null while it is there.',
  })
  declare readonly personalizationWipedAt: Date | null;
}
