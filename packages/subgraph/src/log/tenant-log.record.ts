import { Column, Entity } from 'typeorm';
import { idColumn, nullable, positionColumn, primary, timeColumn } from '../persistence/columns.js';

/** A tenant's log: its row is the lock that puts the tenant's writes in order. */
@Entity('tenant_log')
export class TenantLogRecord {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  /** The newest event's position; 0 while there is none. */
  @Column(positionColumn('head')) readonly head!: number;
  /** The first position that is still kept. */
  @Column(positionColumn('oldest')) readonly oldest!: number;
  @Column(nullable(idColumn('head_mac'))) readonly headMac!: string | null;
  /** When the newest event happened. */
  @Column(nullable(timeColumn('last_at'))) readonly lastAt!: Date | null;
}
