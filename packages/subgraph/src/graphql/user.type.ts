import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A person of another subgraph, here by id only; the folders add their own fields. */
@Directive('@key(fields: "id")')
@ObjectType('User', { description: 'A person: a holder or requester of cards.', simpleResolvers: true })
export class UserType {
  @Field(() => ID, { description: 'The person’s id: the `sub` of their token.' })
  declare readonly id: string;
}
