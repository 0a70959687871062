import type { Kiosk, KioskStatus } from '@tessera/lifecycle';
import { Column, Entity } from 'typeorm';
import { countColumn, idColumn, nullable, primary, wordColumn } from '../persistence/columns.js';

/** A kiosk, as it is stored. */
@Entity('kiosk')
export class KioskRecord implements Kiosk {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  @Column(primary(idColumn('id'))) readonly id!: string;
  @Column(nullable(idColumn('branch'))) readonly branch!: string | null;
  @Column(wordColumn('status')) readonly status!: KioskStatus;
  @Column(countColumn('version')) readonly version!: number;
}
