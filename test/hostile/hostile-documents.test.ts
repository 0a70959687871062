import { pino } from 'pino';
import { SCHEMA } from '../support/graph-stack.js';
import { startServerStack } from '../support/server-stack.js';
import { startPrivateMariaDb } from '../support/private-mariadb.js';
import { runHostile } from './run-hostile.js';
import { readWorld } from './hostile-world.js';

const seed = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 1e9));

const NO_RATE_LIMIT = { TESSERA_PRINCIPAL_POINTS: '1000000000', TESSERA_TENANT_POINTS: '1000000000' };

/** Sends so many, and answers everything that is wrong with what came back and with what the server says of it. */
async function findFaults(count: number, environment: Record<string, string>) {
  process.stderr.write(`hostile documents: TEST_SEED=${seed}\n`);
  const logged: string[] = [];
  const logger = pino({ level: 'error' }, { write: (line) => logged.push(line) });
  const { server, tokens, ask, stop } = await startServerStack({ ...NO_RATE_LIMIT, ...environment }, { logger });
  try {
    const target = { ...server, tokens };
    const { faults, met } = await runHostile({ target, world: await readWorld(SCHEMA, target), seed, count });
    const { errors } = await ask({ query: '{ statusCursor }' });
    return { faults: faults.slice(0, 12), logged: logged.slice(0, 5), errors, met };
  } finally {
    await stop();
  }
}

describe('hostile requests', () => {
  it('are all answered by a code of the catalogue, none by a fault of the server: 5,000 on SQLite', async () => {
    const { met, ...found } = await findFaults(5_000, {});
    expect(found).toEqual({ faults: [], logged: [], errors: undefined });
    // Of each kind there were enough.
    expect(met.get('HTTP 200')).toBeGreaterThan(250);
    expect(met.get('HTTP 400')).toBeGreaterThan(500);
    expect(met.get('SOCKET 0')).toBeGreaterThan(200);
  });

  it('likewise on MariaDB, 500 of them', async () => {
    await using mariadb = await startPrivateMariaDb();
    if (mariadb === null)
      return void process.stdout.write('Skipped: hostile requests on MariaDB, for want of mariadbd.\n');
    const { met: _met, ...found } = await findFaults(500, { DATABASE_URL: await mariadb.createDatabase('hostile') });
    expect(found).toEqual({ faults: [], logged: [], errors: undefined });
  });
});
