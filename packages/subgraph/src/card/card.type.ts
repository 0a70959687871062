import { CERTIFICATE_STATUSES } from '@tessera/lifecycle';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { KindType } from '../graphql/kind-type.js';
import { DateTime } from '../graphql/scalars.js';
import { createTableEnum } from '../graphql/table-enum.js';

const CertificateStatusEnum = createTableEnum(
  'CertificateStatus',
  'What a card’s certificates are worth.',
  CERTIFICATE_STATUSES,
);

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

  @Field(() => CertificateStatusEnum, { description: 'What its certificates are worth now.' })
  declare readonly certificates: string;

  @Field(() => DateTime, { nullable: true, description: 'Until when it can be used; null before it is activated.' })
  declare readonly validUntil: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When its personalization data was removed; null while it is there.',
  })
  declare readonly personalizationWipedAt: Date | null;
}
