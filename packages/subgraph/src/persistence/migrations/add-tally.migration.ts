import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { TableSpec } from './table-spec.js';
import { createTables, dropTables } from './table-spec.js';

const TABLES: readonly TableSpec[] = [
  {
    name: 'tally',
    primary: [
      ['tenant_id', 'id'],
      ['subject_kind', 'word'],
      ['measure', 'word'],
      ['slot', 'id'],
      ['state', 'word'],
    ],
    columns: [['amount', 'bigint']],
    indexes: [],
  },
];

/** What is counted of the rows that are there: kind, measure, table, slot, and which of its rows. */
const COUNTED = [
  ['CARD', 'PRESENT', 'card', 'program_id', '1 = 1'],
  ['CARD', 'ORDERED', 'card', 'program_id', 'attempts > 0'],
  ['TEMPORARY_CARD', 'PRESENT', 'temporary_card', 'program_id', '1 = 1'],
  ['TEMPORARY_CARD', 'ORDERED', 'temporary_card', 'program_id', 'attempts > 0'],
  ['CHARGE_CARD', 'PRESENT', 'charge_card', "''", '1 = 1'],
  ['PRODUCTION_OPERATION', 'PRESENT', 'production_operation', 'program_id', '1 = 1'],
] as const;

const INSERT = 'INSERT INTO tally (tenant_id, subject_kind, measure, slot, state, amount)';

/** By which events subjects came into a state, by hour. */
const ENTERED = `SELECT tenant_id, subject_kind, 'ENTERED', SUBSTR(CAST(occurred_at AS CHAR), 1, 13), to_state, COUNT(*)
  FROM status_event
  WHERE subject_kind IN ('CARD', 'TEMPORARY_CARD', 'CHARGE_CARD', 'PRODUCTION_OPERATION')
    AND to_state IS NOT NULL AND (from_state IS NULL OR from_state <> to_state)
  GROUP BY 1, 2, 4, 5`;

/** Creates the table of the numbers that the writer keeps, and counts what is stored. */
export class AddTally1795305603000 implements MigrationInterface {
  readonly name = 'AddTally1795305603000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await createTables(queryRunner, TABLES);
    // Where DDL commits at once, a migration that was cut off begins again.
    await queryRunner.query('DELETE FROM tally');
    for (const [kind, measure, table, slot, which] of COUNTED) {
      const groups = slot === "''" ? 'tenant_id, state' : `tenant_id, ${slot}, state`;
      await queryRunner.query(
        `${INSERT} SELECT tenant_id, '${kind}', '${measure}', ${slot}, state, COUNT(*) FROM ${table} WHERE ${which} GROUP BY ${groups}`,
      );
    }
    await queryRunner.query(`${INSERT} ${ENTERED}`);
    await queryRunner.query(`${INSERT} SELECT tenant_id, '', 'POSITION', '', '', head FROM tenant_log`);
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return dropTables(queryRunner, TABLES);
  }
}
