import type { TallyCell, TallyMeasure } from './tally.js';
import { Column, Entity } from 'typeorm';
import { idColumn, positionColumn, primary, wordColumn } from '../persistence/columns.js';

/** A number that the writer keeps, as it is stored. */
@Entity('tally')
export class TallyRecord implements TallyCell {
  @Column(primary(idColumn('tenant_id'))) readonly tenantId!: string;
  @Column(primary(wordColumn('subject_kind'))) readonly subjectKind!: string;
  @Column(primary(wordColumn('measure'))) readonly measure!: TallyMeasure;
  @Column(primary(idColumn('slot'))) readonly slot!: string;
  @Column(primary(wordColumn('state'))) readonly state!: string;
  @Column(positionColumn('amount')) readonly amount!: number;
}
