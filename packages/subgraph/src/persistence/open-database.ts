import type { DatabaseOptions } from './database-options.js';
import type { Database, ReadableDatabase } from './database.js';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Opens the database and runs its migrations. Throws with what to do when it cannot be reached, when another process writes to the
 * SQLite file, and when the server would lose acknowledged commits.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  // Only the driver that is used is loaded: the others would cost memory for nothing.
  return isFile(options.url)
    ? (await import('./sqlite-database.js')).openSqlite(pathOf(options.url))
    : (await import('./mysql-database.js')).openMysql(options);
}

/**
 * Opens a database that is there, for reading alone: neither makes nor migrates anything, and takes no lock. Throws with what to do
 * when it cannot be reached.
 */
export async function openReadableDatabase(url: string): Promise<ReadableDatabase> {
  return isFile(url)
    ? (await import('./sqlite-database.js')).openSqliteReader(pathOf(url))
    : (await import('./mysql-database.js')).openMysqlReader(url);
}

/** Whether the URL is that of a SQLite file, and not of a server. Throws on one that is neither. */
function isFile(url: string): boolean {
  const scheme = url.slice(0, url.indexOf(':') + 1);
  if (['file:', 'mariadb:', 'mysql:'].includes(scheme)) return scheme === 'file:';
  throw new Error(`The database's URL begins with file:, mariadb: or mysql:, not with ${scheme || 'anything else'}`);
}

function pathOf(url: string): string {
  if (url.startsWith('file://')) return fileURLToPath(url);
  const path = url.slice('file:'.length);
  if (path === '' || path.startsWith(':')) throw new Error('Give the path of the SQLite file: file:./data/tessera.db');
  return isAbsolute(path) ? path : resolve(path);
}
