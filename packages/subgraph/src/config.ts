import type { ProductionErrorCode, Role } from '@tessera/lifecycle';
import type { ClaimNames } from './identity/claims.js';
import type { TrustedIssuer } from './identity/verify-token.js';
import type { MacKeys } from './log/chain.js';
import type { ConsolePolicy } from './config/console-policy.js';
import type { Settings } from './config/settings.js';
import { createSecretKey } from 'node:crypto';
import { isConsoleOn, toConsole } from './config/console-policy.js';
import { findContradictions } from './config/find-contradictions.js';
import { SETTINGS } from './config/settings.js';

/** Everything that the environment decides. */
export interface Config {
  readonly environment: 'production' | 'development';
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly databaseUrl: string;
  /** Null: each process for itself. */
  readonly redisUrl: string | null;
  readonly dataDirectory: string;
  readonly logLevel: string;
  readonly drainGraceMs: number;
  readonly batchSyncMs: number;
  /** Null: for ever. */
  readonly logRetentionDays: number | null;
  readonly simulator: { readonly stepMs: number; readonly failCode: ProductionErrorCode | null };
  readonly writerConnections: number;
  readonly acceptUnsafeFlush: boolean;
  /** Null: in development, the server itself. */
  readonly trustedIssuer: TrustedIssuer | null;
  /** Null: in development, made at the first start and kept in the data folder. */
  readonly cursorKey: Buffer | null;
  /** Null: as the cursor key. */
  readonly macKeys: MacKeys | null;
  /** Null: nothing is revoked. */
  readonly revokedFile: string | null;
  readonly gateway: GatewayPolicy;
  readonly sockets: SocketPolicy;
  readonly introspection: boolean;
  readonly graphiql: boolean;
  /** Null: not served. */
  readonly console: ConsolePolicy | null;
  /** Null: callers may ask for what they like. */
  readonly trustedDocuments: string | null;
  /** How many points of cost may be asked for a minute. */
  readonly points: { readonly principal: number; readonly tenant: number };
}

/** How the gateway is known. */
export interface GatewayPolicy {
  /** None: everybody counts as the gateway. */
  readonly secrets: readonly string[];
  /** Whether nobody else is served. */
  readonly isOnly: boolean;
}

/** Who may open WebSockets, and how many. */
export interface SocketPolicy {
  /** The web pages; null: those of this machine. */
  readonly allowedOrigins: readonly string[] | null;
  /** Whether the pages of this server's own address may besides: the console's. */
  readonly ownPages: boolean;
  /** Operations at once over one socket. */
  readonly maxOperations: number;
  /** Sockets at once of one principal, in one process. */
  readonly maxPerPrincipal: number;
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

function toConfig(settings: Settings): Config {
  const isDevelopment = settings.TESSERA_ENV === 'development';
  return {
    environment: settings.TESSERA_ENV,
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.REDIS_URL ?? null,
    dataDirectory: settings.TESSERA_DATA_DIR,
    logLevel: settings.TESSERA_LOG_LEVEL ?? (isDevelopment ? 'warn' : 'info'),
    drainGraceMs: settings.TESSERA_DRAIN_GRACE_MS ?? (isDevelopment ? 0 : 2_000),
    batchSyncMs: settings.TESSERA_BATCH_SYNC_MS ?? (isDevelopment ? 5_000 : 60_000),
    logRetentionDays: settings.TESSERA_LOG_RETENTION_DAYS ?? null,
    simulator: { stepMs: settings.TESSERA_SIMULATOR_STEP_MS, failCode: settings.TESSERA_SIMULATOR_FAIL_CODE ?? null },
    writerConnections: settings.TESSERA_WRITER_CONNECTIONS,
    acceptUnsafeFlush: settings.TESSERA_ACCEPT_UNSAFE_FLUSH === 'true',
    trustedIssuer: toIssuer(settings),
    cursorKey: settings.TESSERA_CURSOR_KEY ?? null,
    macKeys: toMacKeys(settings),
    revokedFile: settings.TESSERA_REVOKED_FILE ?? null,
    gateway: { secrets: settings.TESSERA_GATEWAY_SECRETS ?? [], isOnly: settings.TESSERA_GATEWAY_ONLY === 'true' },
    ...toLimits(settings),
  };
}

function toLimits(settings: Settings) {
  const isDevelopment = settings.TESSERA_ENV === 'development';
  const isOn = (value: 'true' | 'false' | undefined) => (value === undefined ? isDevelopment : value === 'true');
  return {
    sockets: {
      allowedOrigins: settings.TESSERA_ALLOWED_ORIGINS ?? (isDevelopment ? null : []),
      ownPages: isConsoleOn(settings),
      maxOperations: settings.TESSERA_SOCKET_OPERATIONS,
      maxPerPrincipal: settings.TESSERA_PRINCIPAL_SOCKETS,
    },
    introspection: isOn(settings.TESSERA_INTROSPECTION),
    graphiql: isOn(settings.TESSERA_GRAPHIQL),
    console: toConsole(settings),
    trustedDocuments: settings.TESSERA_TRUSTED_DOCUMENTS ?? null,
    points: { principal: settings.TESSERA_PRINCIPAL_POINTS, tenant: settings.TESSERA_TENANT_POINTS },
  };
}

function toIssuer(settings: Settings): TrustedIssuer | null {
  const { TESSERA_JWT_ISSUER: issuer, TESSERA_JWT_AUDIENCE: audience, TESSERA_JWT_ALGORITHMS: algorithms } = settings;
  const { TESSERA_JWKS_URL: jwksUrl, TESSERA_JWT_SECRET: secret } = settings;
  if (issuer === undefined || audience === undefined) return null;
  const trusted = { issuer, audience, claims: toClaims(settings) };
  if (jwksUrl !== undefined) {
    return { ...trusted, algorithms: algorithms ?? ['RS256', 'ES256', 'EdDSA'], keys: { jwksUrl } };
  }
  if (secret === undefined) return null;
  return { ...trusted, algorithms: algorithms ?? ['HS256'], keys: { secret } };
}

function toClaims(settings: Settings): ClaimNames {
  const roleNames = new Map<string, Role>();
  for (const { name, role } of settings.TESSERA_JWT_ROLE_MAP ?? []) if (role !== undefined) roleNames.set(name, role);
  return {
    tenantId: settings.TESSERA_JWT_TENANT_CLAIM,
    roles: settings.TESSERA_JWT_ROLES_CLAIM,
    accountIds: settings.TESSERA_JWT_ACCOUNTS_CLAIM,
    roleNames,
  };
}

function toMacKeys({ TESSERA_MAC_KEYS: keys }: Settings): MacKeys | null {
  const [current] = keys ?? [];
  if (keys === undefined || current === undefined) return null;
  return { currentId: current.id, keys: new Map(keys.map(({ id, key }) => [id, createSecretKey(key)])) };
}
