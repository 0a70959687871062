import type { DataSource } from 'typeorm';

/** Rows of a tenant, as far as plans are concerned: many. */
const ROWS = 100_000;

/** How many rows of a tenant share a value, by column; of all others a few do. */
const ROWS_A_VALUE: Readonly<Record<string, number>> = {
  tenant_id: ROWS,
  state: ROWS / 10,
  program_id: ROWS / 20,
  kiosk_id: ROWS / 50,
  id: 1,
  position: 1,
};

const FEW_ROWS = 10;

/** An index as SQLite's own tables tell it. */
interface IndexRow {
  readonly tbl_name: string;
  readonly name: string;
  /** Comma separated, in order. */
  readonly columns: string;
}

/**
 * Tells SQLite how selective the columns of its indexes are, always the same: without statistics it takes a tenant for a handful of
 * rows, and goes through all of them rather than sort the few of a holder. Its own ANALYZE would know as little of a database that is
 * still empty, and connections that are open would not learn of it.
 */
export async function tellStatistics(source: DataSource): Promise<void> {
  // Makes the table of statistics when it is missing, and looks at no row.
  await source.query('ANALYZE sqlite_schema');
  const indexes = await source.query<readonly IndexRow[]>(
    "SELECT m.tbl_name, m.name, group_concat(i.name) AS columns FROM sqlite_schema m, pragma_index_info(m.name) i WHERE m.type = 'index' GROUP BY m.name",
  );
  const rows = indexes.map(({ tbl_name: table, name, columns }) => [table, name, statOf(columns)]);
  const values = rows.map(() => '(?, ?, ?)').join(', ');
  await source.query('BEGIN');
  await source.query('DELETE FROM sqlite_stat1');
  await source.query(`INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ${values}`, rows.flat());
  await source.query('COMMIT');
}

/** `100000 100000 10 1`: all rows, then how many are left after each column. */
function statOf(columns: string): string {
  let left = ROWS;
  const counts = columns.split(',').map((column) => (left = Math.min(left, ROWS_A_VALUE[column] ?? FEW_ROWS)));
  return [ROWS, ...counts].join(' ');
}
