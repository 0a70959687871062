import type { DataSourceOptions } from 'typeorm';
import type { TestDatabase } from '../support/databases.js';
import { DataSource } from 'typeorm';
import { SHARED_OPTIONS, withDataSource } from '../../packages/subgraph/src/persistence/data-source.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { acceptedId, aViewer, createLogStack, putProgram, registerCard } from '../support/log-stack.js';
import { actAsOlderServer } from '../support/older-server.js';
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
      // That of the durations, which came later.
      await source.undoLastMigration();
      await source.undoLastMigration();
      await expect(source.query('SELECT amount FROM tally')).rejects.toThrow(/tally/);
      await source.runMigrations();
      const counted = await Promise.all(TENANTS.map((tenantId) => findTallyFaults(database, tenantId)));
      expect(counted).toEqual([[], [], []]);
      // As where DDL commits at once, and the process died before the end.
      await source.query("DELETE FROM migrations WHERE name LIKE 'AddTally%' OR name LIKE 'CountStays%'");
      await source.query("DELETE FROM tally WHERE subject_kind = 'CHARGE_CARD'");
      await source.runMigrations();
      expect((await Promise.all(TENANTS.map((tenantId) => findTallyFaults(database, tenantId)))).flat()).toEqual([]);
    });
  });
});

describeOnEachDatabase('the migration to the durations of stages', ({ open }) => {
  it('counts what is stored, of each tenant, while older servers write on', async () => {
    await using opened = await open();
    const { database } = opened;
    const stack = createLogStack(database);
    const tenants = ['acme', 'globex'];
    const faultsOf = async () => (await Promise.all(tenants.map((each) => findTallyFaults(database, each)))).flat();
    for (const tenantId of tenants) {
      await putProgram(database, { tenantId, multipleOrdersPerHolder: true });
      await failProduction(stack, tenantId);
    }
    await withDataSource(writingSource(opened), async (source) => {
      await source.undoLastMigration();
      expect((await faultsOf()).join()).toMatch(/LEFT_POSITION.*STAYED.*FAILED_WITH/);
      expect(await source.query("SELECT DISTINCT measure FROM tally WHERE measure IN ('STAYED', 'ENTERED')")).toEqual([
        { measure: 'ENTERED' },
      ]);
      await source.runMigrations();
      expect(await faultsOf()).toEqual([]);
    });
    await actAsOlderServer(database, () => failProduction(stack, 'globex'));
    expect(await faultsOf()).not.toEqual([]);
    for (const tenantId of tenants) await failProduction(stack, tenantId);
    expect(await faultsOf()).toEqual([]);
  });
});

/** A card that is ordered three hours after it was registered, and fails to be produced. */
async function failProduction(stack: ReturnType<typeof createLogStack>, tenantId: string): Promise<void> {
  const viewer = aViewer('OPERATOR', { tenantId });
  const subjectId = await registerCard(stack, { viewer });
  stack.clock.advance(3 * 3_600_000);
  acceptedId(await stack.submit({ command: 'request', subjectId, viewer }));
  const operation = (await stack.readEvents(tenantId)).at(-1)?.subjectId ?? '';
  const failure = { kind: 'PRODUCTION_OPERATION', command: 'fail', input: { errorCode: 'PRD_FEEDER_JAM' } };
  acceptedId(await stack.submit({ ...failure, subjectId: operation, viewer: aViewer('PRODUCER', { tenantId }) }));
}

/** A data source of the same database that may write, as the reader's may not. */
function writingSource({ database, url, dialectName }: TestDatabase): DataSource {
  if (dialectName !== 'sqlite') return new DataSource({ ...SHARED_OPTIONS, type: dialectName, url });
  // Setting the connection up is what makes it a reader's.
  return new DataSource({ ...database.reader.options, prepareDatabase: undefined } as unknown as DataSourceOptions);
}
