import type { ProductionErrorCode } from '@tessera/lifecycle';
import type { TrustedIssuer } from './identity/verify-token.js';
import type { MacKeys } from './log/chain.js';
import type { Settings } from './config-settings.js';
import { createSecretKey } from 'node:crypto';
import { SETTINGS } from './config-settings.js';

/** Everything that the environment decides. */
export interface Config {
  readonly environment: 'production' | 'development';
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly databaseUrl: string;
  readonly dataDirectory: string;
  readonly logLevel: string;
  readonly batchSyncMs: number;
  readonly simulator: { readonly stepMs: number; readonly failCode: ProductionErrorCode | null };
  readonly writerConnections: number;
  readonly acceptUnsafeFlush: boolean;
  /** Null: in development, the server itself. */
  readonly trustedIssuer: TrustedIssuer | null;
  /** Null: in development, made at the first start and kept in the data folder. */
  readonly cursorKey: Buffer | null;
  /** Null: as the cursor key. */
  readonly macKeys: MacKeys | null;
}

/** What a tool needs that works on the database beside the server, or without it. */
export type ToolConfig = Pick<
  Config,
  'environment' | 'databaseUrl' | 'dataDirectory' | 'batchSyncMs' | 'acceptUnsafeFlush' | 'macKeys'
>;

/** Thrown by `readConfig` and `readToolConfig`: everything that is wrong, at once. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(['The configuration cannot be used:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const ASYMMETRIC_ALGORITHMS = [
  'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519',
]; // prettier-ignore
const SYMMETRIC_ALGORITHMS = ['HS256', 'HS384', 'HS512'];

/** Reads the settings out of the environment's variables; an empty variable counts as absent. Throws a {@link ConfigError}. */
export function readConfig(environment: Environment = process.env): Config {
  const { settings, faults: unknown } = readSettings(environment);
  const faults = [...unknown, ...findContradictions(settings)];
  if (faults.length > 0) throw new ConfigError(faults);
  return toConfig(settings);
}

/** Reads what tools need: neither an issuer nor a cursor key. Throws a {@link ConfigError}. */
export function readToolConfig(environment: Environment = process.env): ToolConfig {
  const { settings, faults } = readSettings(environment);
  if (faults.length > 0) throw new ConfigError(faults);
  return toConfig(settings);
}

/** The settings, each right in itself; throws otherwise. Besides, the names that are none of ours. */
function readSettings(environment: Environment): { readonly settings: Settings; readonly faults: readonly string[] } {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const unknown = findUnknown(given);
  const parsed = SETTINGS.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError([
      ...unknown,
      ...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ]);
  }
  return { settings: parsed.data, faults: unknown };
}

function findUnknown(given: Environment): string[] {
  const isUnknown = (name: string) => name.startsWith('TESSERA_') && !Object.hasOwn(SETTINGS.shape, name);
  return Object.keys(given)
    .filter(isUnknown)
    .map((name) => `${name} is not a setting; docs/CONFIGURATION.md lists them all`);
}

function findContradictions(settings: Settings): string[] {
  const isProduction = settings.TESSERA_ENV === 'production';
  const required = (name: keyof Settings, advice: string) =>
    isProduction && settings[name] === undefined ? [`${name} is required in production: ${advice}`] : [];
  return [
    ...required('TESSERA_JWT_ISSUER', 'name who makes the tokens (TESSERA_ENV=development makes its own)'),
    ...required('TESSERA_CURSOR_KEY', 'make one with `openssl rand -base64 32`'),
    ...required('TESSERA_MAC_KEYS', 'make one with `echo "k1:$(openssl rand -base64 32)"`'),
    ...findIssuerFaults(settings),
  ];
}

function findIssuerFaults(settings: Settings): string[] {
  const { TESSERA_JWT_ISSUER: issuer, TESSERA_JWT_AUDIENCE: audience, TESSERA_JWT_ALGORITHMS: algorithms } = settings;
  const { TESSERA_JWKS_URL: jwksUrl, TESSERA_JWT_SECRET: secret } = settings;
  const isAnyGiven = [issuer, audience, algorithms, jwksUrl, secret].some((value) => value !== undefined);
  if (!isAnyGiven && settings.TESSERA_ENV === 'development') return [];
  const known = jwksUrl === undefined ? SYMMETRIC_ALGORITHMS : ASYMMETRIC_ALGORITHMS;
  const wrong = (algorithms ?? []).filter((name) => !known.includes(name));
  return [
    ...(issuer === undefined && settings.TESSERA_ENV === 'development' ? ['TESSERA_JWT_ISSUER is missing'] : []),
    ...(audience === undefined
      ? ['TESSERA_JWT_AUDIENCE is missing: an issuer without it would open other services’ tokens']
      : []),
    ...((jwksUrl === undefined) === (secret === undefined)
      ? ['Give exactly one of TESSERA_JWKS_URL and TESSERA_JWT_SECRET']
      : []),
    ...wrong.map((name) => `TESSERA_JWT_ALGORITHMS: ${name} does not fit; choose of ${known.join(', ')}`),
  ];
}

function toConfig(settings: Settings): Config {
  const isDevelopment = settings.TESSERA_ENV === 'development';
  return {
    environment: settings.TESSERA_ENV,
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    dataDirectory: settings.TESSERA_DATA_DIR,
    logLevel: settings.TESSERA_LOG_LEVEL ?? (isDevelopment ? 'warn' : 'info'),
    batchSyncMs: settings.TESSERA_BATCH_SYNC_MS ?? (isDevelopment ? 5_000 : 60_000),
    simulator: { stepMs: settings.TESSERA_SIMULATOR_STEP_MS, failCode: settings.TESSERA_SIMULATOR_FAIL_CODE ?? null },
    writerConnections: settings.TESSERA_WRITER_CONNECTIONS,
    acceptUnsafeFlush: settings.TESSERA_ACCEPT_UNSAFE_FLUSH === 'true',
    trustedIssuer: toIssuer(settings),
    cursorKey: settings.TESSERA_CURSOR_KEY ?? null,
    macKeys: toMacKeys(settings),
  };
}

function toIssuer(settings: Settings): TrustedIssuer | null {
  const { TESSERA_JWT_ISSUER: issuer, TESSERA_JWT_AUDIENCE: audience, TESSERA_JWT_ALGORITHMS: algorithms } = settings;
  const { TESSERA_JWKS_URL: jwksUrl, TESSERA_JWT_SECRET: secret } = settings;
  if (issuer === undefined || audience === undefined) return null;
  if (jwksUrl !== undefined) {
    return { issuer, audience, algorithms: algorithms ?? ['RS256', 'ES256', 'EdDSA'], keys: { jwksUrl } };
  }
  if (secret === undefined) return null;
  return { issuer, audience, algorithms: algorithms ?? ['HS256'], keys: { secret } };
}

function toMacKeys({ TESSERA_MAC_KEYS: keys }: Settings): MacKeys | null {
  const [current] = keys ?? [];
  if (keys === undefined || current === undefined) return null;
  return { currentId: current.id, keys: new Map(keys.map(({ id, key }) => [id, createSecretKey(key)])) };
}
