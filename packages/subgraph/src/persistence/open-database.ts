import type { DatabaseOptions } from './database-options.js';
import type { Database } from './database.js';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Opens the database and runs its migrations. Throws with what to do when it cannot be reached, when another process writes to the
 * SQLite file, and when the server would lose acknowledged commits.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const scheme = options.url.slice(0, options.url.indexOf(':') + 1);
  switch (scheme) {
    // Only the driver that is used is loaded: the others would cost memory for nothing.
    case 'file:':
      return (await import('./sqlite-database.js')).openSqlite(pathOf(options.url));
    case 'mariadb:':
    case 'mysql:':
      return (await import('./mysql-database.js')).openMysql(options);
    default:
      throw new Error(
        `The database's URL begins with file:, mariadb: or mysql:, not with ${scheme || 'anything else'}`,
      );
  }
}

function pathOf(url: string): string {
  if (url.startsWith('file://')) return fileURLToPath(url);
  const path = url.slice('file:'.length);
  if (path === '' || path.startsWith(':')) throw new Error('Give the path of the SQLite file: file:./data/tessera.db');
  return isAbsolute(path) ? path : resolve(path);
}
