import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { ColumnSpec, TableSpec } from './table-spec.js';
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

// How the tables began. Later changes are migrations of their own.
const TABLES: readonly TableSpec[] = [
  {
    name: 'tenant_log',
    primary: [['tenant_id', 'id']],
    columns: [
      ['head', 'bigint'],
      ['oldest', 'bigint'],
      ['head_mac', 'id?'],
      ['last_at', 'datetime?'],
    ],
    indexes: [],
  },
  {
    name: 'status_event',
    primary: [
      ['tenant_id', 'id'],
      ['position', 'bigint'],
    ],
    columns: [
      ['id', 'id'],
      ['subject_kind', 'word'],
      ['subject_id', 'id'],
      ['sequence', 'int'],
      ['command', 'word'],
      ['from_state', 'word?'],
      ['to_state', 'word?'],
      ['reason', 'word?'],
      ['comment', 'varchar(500)?'],
      ['error_code', 'word?'],
      ['actor_id', 'id'],
      ['actor_role', 'word'],
      ['channel', 'word'],
      ['caused_by', 'id?'],
      ['request_id', 'varchar(128)?'],
      ['occurred_at', 'datetime'],
      ['program_id', 'id?'],
      ['holder_id', 'id?'],
      ['previous_holder_id', 'id?'],
      ['account_id', 'id?'],
      ['previous_account_id', 'id?'],
      ['kiosk_id', 'id?'],
      ['producible_id', 'id?'],
      ['comment_salt', 'id?'],
      ['comment_digest', 'id?'],
      ['mac_key_id', 'id'],
      ['mac', 'id'],
    ],
    indexes: [
      ['status_event_by_subject', true, 'tenant_id', 'subject_id', 'sequence'],
      ['status_event_by_id', true, 'tenant_id', 'id'],
    ],
  },
  {
    name: 'idempotency_record',
    primary: [
      ['tenant_id', 'id'],
      ['key_hash', 'id'],
    ],
    columns: [
      ['input_hash', 'id'],
      ['event_ids', 'json'],
      ['created_at', 'datetime'],
    ],
    indexes: [['idempotency_record_by_age', false, 'created_at']],
  },
  {
    name: 'due_row',
    primary: [
      ['tenant_id', 'id'],
      ['subject_id', 'id'],
      ['timer', 'word'],
    ],
    columns: [
      ['subject_kind', 'word'],
      ['due_at', 'datetime'],
      ['attempts', 'int'],
      ['first_due_at', 'datetime'],
    ],
    indexes: [['due_row_by_time', false, 'due_at']],
  },
  {
    name: 'card',
    primary: BY_TENANT_AND_ID,
    columns: [
      ...SUBJECT,
      ['program_id', 'id'],
      ['holder_id', 'id'],
      ['requested_by', 'id?'],
      ['embossed_name', 'varchar(64)?'],
      ['personalization_wiped_at', 'datetime?'],
      ['certificates', 'word'],
      ['valid_until', 'datetime?'],
      ['attempts', 'int'],
    ],
    indexes: [
      ['card_by_holder', false, 'tenant_id', 'holder_id', 'state'],
      ['card_by_program', false, 'tenant_id', 'program_id', 'id'],
      ['card_by_state', false, 'tenant_id', 'state', 'id'],
    ],
  },
  {
    name: 'production_operation',
    primary: BY_TENANT_AND_ID,
    columns: [
      ...SUBJECT,
      ['subject_kind', 'word'],
      ['subject_id', 'id'],
      ['subject_created_at', 'datetime'],
      ['program_id', 'id'],
      ['holder_id', 'id?'],
      ['channel', 'word'],
      ['attempt', 'int'],
      ['kiosk_id', 'id?'],
      ['started_at', 'datetime?'],
      ['end_time', 'datetime?'],
      ['error_code', 'word?'],
      ['error_description', 'varchar(500)?'],
    ],
    indexes: [
      ['production_operation_by_subject', true, 'tenant_id', 'subject_id', 'attempt'],
      ['production_operation_by_kiosk', false, 'tenant_id', 'kiosk_id', 'id'],
      ['production_operation_by_state', false, 'tenant_id', 'state', 'id'],
    ],
  },
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
  {
    name: 'card_program',
    primary: BY_TENANT_AND_ID,
    columns: [
      ['name', 'varchar(200)'],
      ['kind', 'word'],
      ['approval_required', 'boolean'],
      ['queue_orders', 'boolean'],
      ['multiple_orders_per_holder', 'boolean'],
      ['multiple_active_per_holder', 'boolean'],
      ['four_eyes', 'boolean'],
      ['issues_certificates', 'boolean'],
      ['validity_days', 'int'],
      ['production_channel', 'word'],
      ['version', 'int'],
    ],
    indexes: [],
  },
  {
    name: 'kiosk',
    primary: BY_TENANT_AND_ID,
    columns: [
      ['branch', 'id?'],
      ['status', 'word'],
      ['version', 'int'],
    ],
    indexes: [],
  },
];

/** Creates the first tables. */
export class CreateTables1795305600000 implements MigrationInterface {
  readonly name = 'CreateTables1795305600000';

  up(queryRunner: QueryRunner): Promise<void> {
    return createTables(queryRunner, TABLES);
  }

  down(queryRunner: QueryRunner): Promise<void> {
    return dropTables(queryRunner, TABLES);
  }
}
