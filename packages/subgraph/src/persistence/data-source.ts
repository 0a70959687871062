import type { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/index.js';
import { RECORDS } from './records.js';

/** What every data source shares. Records never make tables: migrations do. */
export const SHARED_OPTIONS = {
  entities: RECORDS,
  migrations: MIGRATIONS,
  migrationsTableName: 'migrations',
  migrationsTransactionMode: 'each',
  synchronize: false,
  logging: false,
} as const;

/** Opens the data source, gives it to `use`, closes it. */
export async function withDataSource<T>(source: DataSource, use: (source: DataSource) => Promise<T>): Promise<T> {
  await source.initialize();
  try {
    return await use(source);
  } finally {
    await source.destroy();
  }
}

/** Throws when the database does not answer, or lacks a migration. */
export async function checkMigrations(source: DataSource): Promise<void> {
  // The table and column of TypeORM's own book of migrations.
  const rows: readonly { readonly name: string }[] = await source.query('SELECT name FROM migrations');
  const done = new Set(rows.map(({ name }) => name));
  const pending = MIGRATIONS.filter(({ name }) => !done.has(name)).map(({ name }) => name);
  if (pending.length > 0) throw new Error(`Migrations that have not run: ${pending.join(', ')}`);
}
