import type { ChargeCardState } from '@tessera/lifecycle';
import { Field, ID, InputType } from 'type-graphql';
import { CardTimeRange } from '../graphql/time-range.input.js';
import { chargeCardTransitions } from './charge-card.transitions.js';

/** Which charge cards a list has. */
@InputType('ChargeCardFilter', { description: 'Which charge cards a list has: those that fit all that is given.' })
export class ChargeCardFilter {
  @Field(() => [chargeCardTransitions.enums.state], {
    nullable: true,
    description: 'Only cards in one of these states.',
  })
  declare readonly states?: readonly ChargeCardState[] | null;

  @Field(() => ID, { nullable: true, description: 'Only cards of this account.' })
  declare readonly accountId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only records of this RFID; for the charging operator’s staff.' })
  declare readonly rfid?: string | null;

  @Field(() => String, { nullable: true, description: 'Only records whose RFID ends with these four digits.' })
  declare readonly rfidLast4?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only records of this contract id; for the charging operator’s staff.',
  })
  declare readonly contractId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only records whose contract id begins so: at least 6 characters, hyphens left out; for the charging operator’s staff.',
  })
  declare readonly contractIdPrefix?: string | null;

  @Field(() => CardTimeRange, { nullable: true, description: 'Only records that were created in this time.' })
  declare readonly createdAt?: CardTimeRange | null;

  @Field(() => CardTimeRange, {
    nullable: true,
    description: 'Only cards whose deactivation is scheduled for this time.',
  })
  declare readonly deactivatesAt?: CardTimeRange | null;
}
