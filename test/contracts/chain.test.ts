import type { SqlValue } from '../../packages/subgraph/src/persistence/database.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { createLogStack, putProgram, registerCard } from '../support/log-stack.js';

const TAMPERINGS: readonly { name: string; sql: string; position: number }[] = [
  { name: 'an edited actor', sql: "UPDATE status_event SET actor_id = 'nobody' WHERE position = 3", position: 3 },
  { name: 'an edited comment', sql: "UPDATE status_event SET comment = 'other' WHERE position = 2", position: 2 },
  { name: 'a deleted event', sql: 'DELETE FROM status_event WHERE position = 4', position: 4 },
  { name: 'a cut tail', sql: 'DELETE FROM status_event WHERE position = 5', position: 5 },
  { name: 'another head', sql: "UPDATE tenant_log SET head_mac = 'x'", position: 5 },
];

describeOnEachDatabase('the chain of a log', ({ open }) => {
  it.each(TAMPERINGS)('names the first event that breaks it: $name', async ({ sql, position }) => {
    await using opened = await open();
    const stack = await createLogOfFive(opened);
    expect(await stack.verify()).toEqual({ events: 5, fault: null });
    await change(opened, sql);
    expect((await stack.verify()).fault).toMatchObject({ position });
  });

  it('notices two events that changed places', async () => {
    await using opened = await open();
    const stack = await createLogOfFive(opened);
    for (const [from, to] of [
      [3, 1_000],
      [4, 3],
      [1_000, 4],
    ]) {
      await change(opened, 'UPDATE status_event SET position = ? WHERE position = ?', [to ?? 0, from ?? 0]);
    }
    expect((await stack.verify()).fault).toMatchObject({ position: 3 });
  });

  it('stays whole when a comment is erased with its salt', async () => {
    await using opened = await open();
    const stack = await createLogOfFive(opened);
    await change(opened, 'UPDATE status_event SET comment = NULL, comment_salt = NULL WHERE position = 2');
    expect(await stack.verify()).toEqual({ events: 5, fault: null });
  });
});

type Opened = Awaited<ReturnType<Parameters<Parameters<typeof describeOnEachDatabase>[1]>[0]['open']>>;

async function createLogOfFive({ database }: Opened) {
  const stack = createLogStack(database);
  await putProgram(database);
  for (let count = 1; count <= 5; count += 1) await registerCard(stack, { comment: `Card ${count}` });
  return stack;
}

async function change({ database }: Opened, sql: string, parameters: readonly SqlValue[] = []): Promise<void> {
  const session = await database.openWriteSession();
  await session.begin();
  await session.write(sql, parameters);
  await session.commit();
  session.release();
}
