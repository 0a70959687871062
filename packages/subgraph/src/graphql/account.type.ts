import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** An account of another subgraph, here by id only; the folders add their own fields. */
@Directive('@key(fields: "id")')
@ObjectType('Account', {
  description: 'A customer’s account: its charge cards are activated in it.',
  simpleResolvers: true,
})
export class AccountType {
  @Field(() => ID, { description: 'The account’s id, as tokens name it.' })
  declare readonly id: string;
}
