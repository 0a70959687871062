import type { Connection } from 'mysql2/promise';
import { openDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { connectTo } from './connect.js';

/** The tenant that all cards of the bench belong to: that of the operator among the personas. */
export const TENANT = 'acme';

/** The program that all cards of the bench belong to. It allows one active card a holder: a guard that a reactivation asks. */
export const PROGRAM = 'staff';

/** How many digits a card's number has in its id. */
const DIGITS = 12;

/** Rows that one INSERT makes. */
const ROWS_PER_INSERT = 50_000;

const CARDS = `INSERT INTO card (tenant_id, id, state, version, created_at, updated_at, state_since, program_id, holder_id,
    requested_by, embossed_name, personalization_wiped_at, certificates, valid_until, attempts)
  SELECT :tenant, CONCAT('card_', LPAD(seq, ${DIGITS}, '0')), 'ACTIVE', 7, :past, :past, :past, :program,
    CONCAT('holder-', REVERSE(LPAD(seq, ${DIGITS}, '0'))), 'rosa.brandt', 'A HOLDER', NULL, 'VALID', :future, 1 FROM `;

const EVENTS = `INSERT INTO status_event (tenant_id, position, id, subject_kind, subject_id, sequence, command, from_state, to_state,
    actor_id, actor_role, channel, occurred_at, program_id, holder_id, mac_key_id, mac)
  SELECT :tenant, seq, CONCAT('evt_', LPAD(seq, ${DIGITS}, '0')), 'CARD', CONCAT('card_', LPAD(seq, ${DIGITS}, '0')), 7, 'ACTIVATE',
    'PRODUCED', 'ACTIVE', 'olga.petrov', 'OPERATOR', 'API', :past, :program,
    CONCAT('holder-', REVERSE(LPAD(seq, ${DIGITS}, '0'))), 'bench', REPEAT('m', 43) FROM `;

const PROGRAMS = `INSERT INTO card_program (tenant_id, id, name, kind, approval_required, queue_orders, multiple_orders_per_holder,
    multiple_active_per_holder, four_eyes, issues_certificates, validity_days, production_channel, version, state, created_at,
    updated_at, state_since)
  VALUES (:tenant, :program, 'Staff', 'CARD', 1, 1, 0, 0, 1, 1, 1095, 'BUREAU', 1, 'CONFIGURED', :past, :past, :past)`;

/** What the writer would have counted of these rows. */
const TALLY = `INSERT INTO tally (tenant_id, subject_kind, measure, slot, state, amount)
  SELECT tenant_id, 'CARD', 'PRESENT', program_id, state, COUNT(*) FROM card GROUP BY tenant_id, program_id, state
  UNION ALL
  SELECT tenant_id, 'CARD', 'ORDERED', program_id, state, COUNT(*) FROM card WHERE attempts > 0 GROUP BY tenant_id, program_id, state
  UNION ALL
  SELECT tenant_id, '', 'POSITION', '', '', head FROM tenant_log
  UNION ALL
  SELECT tenant_id, '', 'LEFT_POSITION', '', '', head FROM tenant_log`;

/** The id of a card, counted from 1. */
export function cardId(number: number): string {
  return `card_${String(number).padStart(DIGITS, '0')}`;
}

/** Makes the tables in an empty database, and active cards, each with its newest event, or only so many of them. */
export async function loadCards(url: string, count: number, eventCount = count): Promise<void> {
  await (await openDatabase({ url })).close();
  const connection = await connectTo(url);
  await insertAll(connection, count, eventCount).finally(() => connection.end());
}

async function insertAll(connection: Connection, count: number, eventCount: number): Promise<void> {
  const day = 86_400_000;
  const now = Date.now();
  const values = {
    tenant: TENANT,
    program: PROGRAM,
    past: new Date(now - 10 * day),
    future: new Date(now + 900 * day),
  };
  await connection.query(PROGRAMS, values);
  for (const rows of sequences(count)) await connection.query(CARDS + rows, values);
  for (const rows of sequences(eventCount)) await connection.query(EVENTS + rows, values);
  const log = `INSERT INTO tenant_log (tenant_id, head, oldest, head_mac, last_at) VALUES (:tenant, ${eventCount}, 1, 'm', :past)`;
  await connection.query(log, values);
  await connection.query(TALLY);
  await connection.query('ANALYZE TABLE card, status_event');
}

/** The tables of numbers from 1 to the count, as MariaDB's sequence engine makes them. */
function sequences(count: number): readonly string[] {
  return Array.from({ length: Math.ceil(count / ROWS_PER_INSERT) }, (_, index) => {
    const from = index * ROWS_PER_INSERT + 1;
    return `seq_${from}_to_${Math.min(from + ROWS_PER_INSERT - 1, count)}`;
  });
}
