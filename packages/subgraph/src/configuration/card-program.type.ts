import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { KindType } from '../graphql/kind-type.js';
import { CardKindEnum, ProductionChannelEnum } from '../graphql/vocabulary.js';

/** A tenant's way to issue one kind of card. */
@KindType('CARD_PROGRAM')
@Directive('@key(fields: "id")')
@ObjectType('CardProgram', {
  description: 'A tenant’s way to issue one kind of card. A change of its options affects future commands only.',
  simpleResolvers: true,
})
export class CardProgramType {
  @Field(() => ID, { description: 'The program’s id.' })
  declare readonly id: string;

  @Field(() => String, { description: 'What people call it.' })
  declare readonly name: string;

  @Field(() => CardKindEnum, { description: 'Which cards it issues.' })
  declare readonly kind: string;

  @Field(() => Boolean, { description: 'Whether a request waits for an approver.' })
  declare readonly approvalRequired: boolean;

  @Field(() => Boolean, { description: 'Whether orders wait in the queue for the next batch sync.' })
  declare readonly queueOrders: boolean;

  @Field(() => Boolean, { description: 'Whether a holder may have several open orders.' })
  declare readonly multipleOrdersPerHolder: boolean;

  @Field(() => Boolean, { description: 'Whether a holder may have several active, or assigned, cards.' })
  declare readonly multipleActivePerHolder: boolean;

  @Field(() => Boolean, { description: 'Whether the approver must be somebody else than the requester.' })
  declare readonly fourEyes: boolean;

  @Field(() => Boolean, { description: 'Whether its cards carry certificates.' })
  declare readonly issuesCertificates: boolean;

  @Field(() => Int, { description: 'How long a card is valid from its activation or assignment, in days.' })
  declare readonly validityDays: number;

  @Field(() => ProductionChannelEnum, { description: 'Who makes its cards.' })
  declare readonly productionChannel: string;

  @Field(() => Int, { description: 'How many events it has had.' })
  declare readonly version: number;
}
