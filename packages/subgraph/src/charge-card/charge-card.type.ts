import { CHARGE_AUTHORIZATION_RESULTS, CHARGE_WHITELISTS } from '@tessera/lifecycle';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { KindType } from '../graphql/kind-type.js';
import { DateTime } from '../graphql/scalars.js';
import { createTableEnum } from '../graphql/table-enum.js';

const ChargeWhitelist = createTableEnum(
  'ChargeWhitelist',
  'What stations may do with a card from a list of their own.',
  CHARGE_WHITELISTS,
);
const ChargeAuthorizationResult = createTableEnum(
  'ChargeAuthorizationResult',
  'What an authorisation at a station is answered.',
  CHARGE_AUTHORIZATION_RESULTS,
);

/** A record of a charge card; what it shares with all subjects is added by its module. */
@KindType('CHARGE_CARD')
@Directive('@key(fields: "id")')
@ObjectType('ChargeCard', {
  description:
    'A record of a charge card, from its import until it is deactivated. The same plastic may have several, one after the other.',
  simpleResolvers: true,
})
export class ChargeCardType {
  @Field(() => ID, { description: 'The record’s id; ids sort by creation.' })
  declare readonly id: string;

  @Field(() => String, {
    description: 'The last four digits of the RFID. The whole is a credential: `revealChargeCard` tells it.',
  })
  declare readonly rfidLast4: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The subscription that pays for it, or paid for it until it was deactivated; null before its activation.',
  })
  declare readonly subscriptionId: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the customer accepted the terms; null when they activated it themselves.',
  })
  declare readonly termsAcceptedAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the customer can accept the terms: exactly in PENDING.',
  })
  declare readonly activationExpiresAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it will be deactivated; null while nothing is scheduled.',
  })
  declare readonly deactivatesAt: Date | null;
}

/** What a charging station is told of a card, after OCPI's token. */
@ObjectType('ChargeAuthorization', {
  description: 'What a charging station is told of a card, in OCPI’s terms.',
  simpleResolvers: true,
})
export class ChargeAuthorizationType {
  @Field(() => Boolean, { description: 'Whether it may be used at all.' })
  declare readonly valid: boolean;

  @Field(() => ChargeWhitelist, { description: 'What stations may do with it from a list of their own.' })
  declare readonly whitelist: string;

  @Field(() => ChargeAuthorizationResult, { description: 'What an authorisation is answered.' })
  declare readonly result: string;

  @Field(() => DateTime, { description: 'When the record last changed.' })
  declare readonly lastUpdated: Date;
}
