import type { Card, CardState, CertificateStatus } from '@tessera/lifecycle';
import { Column, Entity, Index } from 'typeorm';
import {
  countColumn,
  idColumn,
  nullable,
  primary,
  textColumn,
  timeColumn,
  wordColumn,
} from '../persistence/columns.js';

/** An identity card, as it is stored. */
@Entity('card')
@Index('card_by_holder', ['tenantId', 'holderId', 'state'])
@Index('card_by_program', ['tenantId', 'programId', 'id'])
@Index('card_by_state', ['tenantId', 'state', 'id'])
@Index('card_by_creation', ['tenantId', 'createdAt'])
@Index('card_by_validity', ['tenantId', 'validUntil'])
export class CardRecord implements Card {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  @Column(primary(idColumn('id'))) readonly id!: string;
  @Column(wordColumn('state')) readonly state!: CardState;
  @Column(countColumn('version')) readonly version!: number;
  @Column(timeColumn('created_at')) readonly createdAt!: Date;
  @Column(timeColumn('updated_at')) readonly updatedAt!: Date;
  @Column(timeColumn('state_since')) readonly stateSince!: Date;
  @Column(idColumn('program_id')) readonly programId!: string;
  @Column(idColumn('holder_id')) readonly holderId!: string;
  @Column(nullable(idColumn('requested_by'))) readonly requestedBy!: string | null;
  @Column(nullable(textColumn('embossed_name', 64))) readonly embossedName!: string | null;
  @Column(nullable(timeColumn('personalization_wiped_at'))) readonly personalizationWipedAt!: Date | null;
  @Column(wordColumn('certificates')) readonly certificates!: CertificateStatus;
  @Column(nullable(timeColumn('valid_until'))) readonly validUntil!: Date | null;
  @Column(countColumn('attempts')) readonly attempts!: number;
  @Column(nullable(idColumn('deactivated_for'))) readonly deactivatedFor!: string | null;
}
