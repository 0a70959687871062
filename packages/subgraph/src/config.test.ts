import { ConfigError, readConfig, readToolConfig } from './config.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
const PRODUCTION = {
  TESSERA_JWT_ISSUER: 'https://login.example.com',
  TESSERA_JWT_AUDIENCE: 'tessera',
  TESSERA_JWKS_URL: 'https://login.example.com/keys',
  TESSERA_CURSOR_KEY: KEY,
  TESSERA_MAC_KEYS: `k2:${KEY},k1:${KEY}`,
};

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('reads production with an issuer and keys', () => {
    const config = readConfig(PRODUCTION);
    expect(config).toMatchObject({ environment: 'production', host: '127.0.0.1', port: 4001, batchSyncMs: 60_000 });
    expect(config).toMatchObject({ drainGraceMs: 2_000, logRetentionDays: null });
    expect(config.trustedIssuer?.algorithms).toEqual(['RS256', 'ES256', 'EdDSA']);
    expect(config.macKeys?.currentId).toBe('k2');
    expect([...(config.macKeys?.keys.keys() ?? [])]).toEqual(['k2', 'k1']);
  });

  it('needs nothing in development', () => {
    const config = readConfig({ TESSERA_ENV: 'development' });
    expect(config).toMatchObject({ batchSyncMs: 5_000, logLevel: 'warn', trustedIssuer: null, cursorKey: null });
    expect(config.drainGraceMs).toBe(0);
  });

  it('refuses production without an issuer and keys, naming all that is missing', () => {
    const faults = faultsOf({}).join('\n');
    for (const name of [
      'TESSERA_JWT_ISSUER',
      'TESSERA_JWT_AUDIENCE',
      'TESSERA_JWKS_URL',
      'TESSERA_CURSOR_KEY',
      'TESSERA_MAC_KEYS',
    ]) {
      expect(faults).toContain(name);
    }
  });

  it('lists all faults at once and never shows a value', () => {
    const faults = faultsOf({
      PORT: '70000',
      DATABASE_URL: 'postgres://user:hunter2@host/db',
      TESSERA_ENV: 'prod',
      TESSERA_JWT_SECRET: 'hunter2',
      TESSERA_CURSOR_KEY: 'hunter2',
      TESSERA_SIMULATOR_FAIL_CODE: 'NO_SUCH_CODE',
    });
    expect(faults).toHaveLength(6);
    expect(faults.join('\n')).not.toContain('hunter2');
  });

  it('names unknown variables of its own, and no others', () => {
    expect(faultsOf({ TESSERA_ENV: 'development', TESSERA_PORT: '1', OTHER: 'x' })).toEqual([
      expect.stringContaining('TESSERA_PORT'),
    ]);
  });

  it('takes an empty variable as absent', () => {
    expect(readConfig({ TESSERA_ENV: 'development', PORT: '', TESSERA_JWT_ISSUER: '' }).port).toBe(4001);
  });

  it.each([
    ['both a secret and a JWKS URL', { TESSERA_JWT_SECRET: 'a'.repeat(32) }, 'exactly one'],
    ['an algorithm of the other kind', { TESSERA_JWT_ALGORITHMS: 'RS256, HS256' }, 'HS256 does not fit'],
    ['the algorithm none', { TESSERA_JWT_ALGORITHMS: 'none' }, 'none does not fit'],
    ['keys over plain HTTP', { TESSERA_JWKS_URL: 'http://login.example.com/keys' }, 'https'],
    ['a MAC key without an id', { TESSERA_MAC_KEYS: KEY }, 'id:key'],
    ['a MAC key that is too short', { TESSERA_MAC_KEYS: 'k1:c2hvcnQ=' }, '32 bytes'],
    ['a password with a % for Redis', { REDIS_URL: 'redis://:50%off@redis:6379' }, 'REDIS_URL'],
    ['a password with a % for the database', { DATABASE_URL: 'mariadb://u:50%off@db/t' }, 'DATABASE_URL'],
    ['an address of Redis without a number for its port', { REDIS_URL: 'redis://redis:port' }, 'REDIS_URL'],
    ['one id twice', { TESSERA_MAC_KEYS: `k1:${KEY},k1:${KEY}` }, 'once'],
  ])('refuses %s', (_, override, fault) => {
    expect(faultsOf({ ...PRODUCTION, ...override }).join('\n')).toContain(fault);
  });

  it('refuses half an issuer in development', () => {
    expect(faultsOf({ TESSERA_ENV: 'development', TESSERA_JWT_SECRET: 'a'.repeat(32) })).toHaveLength(2);
  });
});

