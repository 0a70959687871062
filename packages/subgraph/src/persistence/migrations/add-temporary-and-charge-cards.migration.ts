import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { TableChange } from './alter-table.js';
import type { ColumnSpec, TableSpec } from './table-spec.js';
import { alterTable, restoreTable } from './alter-table.js';
import { createTables, dropTables } from './table-spec.js';

const SUBJECT: readonly ColumnSpec[] = [
  ['state', 'word'],
  ['version', 'int'],
  ['created_at', 'datetime'],
  ['updated_at', 'datetime'],
  ['state_since', 'datetime'],
];

const BY_TENANT_AND_ID: readonly ColumnSpec[] = [
  ['tenant_id', 'id'],
  ['id', 'id'],
];

const TABLES: readonly TableSpec[] = [
  {
    name: 'temporary_card',
    primary: BY_TENANT_AND_ID,
    columns: [
      ...SUBJECT,
      ['program_id', 'id'],
      ['holder_id', 'id?'],
      ['replaces_card_id', 'id?'],
      ['certificates', 'word'],
      ['valid_until', 'datetime?'],
      ['validity_set_at', 'datetime?'],
      ['attempts', 'int'],
    ],
    indexes: [
      ['temporary_card_by_holder', false, 'tenant_id', 'holder_id', 'state'],
      ['temporary_card_by_program', false, 'tenant_id', 'program_id', 'id'],
      ['temporary_card_by_state', false, 'tenant_id', 'state', 'id'],
      ['temporary_card_by_replaced', false, 'tenant_id', 'replaces_card_id'],
      ['temporary_card_by_creation', false, 'tenant_id', 'created_at'],
      ['temporary_card_by_validity', false, 'tenant_id', 'valid_until'],
    ],
  },
  {
    name: 'charge_card',
    primary: BY_TENANT_AND_ID,
    columns: [
      ...SUBJECT,
      ['rfid', 'word'],
      ['rfid_last4', 'word'],
      ['contract_id', 'word'],
      ['live_rfid', 'word?'],
      ['live_contract_id', 'word?'],
      ['account_id', 'id?'],
      ['subscription_id', 'id?'],
      ['terms_accepted_at', 'datetime?'],
      ['activation_expires_at', 'datetime?'],
      ['deactivates_at', 'datetime?'],
      ['suspended_from', 'word?'],
      ['duplicate_of', 'id?'],
      ['original_id', 'id?'],
    ],
    indexes: [
      ['charge_card_by_live_rfid', true, 'tenant_id', 'live_rfid'],
      ['charge_card_by_live_contract_id', true, 'tenant_id', 'live_contract_id'],
      ['charge_card_by_rfid', false, 'tenant_id', 'rfid', 'id'],
      ['charge_card_by_rfid_last4', false, 'tenant_id', 'rfid_last4', 'id'],
      ['charge_card_by_contract_id', false, 'tenant_id', 'contract_id', 'id'],
      ['charge_card_by_account', false, 'tenant_id', 'account_id', 'id'],
      ['charge_card_by_state', false, 'tenant_id', 'state', 'id'],
      ['charge_card_by_original', false, 'tenant_id', 'original_id'],
      ['charge_card_by_creation', false, 'tenant_id', 'created_at'],
      ['charge_card_by_deactivation', false, 'tenant_id', 'deactivates_at'],
    ],
  },
];

const LIFE: readonly ColumnSpec[] = SUBJECT.filter(([name]) => name !== 'version');

/** When programs and kiosks were made that are there already is not known: the beginning of this log's first year is said. */
const FILL = {
  state: "'CONFIGURED'",
  created_at: "'2026-01-01 00:00:00.000'",
  updated_at: "'2026-01-01 00:00:00.000'",
  state_since: "'2026-01-01 00:00:00.000'",
};

const CHANGES: readonly TableChange[] = [
  {
    table: 'card',
    columns: [['deactivated_for', 'id?']],
    indexes: [
      ['card_by_creation', false, 'tenant_id', 'created_at'],
      ['card_by_validity', false, 'tenant_id', 'valid_until'],
    ],
  },
  {
    table: 'production_operation',
    indexes: [
      ['production_operation_by_program', false, 'tenant_id', 'program_id', 'id'],
      ['production_operation_by_holder', false, 'tenant_id', 'holder_id', 'id'],
      ['production_operation_by_creation', false, 'tenant_id', 'created_at'],
    ],
  },
  {
    table: 'status_event',
    columns: [
      ['summary', 'varchar(2000)?'],
      ['days_left', 'int?'],
    ],
    // Ids of programs and kiosks are given: one may be that of a subject of another kind.
    indexes: [['status_event_of_subject', true, 'tenant_id', 'subject_kind', 'subject_id', 'sequence']],
    dropped: [['status_event_by_subject', true, 'tenant_id', 'subject_id', 'sequence']],
    // A comment, and which optional effects were left out.
    retyped: [{ was: ['comment', 'varchar(500)?'], is: ['comment', 'varchar(1000)?'] }],
  },
  { table: 'card_program', columns: LIFE, fill: FILL },
  { table: 'kiosk', columns: LIFE, fill: FILL },
];

/** Adds temporary cards, charge cards, the life of programs and kiosks, and an index behind every filter. */
export class AddTemporaryAndChargeCards1795305602000 implements MigrationInterface {
  readonly name = 'AddTemporaryAndChargeCards1795305602000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const change of CHANGES) await alterTable(queryRunner, change);
    // Last: on SQLite TypeORM changes `card` by way of a table that it names `temporary_card`.
    await createTables(queryRunner, TABLES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTables(queryRunner, TABLES);
    for (const change of CHANGES.toReversed()) await restoreTable(queryRunner, change);
  }
}
