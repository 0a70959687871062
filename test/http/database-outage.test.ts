import { describeOnMariaDb } from '../support/databases.js';
import { poll } from '../support/poll.js';
import { startServerStack } from '../support/server-stack.js';

const REGISTER = `mutation {
  registerCard(input: { programId: "staff", holderId: "mara.lind" }) { __typename ... on CardTransition { card { id } } }
}`;

describeOnMariaDb('a server whose database goes away', ({ server }) => {
  it('answers a masked fault that may be tried again, is not ready meanwhile, and goes on when the database is back', async () => {
    const mariaDb = server();
    if (mariaDb === null) throw new Error('No private server');
    const {
      ask,
      stop,
      server: tessera,
    } = await startServerStack({ DATABASE_URL: await mariaDb.createDatabase('outage') });
    const readiness = async () => (await fetch(`${tessera.origin}/readyz`)).status;
    expect(await readiness()).toBe(200);
    const before = await ask({ query: REGISTER });

    await mariaDb.kill();
    for (const query of [REGISTER, '{ cards { totalCount } }', '{ statusCursor }']) {
      const { status, errors } = await ask({ query });
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryable: true });
      expect(JSON.stringify(errors)).not.toMatch(/ECONN|SELECT|mysql|maria|127\.0\.0\.1/i);
      expect([200, 503]).toContain(status);
    }
    expect(await readiness()).toBe(503);

    await mariaDb.restart();
    await poll('readiness', async () => (await readiness()) === 200);
    const after = await poll('an accepted command', async () => {
      const { data } = await ask({ query: REGISTER });
      return data?.['registerCard'] ?? null;
    });
    expect(after).toMatchObject({ __typename: 'CardTransition' });
    const { id } = (before.data?.['registerCard'] as { card: { id: string } }).card;
    expect((await ask({ query: `{ card(id: "${id}") { version } }` })).data).toEqual({ card: { version: 1 } });
    await stop();
  });
});
