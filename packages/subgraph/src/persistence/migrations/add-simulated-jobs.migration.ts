import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { TableSpec } from './table-spec.js';
import { createTables, dropTables } from './table-spec.js';

const TABLES: readonly TableSpec[] = [
  {
    name: 'simulated_job',
    primary: [
      ['tenant_id', 'id'],
      ['operation_id', 'id'],
    ],
    columns: [
      ['step', 'word'],
      ['due_at', 'datetime'],
      ['fail_code', 'word?'],
    ],
    indexes: [['simulated_job_by_time', false, 'due_at']],
  },
];

/** Creates the table of the simulated production channel. */
export class AddSimulatedJobs1795305601000 implements MigrationInterface {
  readonly name = 'AddSimulatedJobs1795305601000';

  up(queryRunner: QueryRunner): Promise<void> {
    return createTables(queryRunner, TABLES);
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return dropTables(queryRunner, TABLES);
  }
}
