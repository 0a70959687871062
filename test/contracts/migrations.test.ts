import type { DataSourceOptions } from 'typeorm';
import type { TestDatabase } from '../support/databases.js';
import { DataSource } from 'typeorm';
import { SHARED_OPTIONS, withDataSource } from '../../packages/subgraph/src/persistence/data-source.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { createLogStack, putProgram, registerCard } from '../support/log-stack.js';
import { makeRows, storeRows } from '../support/stored-rows.js';
import { findTallyFaults } from '../support/tally-faults.js';

/** Those that the stored rows belong to. */
const TENANTS = ['acme', 'globex', 'umbra'];

const OLD_KIOSK =
  "INSERT INTO kiosk (tenant_id, id, branch, status, version) VALUES ('acme', 'WIS00001', NULL, 'READY', 1)";

describeOnEachDatabase('the migration to temporary and charge cards', ({ open }) => {
  it('can be taken back, and keeps what was stored before it', async () => {
    await using opened = await open();
    await withDataSource(writingSource(opened), async (source) => {
      // Those of the tally, which came later.
      await source.undoLastMigration();
      await source.undoLastMigration();
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

describeOnEachDatabase('the migration to the tally', ({ open }) => {
  it('counts what is stored, of each tenant, and goes on after it was cut off', async () => {
    await using opened = await open();
    const { database } = opened;
    await putProgram(database);
    const stack = createLogStack(database);
    await stack.submit({ command: 'abort', subjectId: await registerCard(stack) });
    stack.clock.advance(3 * 3_600_000);
    await registerCard(stack);
    await storeRows(database, makeRows());
    await withDataSource(writingSource(opened), async (source) => {
      for (const [index, tenantId] of TENANTS.slice(1).entries())
        await source.query(
          `INSERT INTO tenant_log (tenant_id, head, oldest, head_mac, last_at) VALUES ('${tenantId}', ${index}, 1, '', NULL)`,
        );
      await source.undoLastMigration();
      await expect(source.query('SELECT amount FROM tally')).rejects.toThrow(/tally/);
      await source.runMigrations();
      const counted = await Promise.all(TENANTS.map((tenantId) => findTallyFaults(database, tenantId)));
      expect(counted).toEqual([[], [], []]);
      // As where DDL commits at once, and the process died before the end.
      await source.query("DELETE FROM migrations WHERE name LIKE 'AddTally%'");
      await source.query("DELETE FROM tally WHERE subject_kind = 'CHARGE_CARD'");
      await source.runMigrations();
      expect((await Promise.all(TENANTS.map((tenantId) => findTallyFaults(database, tenantId)))).flat()).toEqual([]);
    });
  });
});

/** A data source of the same database that may write, as the reader's may not. */
function writingSource({ database, url, dialectName }: TestDatabase): DataSource {
  if (dialectName !== 'sqlite') return new DataSource({ ...SHARED_OPTIONS, type: dialectName, url });
  // Setting the connection up is what makes it a reader's.
  return new DataSource({ ...database.reader.options, prepareDatabase: undefined } as unknown as DataSourceOptions);
}
