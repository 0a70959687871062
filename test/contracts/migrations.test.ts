import type { DataSourceOptions } from 'typeorm';
import type { TestDatabase } from '../support/databases.js';
import { DataSource } from 'typeorm';
import { SHARED_OPTIONS, withDataSource } from '../../packages/subgraph/src/persistence/data-source.js';
import { describeOnEachDatabase } from '../support/databases.js';

const OLD_KIOSK =
  "INSERT INTO kiosk (tenant_id, id, branch, status, version) VALUES ('acme', 'WIS00001', NULL, 'READY', 1)";

describeOnEachDatabase('the migration to temporary and charge cards', ({ open }) => {
  it('can be taken back, and keeps what was stored before it', async () => {
    await using opened = await open();
    await withDataSource(writingSource(opened), async (source) => {
      await source.undoLastMigration();
      await expect(source.query('SELECT deactivated_for FROM card')).rejects.toThrow(/deactivated_for/);
      await source.query(OLD_KIOSK);
      await source.runMigrations();
      expect(await source.query('SELECT id, status, state, version FROM kiosk')).toEqual([
        { id: 'WIS00001', status: 'READY', state: 'CONFIGURED', version: 1 },
      ]);
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    });
  });
});

/** A data source of the same database that may write, as the reader's may not. */
function writingSource({ database, url, dialectName }: TestDatabase): DataSource {
  if (dialectName !== 'sqlite') return new DataSource({ ...SHARED_OPTIONS, type: dialectName, url });
  // Setting the connection up is what makes it a reader's.
  return new DataSource({ ...database.reader.options, prepareDatabase: undefined } as unknown as DataSourceOptions);
}
