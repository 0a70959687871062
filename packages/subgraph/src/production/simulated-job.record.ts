import type { ProductionErrorCode } from '@tessera/lifecycle';
import { Column, Entity, Index } from 'typeorm';
import { idColumn, nullable, primary, timeColumn, wordColumn } from '../persistence/columns.js';

/** Where the simulator stands with an operation. */
export type SimulatedStep =
  /** The next report. */
  | 'READY'
  | 'START'
  | 'COMPLETE'
  | 'FAIL'
  /** Nothing is reported any more. The row stays for a while, so that a late call starts nothing anew. */
  | 'REFUSED'
  | 'CANCELED'
  | 'ENDED';

/** One operation that the simulator was asked for, as it is stored. */
@Entity('simulated_job')
@Index('simulated_job_by_time', ['dueAt'])
export class SimulatedJobRecord {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  @Column(primary(idColumn('operation_id'))) readonly operationId!: string;
  @Column(wordColumn('step')) readonly step!: SimulatedStep;
  /** When the step is taken; of an ended job, when it is forgotten. */
  @Column(timeColumn('due_at')) readonly dueAt!: Date;
  @Column(nullable(wordColumn('fail_code'))) readonly failCode!: ProductionErrorCode | null;
}
