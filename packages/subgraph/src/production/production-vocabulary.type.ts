import { ISSUANCE_STATUSES, KIOSK_PRODUCTION_STATUSES } from '@tessera/lifecycle';
import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../graphql/scalars.js';
import { createTableEnum } from '../graphql/table-enum.js';
import { ProductionErrorCategoryEnum, ProductionErrorCodeEnum } from '../graphql/vocabulary.js';

const IssuanceStatusEnum = createTableEnum(
  'IssuanceStatus',
  'A production’s status in a bureau’s words.',
  ISSUANCE_STATUSES,
);
const KioskProductionStatusEnum = createTableEnum(
  'KioskProductionStatus',
  'A production’s status in a kiosk’s words.',
  KIOSK_PRODUCTION_STATUSES,
);

/** The operation in a bureau's vocabulary. */
@ObjectType('IssuanceDetails', { description: 'A production in a bureau’s words.', simpleResolvers: true })
export class IssuanceDetailsType {
  @Field(() => IssuanceStatusEnum, { description: 'Its status.' })
  declare readonly status: string;

  @Field(() => String, { nullable: true, description: 'The error code: exactly in the two error states.' })
  declare readonly reason: string | null;
}

/** The operation in a kiosk's vocabulary. */
@ObjectType('KioskProduction', { description: 'A production in a kiosk’s words.', simpleResolvers: true })
export class KioskProductionType {
  @Field(() => KioskProductionStatusEnum, { description: 'Its status.' })
  declare readonly status: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The kiosk; null before it is started, and when no kiosk was named.',
  })
  declare readonly kioskId: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the request went to the kiosk; null before.' })
  declare readonly occurredAt: Date | null;

  @Field(() => ProductionErrorCodeEnum, {
    nullable: true,
    description: 'What went wrong: exactly in the two error states.',
  })
  declare readonly errorCode: string | null;

  @Field(() => String, { nullable: true, description: 'What went wrong, in words.' })
  declare readonly description: string | null;
}

/** What went wrong, with what is known of the code. */
@ObjectType('ProductionError', { description: 'What went wrong with a production.', simpleResolvers: true })
export class ProductionErrorType {
  @Field(() => ProductionErrorCodeEnum, { description: 'The error code.' })
  declare readonly code: string;

  @Field(() => ProductionErrorCategoryEnum, { description: 'What part of the production chain it speaks of.' })
  declare readonly category: string;

  @Field(() => String, { description: 'What the code means, in its source’s own words.' })
  declare readonly description: string;

  @Field(() => Boolean, { description: 'Whether trying again without a change may help. Advice, never a rule.' })
  declare readonly retryable: boolean;

  @Field(() => Boolean, {
    description: 'Whether the producer may hold a job all the same: a repeat could make a second card.',
  })
  declare readonly jobMayExist: boolean;
}
