import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2/promise';
import type { SqlRow, SqlValue, WriteSession } from './database.js';

/** Responsible for one use of a writer connection to MariaDB or MySQL. Talks to that connection. */
export class MysqlWriteSession implements WriteSession {
  #isBroken = false;
  #isInTransaction = false;

  constructor(
    private readonly connection: Connection,
    private readonly giveBack: (isBroken: boolean) => void,
  ) {}

  async begin(): Promise<void> {
    this.#isInTransaction = true;
    await this.connection.query('START TRANSACTION');
  }

  async read(sql: string, parameters: readonly SqlValue[] = []): Promise<readonly SqlRow[]> {
    const [rows] = await this.connection.query<RowDataPacket[]>(sql, [...parameters]);
    return rows;
  }

  /** The driver asks the server for matched rows (CLIENT_FOUND_ROWS), also those that were the same before. */
  async write(sql: string, parameters: readonly SqlValue[]): Promise<number> {
    const [result] = await this.connection.query<ResultSetHeader>(sql, [...parameters]);
    return result.affectedRows;
  }

  async commit(): Promise<void> {
    await this.connection.query('COMMIT');
    this.#isInTransaction = false;
  }

  async rollback(): Promise<void> {
    try {
      await this.connection.query('ROLLBACK');
      this.#isInTransaction = false;
    } catch {
      this.#isBroken = true;
    }
  }

  release({ broken }: { readonly broken: boolean } = { broken: false }): void {
    this.giveBack(broken || this.#isBroken || this.#isInTransaction);
  }
}
