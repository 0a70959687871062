import type { ChargeCard, ChargeCardState } from '@tessera/lifecycle';
import { Column, Entity, Index } from 'typeorm';
import { countColumn, idColumn, nullable, primary, timeColumn, wordColumn } from '../persistence/columns.js';

/** A record of a charge card, as it is stored. The live columns are null once it is DEACTIVATED, which frees their values. */
@Entity('charge_card')
@Index('charge_card_by_live_rfid', ['tenantId', 'liveRfid'], { unique: true })
@Index('charge_card_by_live_contract_id', ['tenantId', 'liveContractId'], { unique: true })
@Index('charge_card_by_rfid', ['tenantId', 'rfid', 'id'])
@Index('charge_card_by_rfid_last4', ['tenantId', 'rfidLast4', 'id'])
@Index('charge_card_by_contract_id', ['tenantId', 'contractId', 'id'])
@Index('charge_card_by_account', ['tenantId', 'accountId', 'id'])
@Index('charge_card_by_state', ['tenantId', 'state', 'id'])
@Index('charge_card_by_original', ['tenantId', 'originalId'])
@Index('charge_card_by_creation', ['tenantId', 'createdAt'])
@Index('charge_card_by_deactivation', ['tenantId', 'deactivatesAt'])
export class ChargeCardRecord implements ChargeCard {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  @Column(primary(idColumn('id'))) readonly id!: string;
  @Column(wordColumn('state')) readonly state!: ChargeCardState;
  @Column(countColumn('version')) readonly version!: number;
  @Column(timeColumn('created_at')) readonly createdAt!: Date;
  @Column(timeColumn('updated_at')) readonly updatedAt!: Date;
  @Column(timeColumn('state_since')) readonly stateSince!: Date;
  @Column(wordColumn('rfid')) readonly rfid!: string;
  @Column(wordColumn('rfid_last4')) readonly rfidLast4!: string;
  @Column(wordColumn('contract_id')) readonly contractId!: string;
  @Column(nullable(wordColumn('live_rfid'))) readonly liveRfid!: string | null;
  @Column(nullable(wordColumn('live_contract_id'))) readonly liveContractId!: string | null;
  @Column(nullable(idColumn('account_id'))) readonly accountId!: string | null;
  @Column(nullable(idColumn('subscription_id'))) readonly subscriptionId!: string | null;
  @Column(nullable(timeColumn('terms_accepted_at'))) readonly termsAcceptedAt!: Date | null;
  @Column(nullable(timeColumn('activation_expires_at'))) readonly activationExpiresAt!: Date | null;
  @Column(nullable(timeColumn('deactivates_at'))) readonly deactivatesAt!: Date | null;
  @Column(nullable(wordColumn('suspended_from'))) readonly suspendedFrom!: 'ACTIVE' | 'BLOCKED' | null;
  @Column(nullable(idColumn('duplicate_of'))) readonly duplicateOf!: string | null;
  @Column(nullable(idColumn('original_id'))) readonly originalId!: string | null;
}
