import type { CertificateStatus, TemporaryCard, TemporaryCardState } from '@tessera/lifecycle';
import { Column, Entity, Index } from 'typeorm';
import { countColumn, idColumn, nullable, primary, timeColumn, wordColumn } from '../persistence/columns.js';

/** A temporary card, as it is stored. */
@Entity('temporary_card')
@Index('temporary_card_by_holder', ['tenantId', 'holderId', 'state'])
@Index('temporary_card_by_program', ['tenantId', 'programId', 'id'])
@Index('temporary_card_by_state', ['tenantId', 'state', 'id'])
@Index('temporary_card_by_replaced', ['tenantId', 'replacesCardId'])
@Index('temporary_card_by_creation', ['tenantId', 'createdAt'])
@Index('temporary_card_by_validity', ['tenantId', 'validUntil'])
export class TemporaryCardRecord implements TemporaryCard {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  @Column(primary(idColumn('id'))) readonly id!: string;
  @Column(wordColumn('state')) readonly state!: TemporaryCardState;
  @Column(countColumn('version')) readonly version!: number;
  @Column(timeColumn('created_at')) readonly createdAt!: Date;
  @Column(timeColumn('updated_at')) readonly updatedAt!: Date;
  @Column(timeColumn('state_since')) readonly stateSince!: Date;
  @Column(idColumn('program_id')) readonly programId!: string;
  @Column(nullable(idColumn('holder_id'))) readonly holderId!: string | null;
  @Column(nullable(idColumn('replaces_card_id'))) readonly replacesCardId!: string | null;
  @Column(wordColumn('certificates')) readonly certificates!: CertificateStatus;
  @Column(nullable(timeColumn('valid_until'))) readonly validUntil!: Date | null;
  @Column(nullable(timeColumn('validity_set_at'))) readonly validitySetAt!: Date | null;
  @Column(countColumn('attempts')) readonly attempts!: number;
}
