import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { KindType } from '../graphql/kind-type.js';

/** A temporary card; what it shares with other cards and with all subjects is added by its module. */
@KindType('TEMPORARY_CARD')
@Directive('@key(fields: "id")')
@ObjectType('TemporaryCard', {
  description: 'A temporary card, for a visitor or in place of a forgotten card; it is assigned again and again.',
  simpleResolvers: true,
})
export class TemporaryCardType {
  @Field(() => ID, { description: 'The temporary card’s id; ids sort by creation.' })
  declare readonly id: string;
}
