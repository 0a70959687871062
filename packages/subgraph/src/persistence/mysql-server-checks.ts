import type { RowDataPacket } from 'mysql2/promise';
import type { DatabaseOptions } from './database-options.js';
import type { OpenConnection } from './mysql-connection.js';
import type { MysqlSettings } from './mysql-settings.js';
import { describeServer } from './mysql-settings.js';

const MAX_LOCK_NAME_LENGTH = 64;
const MIGRATION_WAIT_SECONDS = 60;

/** Throws when the server is not of the kind the URL says, or may lose acknowledged commits and nobody accepted that. */
export async function checkServer(
  { connection }: OpenConnection,
  settings: MysqlSettings,
  { acceptUnsafeFlush = false, logger }: DatabaseOptions,
): Promise<void> {
  const sql = 'SELECT VERSION() AS version, @@GLOBAL.innodb_flush_log_at_trx_commit AS flush';
  const [[row]] = await connection.query<RowDataPacket[]>(sql);
  const flush = Number(row?.['flush']);
  const kind = String(row?.['version']).includes('MariaDB') ? 'mariadb' : 'mysql';
  if (kind !== settings.kind) throw new Error(`${describeServer(settings)} is ${kind}: begin the URL with ${kind}:`);
  if (flush === 1) return;
  const remark = `${describeServer(settings)} has innodb_flush_log_at_trx_commit = ${flush}: a crash loses acknowledged commits.`;
  if (!acceptUnsafeFlush) throw new Error(`${remark} Set it to 1, or accept the loss in the configuration.`);
  logger?.warn({ innodbFlushLogAtTrxCommit: flush }, remark);
}

/** Waits until no other process migrates this database; the lock lasts as long as the connection. */
export async function lockMigrations({ connection }: OpenConnection, settings: MysqlSettings): Promise<void> {
  const parameters = [`tessera ${settings.database}`.slice(0, MAX_LOCK_NAME_LENGTH), MIGRATION_WAIT_SECONDS];
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT GET_LOCK(?, ?) AS got', parameters);
  if (Number(row?.['got']) === 1) return;
  throw new Error(
    `Another process has been migrating ${describeServer(settings)} for long: wait for it, then start again.`,
  );
}
