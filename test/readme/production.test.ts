import { ConfigError, readConfig } from '@tessera/subgraph';
import { randomBytes } from 'node:crypto';
import { startServerStack } from '../support/server-stack.js';
import { KEY_TO_MAKE, readProductionSettings } from './readme-blocks.js';

const printed = readProductionSettings();

/** The settings with keys made, as the README asks for. */
const made = Object.fromEntries(
  Object.entries(printed).map(([name, value]) => [
    name,
    value.replace(KEY_TO_MAKE, () => randomBytes(32).toString('base64')),
  ]),
);

describe('the README’s settings of a production server', () => {
  it('are refused while a key of them is not made', () => {
    const unmade = Object.keys(printed).filter((name) => printed[name]?.includes(KEY_TO_MAKE));
    expect(unmade).toHaveLength(3);
    for (const name of unmade) {
      const settings = { ...made, [name]: printed[name] };
      expect(() => readConfig(settings)).toThrow(ConfigError);
      expect(() => readConfig(settings)).toThrow(name);
    }
  });

  it('are all that the configuration needs, and say what they are said to say', () => {
    expect(readConfig(made)).toMatchObject({
      environment: 'production',
      host: '0.0.0.0',
      databaseUrl: printed['DATABASE_URL'],
      trustedIssuer: {
        issuer: printed['TESSERA_JWT_ISSUER'],
        keys: { jwksUrl: new URL(printed['TESSERA_JWKS_URL'] ?? '') },
      },
      gateway: { secrets: [made['TESSERA_GATEWAY_SECRETS']], isOnly: false },
      sockets: { allowedOrigins: ['https://cards.example.com'] },
      redisUrl: printed['REDIS_URL'],
    });
  });

  it('start a server that is ready, and lets nobody in without a token, the gateway included', async () => {
    const { REDIS_URL: _, DATABASE_URL: __, ...settings } = made;
    const here = { TESSERA_ENV: 'production', HOST: '127.0.0.1' };
    const { server, ask, stop } = await startServerStack({ ...settings, ...here });
    const ready = await fetch(`${server.origin}/readyz`);
    const secret = { 'x-tessera-gateway-secret': made['TESSERA_GATEWAY_SECRETS'] ?? '' };
    const answers = [
      await ask({ query: '{ statusCursor }' }),
      await ask({ query: '{ statusCursor }', headers: secret }),
    ];
    await stop();
    expect([ready.status, ...answers.map(({ status }) => status)]).toEqual([200, 401, 401]);
  });
});
