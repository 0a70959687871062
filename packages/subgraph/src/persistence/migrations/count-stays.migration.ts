import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { SqlRow, SqlRunner, SqlValue } from '../database.js';
import { countEvents } from '../../log/count-events.js';
import { chunk, numberOf } from '../../log/subject-tables.js';
import { marks } from '../sql-text.js';

/** What is counted of the events that are there, of which kinds. */
const COUNTED = [
  { measure: 'STAYED', kinds: ['CARD', 'TEMPORARY_CARD', 'CHARGE_CARD', 'PRODUCTION_OPERATION'] },
  { measure: 'FAILED_WITH', kinds: ['PRODUCTION_OPERATION'] },
] as const;

const COLUMNS = 'tenant_id, subject_kind, measure, slot, state, amount';

/** Rows that one INSERT stores. */
const ROWS_AN_INSERT = 500;

/**
 * Counts the events that are stored for the second ledger of the tally: how long subjects stayed in their states, and with which codes
 * they failed. Servers from before it may go on meanwhile: nothing that they write is locked, and what they write lies past the position
 * that is stored for the ledger. It is one transaction, also where DDL commits at once.
 */
export class CountStays1795305604000 implements MigrationInterface {
  readonly name = 'CountStays1795305604000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const logs = await read(queryRunner, 'SELECT tenant_id, head FROM tenant_log');
    for (const log of logs) await countLog(queryRunner, String(log['tenant_id']), numberOf(log, 'head'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DELETE FROM tally WHERE measure IN ('STAYED', 'FAILED_WITH', 'LEFT_POSITION')");
  }
}

async function countLog(queryRunner: QueryRunner, tenantId: string, head: number): Promise<void> {
  const runner: SqlRunner = { read: (sql, parameters) => read(queryRunner, sql, parameters) };
  const log = { runner, table: 'status_event', tenantId };
  const rows: SqlValue[][] = [[tenantId, '', 'LEFT_POSITION', '', '', head]];
  for (const count of COUNTED)
    for (const { subjectKind, measure, slot, state, amount } of await countEvents(log, count, { after: 0, upTo: head }))
      rows.push([tenantId, subjectKind, measure, slot, state, amount]);
  for (const part of chunk(rows, ROWS_AN_INSERT)) await insert(queryRunner, part);
}

async function insert(queryRunner: QueryRunner, rows: readonly (readonly SqlValue[])[]): Promise<void> {
  const values = rows.map((row) => `(${marks(row.length)})`).join(', ');
  await queryRunner.query(`INSERT INTO tally (${COLUMNS}) VALUES ${values}`, rows.flat());
}

async function read(
  queryRunner: QueryRunner,
  sql: string,
  parameters: readonly SqlValue[] = [],
): Promise<readonly SqlRow[]> {
  // TypeORM does not know what is selected.
  return (await queryRunner.query(sql, [...parameters])) as readonly SqlRow[];
}
