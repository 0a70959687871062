import type { RowDataPacket } from 'mysql2';
import type { SqlValue } from '../../packages/subgraph/src/persistence/database.js';
import { fileURLToPath } from 'node:url';
import { LibsqlConnection } from '../../packages/subgraph/src/persistence/libsql-driver.js';
import { connectTo } from './connect.js';

/** Reads rows as one does by hand, through the database's own client. */
export interface RowReader {
  /** Parameters stand as `?`. */
  read(sql: string, parameters: readonly SqlValue[]): Promise<readonly object[]>;
}

/** Opens a reader of the database of a `file:` or `mariadb:` URL; it is closed with the process. */
export async function openRowReader(url: string): Promise<RowReader> {
  if (url.startsWith('file:')) {
    const file = new LibsqlConnection(fileURLToPath(url));
    return { read: (sql, parameters) => Promise.resolve(file.read(sql, parameters)) };
  }
  const connection = await connectTo(url);
  return {
    read: async (sql, parameters) => {
      const [rows] = await connection.query<RowDataPacket[]>({ sql, namedPlaceholders: false }, [...parameters]);
      return rows;
    },
  };
}
