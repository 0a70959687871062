import { DAY_MS } from '@tessera/lifecycle';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll } from '../support/poll.js';
import { startServerStack } from '../support/server-stack.js';
import { TestClock } from '../support/test-clock.js';

const LOG = '{ statusEvents { items { cursor } } }';

describe('TESSERA_LOG_RETENTION_DAYS', () => {
  it('says for how long the log is kept: for ever where it is not set', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tessera-retention-'));
    const DATABASE_URL = `file:${join(folder, 'tessera.db')}`;
    const clock = new TestClock();
    const first = await startServerStack({ DATABASE_URL }, { clock });
    const seeded = countEvents(await first.ask({ query: LOG }));
    expect(seeded).toBeGreaterThan(0);
    await first.stop();
    clock.advance(100 * DAY_MS);
    const keeping = await startServerStack({ DATABASE_URL }, { clock });
    expect(countEvents(await keeping.ask({ query: LOG }))).toBe(seeded);
    await keeping.stop();
    const forgetting = await startServerStack({ DATABASE_URL, TESSERA_LOG_RETENTION_DAYS: '99' }, { clock });
    await poll('the log is empty', async () => countEvents(await forgetting.ask({ query: LOG })) === 0);
    await forgetting.stop();
    rmSync(folder, { recursive: true });
  });
});

function countEvents({ data }: { readonly data?: Record<string, unknown> | null }): number {
  const { items } = data?.['statusEvents'] as { readonly items: readonly unknown[] };
  return items.length;
}
