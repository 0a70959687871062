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
    ['one id twice', { TESSERA_MAC_KEYS: `k1:${KEY},k1:${KEY}` }, 'once'],
  ])('refuses %s', (_, override, fault) => {
    expect(faultsOf({ ...PRODUCTION, ...override }).join('\n')).toContain(fault);
  });

  it('refuses half an issuer in development', () => {
    expect(faultsOf({ TESSERA_ENV: 'development', TESSERA_JWT_SECRET: 'a'.repeat(32) })).toHaveLength(2);
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
