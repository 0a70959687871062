import type { Kiosk, KioskStatus } from '@tessera/lifecycle';
import { Column, Entity } from 'typeorm';
import { countColumn, idColumn, nullable, primary, timeColumn, wordColumn } from '../persistence/columns.js';

/** A kiosk, as it is stored. */
@Entity('kiosk')
export class KioskRecord implements Kiosk {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  @Column(primary(idColumn('id'))) readonly id!: string;
  @Column(nullable(idColumn('branch'))) readonly branch!: string | null;
  @Column(wordColumn('status')) readonly status!: KioskStatus;
  @Column(wordColumn('state')) readonly state!: 'CONFIGURED';
  @Column(countColumn('version')) readonly version!: number;
  @Column(timeColumn('created_at')) readonly createdAt!: Date;
  @Column(timeColumn('updated_at')) readonly updatedAt!: Date;
  @Column(timeColumn('state_since')) readonly stateSince!: Date;
}