describe('the console of a configuration', () => {
  const DEVELOPMENT = { TESSERA_ENV: 'development' };
  const { TESSERA_CURSOR_KEY: _cursorKey, TESSERA_MAC_KEYS: _macKeys, ...ISSUER } = PRODUCTION;
  const CLIENT = { TESSERA_OIDC_CLIENT_ID: 'tessera-console' };
  const OIDC = {
    authority: 'https://login.example.com',
    clientId: 'tessera-console',
    scope: 'openid profile',
    resource: null,
  };

  it.each([
    { where: 'off in production', environment: { ...PRODUCTION, ...CLIENT }, expected: null },
    {
      where: 'on in production when it is said',
      environment: { ...PRODUCTION, ...CLIENT, TESSERA_CONSOLE: 'true' },
      expected: { oidc: OIDC },
    },
    { where: 'on in development', environment: DEVELOPMENT, expected: { oidc: null } },
    {
      where: 'off in development when it is said',
      environment: { ...DEVELOPMENT, TESSERA_CONSOLE: 'false' },
      expected: null,
    },
    {
      where: 'off in development with an issuer that knows none',
      environment: { ...DEVELOPMENT, ...ISSUER },
      expected: null,
    },
    {
      where: 'on in development with an issuer that does',
      environment: { ...DEVELOPMENT, ...ISSUER, ...CLIENT },
      expected: { oidc: OIDC },
    },
    {
      where: 'off in development behind a gateway',
      environment: { ...DEVELOPMENT, TESSERA_GATEWAY_ONLY: 'true', TESSERA_GATEWAY_SECRETS: 'a'.repeat(32) },
      expected: null,
    },
  ])('is $where; its pages may open WebSockets when it is on', ({ environment, expected }) => {
    const config = readConfig(environment);
    expect(config.console).toEqual(expected);
    expect(config.sockets.ownPages).toBe(expected !== null);
  });

  it('takes the authority as it is written: issuers compare it', () => {
    const given = {
      TESSERA_OIDC_AUTHORITY: 'http://127.0.0.1:9000/realms/cards',
      TESSERA_OIDC_SCOPE: 'openid email offline_access',
      TESSERA_OIDC_RESOURCE: 'https://cards.example.com/graphql',
    };
    expect(readConfig({ ...PRODUCTION, ...CLIENT, ...given, TESSERA_CONSOLE: 'true' }).console?.oidc).toEqual({
      authority: given.TESSERA_OIDC_AUTHORITY,
      clientId: 'tessera-console',
      scope: given.TESSERA_OIDC_SCOPE,
      resource: given.TESSERA_OIDC_RESOURCE,
    });
  });

  const ON = { ...PRODUCTION, ...CLIENT, TESSERA_CONSOLE: 'true' };

  it.each([
    ['no client', { ...PRODUCTION, TESSERA_CONSOLE: 'true' }, 'TESSERA_OIDC_CLIENT_ID is missing'],
    ['an issuer without an address', { ...ON, TESSERA_JWT_ISSUER: 'cards' }, 'TESSERA_OIDC_AUTHORITY is missing'],
    ['an issuer over plain HTTP', { ...ON, TESSERA_OIDC_AUTHORITY: 'http://login.example.com' }, 'https'],
    ['an issuer that is a script', { ...ON, TESSERA_OIDC_AUTHORITY: 'javascript:alert(1)' }, 'https'],
    ['a scope without openid', { ...ON, TESSERA_OIDC_SCOPE: 'profile' }, 'openid'],
    ['a scope with commas', { ...ON, TESSERA_OIDC_SCOPE: 'openid,profile' }, 'openid'],
    [
      'nobody but the gateway besides',
      { ...ON, TESSERA_GATEWAY_ONLY: 'true', TESSERA_GATEWAY_SECRETS: 'a'.repeat(32) },
      'exclude each other',
    ],
    [
      'the same without an issuer',
      {
        ...DEVELOPMENT,
        TESSERA_CONSOLE: 'true',
        TESSERA_GATEWAY_ONLY: 'true',
        TESSERA_GATEWAY_SECRETS: 'a'.repeat(32),
      },
      'exclude each other',
    ],
    ['a client of no issuer', { ...DEVELOPMENT, ...CLIENT }, 'TESSERA_OIDC_CLIENT_ID needs TESSERA_JWT_ISSUER'],
  ])('is refused with %s', (_, environment, fault) => {
    const faults = faultsOf(environment);
    expect([faults.length, faults[0]]).toEqual([1, expect.stringContaining(fault)]);
  });
});

describe('readToolConfig', () => {
  it('needs neither an issuer nor keys, and reads what is given', () => {
    expect(readToolConfig({})).toMatchObject({ environment: 'production', macKeys: null });
    const given = readToolConfig({ TESSERA_MAC_KEYS: `k2:${KEY},k1:${KEY}`, DATABASE_URL: 'mariadb://u:p@host/t' });
    expect(given).toMatchObject({ databaseUrl: 'mariadb://u:p@host/t', macKeys: { currentId: 'k2' } });
  });

  it('refuses what the server refuses, unknown names among it', () => {
    expect(() => readToolConfig({ TESSERA_MACKEYS: 'x' })).toThrow('TESSERA_MACKEYS is not a setting');
    expect(() => readToolConfig({ TESSERA_MAC_KEYS: 'x' })).toThrow(ConfigError);
  });
});
