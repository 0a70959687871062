import { Column, Entity, Index } from 'typeorm';
import { countColumn, idColumn, primary, timeColumn, wordColumn } from '../persistence/columns.js';

/** A timer of a subject that will fire, as it is stored. */
@Entity('due_row')
@Index('due_row_by_time', ['dueAt'])
export class DueRowRecord {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  @Column(primary(idColumn('subject_id'))) readonly subjectId!: string;
  @Column(primary(wordColumn('timer'))) readonly timer!: string;
  @Column(wordColumn('subject_kind')) readonly subjectKind!: string;
  @Column(timeColumn('due_at')) readonly dueAt!: Date;
  /** How often it was tried without an end. */
  @Column(countColumn('attempts')) readonly attempts!: number;
  @Column(timeColumn('first_due_at')) readonly firstDueAt!: Date;
}
