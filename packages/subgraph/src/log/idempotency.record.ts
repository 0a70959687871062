import { Column, Entity, Index } from 'typeorm';
import { idColumn, jsonColumn, primary, timeColumn } from '../persistence/columns.js';

/** An accepted command with an idempotency key, as it is stored. */
@Entity('idempotency_record')
@Index('idempotency_record_by_age', ['createdAt'])
export class IdempotencyRecordRecord {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  @Column(primary(idColumn('key_hash'))) readonly keyHash!: string;
  @Column(idColumn('input_hash')) readonly inputHash!: string;
  @Column(jsonColumn('event_ids')) readonly eventIds!: readonly (string | null)[];
  @Column(timeColumn('created_at')) readonly createdAt!: Date;
}
