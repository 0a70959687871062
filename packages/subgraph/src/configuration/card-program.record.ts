import type { CardKind, CardProgram, ProductionChannelKind } from '@tessera/lifecycle';
import { Column, Entity } from 'typeorm';
import {
  countColumn,
  flagColumn,
  idColumn,
  primary,
  textColumn,
  timeColumn,
  wordColumn,
} from '../persistence/columns.js';

/** A card program, as it is stored. */
@Entity('card_program')
export class CardProgramRecord implements CardProgram {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  @Column(primary(idColumn('id'))) readonly id!: string;
  @Column(textColumn('name', 200)) readonly name!: string;
  @Column(wordColumn('kind')) readonly kind!: CardKind;
  @Column(flagColumn('approval_required')) readonly approvalRequired!: boolean;
  @Column(flagColumn('queue_orders')) readonly queueOrders!: boolean;
  @Column(flagColumn('multiple_orders_per_holder')) readonly multipleOrdersPerHolder!: boolean;
  @Column(flagColumn('multiple_active_per_holder')) readonly multipleActivePerHolder!: boolean;
  @Column(flagColumn('four_eyes')) readonly fourEyes!: boolean;
  @Column(flagColumn('issues_certificates')) readonly issuesCertificates!: boolean;
  @Column(countColumn('validity_days')) readonly validityDays!: number;
  @Column(wordColumn('production_channel')) readonly productionChannel!: ProductionChannelKind;
  @Column(wordColumn('state')) readonly state!: 'CONFIGURED';
  @Column(countColumn('version')) readonly version!: number;
  @Column(timeColumn('created_at')) readonly createdAt!: Date;
  @Column(timeColumn('updated_at')) readonly updatedAt!: Date;
  @Column(timeColumn('state_since')) readonly stateSince!: Date;
}
