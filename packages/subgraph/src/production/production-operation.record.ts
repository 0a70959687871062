import type {
  CardKind,
  ProductionChannelKind,
  ProductionErrorCode,
  ProductionOperation,
  ProductionState,
} from '@tessera/lifecycle';
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

/** One attempt to produce a card, as it is stored. */
@Entity('production_operation')
@Index('production_operation_by_subject', ['tenantId', 'subjectId', 'attempt'], { unique: true })
@Index('production_operation_by_kiosk', ['tenantId', 'kioskId', 'id'])
@Index('production_operation_by_state', ['tenantId', 'state', 'id'])
@Index('production_operation_by_program', ['tenantId', 'programId', 'id'])
@Index('production_operation_by_holder', ['tenantId', 'holderId', 'id'])
@Index('production_operation_by_creation', ['tenantId', 'createdAt'])
export class ProductionOperationRecord implements ProductionOperation {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  @Column(primary(idColumn('id'))) readonly id!: string;
  @Column(wordColumn('state')) readonly state!: ProductionState;
  @Column(countColumn('version')) readonly version!: number;
  @Column(timeColumn('created_at')) readonly createdAt!: Date;
  @Column(timeColumn('updated_at')) readonly updatedAt!: Date;
  @Column(timeColumn('state_since')) readonly stateSince!: Date;
  @Column(wordColumn('subject_kind')) readonly subjectKind!: CardKind;
  @Column(idColumn('subject_id')) readonly subjectId!: string;
  @Column(timeColumn('subject_created_at')) readonly subjectCreatedAt!: Date;
  @Column(idColumn('program_id')) readonly programId!: string;
  @Column(nullable(idColumn('holder_id'))) readonly holderId!: string | null;
  @Column(wordColumn('channel')) readonly channel!: ProductionChannelKind;
  @Column(countColumn('attempt')) readonly attempt!: number;
  @Column(nullable(idColumn('kiosk_id'))) readonly kioskId!: string | null;
  @Column(nullable(timeColumn('started_at'))) readonly startedAt!: Date | null;
  @Column(nullable(timeColumn('end_time'))) readonly endTime!: Date | null;
  @Column(nullable(wordColumn('error_code'))) readonly errorCode!: ProductionErrorCode | null;
  @Column(nullable(textColumn('error_description', 500))) readonly errorDescription!: string | null;
}
