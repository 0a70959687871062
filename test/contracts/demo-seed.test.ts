import { DEMO_TENANTS, seedDemo } from '../../packages/subgraph/src/configuration/demo-seed.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { createLogStack } from '../support/log-stack.js';

describeOnEachDatabase('the demo’s rows', ({ open }) => {
  it('are stored for both tenants: four programs and three kiosks, each by an event', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database);
    await seedDemo(stack);
    const programs = await opened.database.read('SELECT * FROM card_program ORDER BY tenant_id, id');
    expect(programs.map((row) => [row['tenant_id'], row['id'], row['approval_required'], row['queue_orders']])).toEqual(
      DEMO_TENANTS.flatMap((tenantId) => [
        [tenantId, 'campus', 0, 0],
        [tenantId, 'contractor', 1, 0],
        [tenantId, 'staff', 1, 1],
        [tenantId, 'visitor', 1, 0],
      ]),
    );
    const kiosks = await opened.database.read('SELECT * FROM kiosk WHERE tenant_id = ? ORDER BY id', ['acme']);
    expect(kiosks.map((row) => [row['id'], row['branch'] === null, row['status']])).toEqual([
      ['WIS00001', false, 'READY'],
      ['WIS00002', true, 'READY'],
      ['WIS00003', false, 'NOT_READY'],
    ]);
    expect((await stack.readEvents()).map(({ command }) => command)).toEqual([
      ...Array.from({ length: 4 }, () => 'CREATE'),
      ...Array.from({ length: 3 }, () => 'REGISTER'),
    ]);
  });

  it('are left as they are when they are there already', async () => {
    await using opened = await open();
    const seed = () => seedDemo(createLogStack(opened.database));
    await seed();
    const session = await opened.database.openWriteSession();
    await session.write('UPDATE kiosk SET status = ? WHERE tenant_id = ? AND id = ?', ['OFFLINE', 'acme', 'WIS00001']);
    session.release();
    await seed();
    const sql = 'SELECT status FROM kiosk WHERE tenant_id = ? AND id = ?';
    expect(await opened.database.read(sql, ['acme', 'WIS00001'])).toMatchObject([{ status: 'OFFLINE' }]);
    expect(await opened.database.read('SELECT id FROM kiosk')).toHaveLength(6);
  });
});
