import { describeOnMariaDb } from '../support/databases.js';
import { startLoadProcess } from '../support/load-process.js';
import { createLogStack, outcomeName, putProgram } from '../support/log-stack.js';
import { proxyUrl } from '../support/proxied-database.js';

describeOnMariaDb('a process that is stopped in the middle of its transaction', ({ open }) => {
  it('frees its lock within seconds, so that another one writes, and finishes its own work later', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    const stack = createLogStack(opened.database);
    const through = await proxyUrl(opened.url);
    await using proxy = through.proxy;
    await using child = await startLoadProcess({ databaseUrl: through.url, count: 1, callers: 1, cardIds: [] });
    const stopped = new Promise<void>((resolve) => {
      const end = proxy.onClientData((data) => {
        if (!data.includes('INSERT INTO status_event')) return;
        // Before its statement is forwarded: it cannot have sent COMMIT.
        child.signal('SIGSTOP');
        end();
        resolve();
      });
    });
    child.go();
    await stopped;

    const startedAt = performance.now();
    const outcome = await stack.submit({ input: { programId: 'direct', holderId: 'ole' } });
    expect(outcomeName(outcome)).toBe('ACCEPTED');
    // Longer than a wait for a lock: that time-out was borne and the batch tried again.
    expect(performance.now() - startedAt).toBeGreaterThan(5_000);
    expect(await stack.readEvents()).toHaveLength(1);

    child.signal('SIGCONT');
    await child.done;
    const events = await stack.readEvents();
    expect(events.map(({ holderId }) => holderId)).toEqual(['ole', 'mara']);
    expect(child.acknowledged.map(({ eventId }) => eventId)).toEqual([events[1]?.id]);
    expect((await stack.verify()).fault).toBeNull();
  });
});
