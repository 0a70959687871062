import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import { inOneTransaction } from '../../packages/subgraph/src/seed/one-transaction.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { createLogStack, putProgram, registerCard } from '../support/log-stack.js';

describeOnEachDatabase('one transaction around a log writer', ({ open }) => {
  it('shows what is written to whoever is inside alone, until all of it is committed', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await inOneTransaction(opened.database, async (inside) => {
      const stack = createLogStack(inside);
      await registerCard(stack);
      await registerCard(stack, { input: { holderId: 'olga' } });
      expect(await countEvents(inside)).toBe(2);
      expect(await countEvents(opened.database)).toBe(0);
      await stack.writer.close();
    });
    expect(await countEvents(opened.database)).toBe(2);
    expect(await createLogStack(opened.database).verify()).toEqual({ events: 2, fault: null });
  });

  it('leaves nothing when the work throws, and others may write then', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    const work = inOneTransaction(opened.database, async (inside) => {
      await registerCard(createLogStack(inside));
      throw new Error('Enough');
    });
    await expect(work).rejects.toThrow('Enough');
    expect(await countEvents(opened.database)).toBe(0);
    await registerCard(createLogStack(opened.database));
    expect(await countEvents(opened.database)).toBe(1);
  });

  it('is lost when a part of it is taken back or a statement fails, also when nobody inside minds', async () => {
    await using opened = await open();
    const takenBack = inOneTransaction(opened.database, async (inside) => {
      const session = await inside.openWriteSession();
      await session.begin();
      await session.write('DELETE FROM due_row WHERE subject_id = ?', ['x']);
      await session.rollback();
      session.release();
    });
    await expect(takenBack).rejects.toThrow('The transaction is not whole');
    const failed = inOneTransaction(opened.database, async (inside) => {
      await inside.read('SELECT nothing FROM nowhere').catch(() => []);
    });
    await expect(failed).rejects.toThrow('The transaction is not whole');
  });
});

async function countEvents(database: Database): Promise<number> {
  const [row] = await database.read('SELECT COUNT(*) AS found FROM status_event');
  return Number(row?.['found']);
}
