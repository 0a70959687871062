import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKillRounds } from '../support/kill-rounds.js';
import { isMariaDbInstalled, startPrivateMariaDb } from '../support/private-mariadb.js';

const NOTHING_WRONG = { lost: [], doubled: [], faults: [] };

// Many starts of a server, on a machine that may be busy.
jest.setTimeout(180_000);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a server that is killed by SIGKILL at random moments', () => {
  it('has every acknowledged transition once, on SQLite', async () => {
    const report = await runKillRounds({ databaseUrl: `file:${join(folder, 'tessera.db')}`, folder, rounds: 5 });
    expect(report).toMatchObject({ rounds: 5, ...NOTHING_WRONG });
    expect(report.acknowledged).toBeGreaterThan(50);
  });

  (isMariaDbInstalled() ? it : it.skip)('has every acknowledged transition once, on MariaDB', async () => {
    await using mariadb = await startPrivateMariaDb();
    if (mariadb === null) throw new Error('MariaDB is installed and does not start');
    const databaseUrl = await mariadb.createDatabase('killed');
    const report = await runKillRounds({ databaseUrl, folder, rounds: 2 });
    expect(report).toMatchObject({ rounds: 2, ...NOTHING_WRONG });
    expect(report.acknowledged).toBeGreaterThan(20);
  });
});
