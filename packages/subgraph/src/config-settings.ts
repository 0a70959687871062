import { isProductionErrorCode } from '@tessera/lifecycle';
import { z } from 'zod';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const MINUTES_10 = 600_000;
const DAY = 86_400_000;
const KEY_BYTES = 32;

const text = z.string();

function integer(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return text
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

const key = text
  .transform((encoded) => Buffer.from(encoded, 'base64'))
  .refine((bytes) => bytes.length >= KEY_BYTES, `must be at least ${KEY_BYTES} bytes in base64`);

const keyRing = text
  .transform((list) => list.split(',').map((entry) => /^([\w.-]{1,40}):([\w+/=-]+)$/.exec(entry.trim())))
  .transform((entries) =>
    entries.map((match) => ({ id: match?.[1] ?? '', key: Buffer.from(match?.[2] ?? '', 'base64') })),
  )
  .refine(
    (keys) => keys.every(({ id, key: bytes }) => id !== '' && bytes.length >= KEY_BYTES),
    `must be id:key[,id:key …], each key at least ${KEY_BYTES} bytes in base64`,
  )
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'must name each id once');

const databaseUrl = text
  .regex(/^(file:.|mariadb:\/\/.|mysql:\/\/.)/, 'must begin with file:, mariadb:// or mysql://')
  .refine((url) => url.startsWith('file:') || URL.canParse(url), 'must be a URL');

const jwksUrl = text
  .refine((url) => URL.canParse(url), 'must be a URL')
  .transform((url) => new URL(url))
  .refine(
    ({ protocol, hostname }) => protocol === 'https:' || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname),
    'must be an https URL: whoever changes the keys on the way can make tokens',
  );

const secret = text
  .transform((value) => new TextEncoder().encode(value))
  .refine((bytes) => bytes.length >= KEY_BYTES, `must have at least ${KEY_BYTES} bytes`);

/**
 * Every setting with what it promises, in the order of the documentation. `default` is applied here; `shown` tells a default that
 * depends on other settings.
 */
export const SETTINGS = z.object({
  HOST: text.default('127.0.0.1').meta({ description: 'The address to listen on.' }),
  PORT: integer(0, 65_535).prefault('4001').meta({ description: 'The port to listen on; 0 takes a free one.' }),
  DATABASE_URL: databaseUrl.prefault('file:./data/tessera.db').meta({
    description:
      'Where everything is kept: `file:` (SQLite, one process), `mariadb://` or `mysql://` (any number of processes).',
  }),
  TESSERA_ENV: z.enum(['production', 'development'], 'must be production or development').default('production').meta({
    description:
      'In `development` the server is its own token issuer, seeds demo data and serves GraphiQL; `npm start` sets it.',
  }),
  TESSERA_DATA_DIR: text
    .default('./data')
    .meta({ description: 'The folder of what the server keeps outside the database.' }),
  TESSERA_LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .optional()
    .meta({
      description: 'Which log lines are written: this level and above.',
      shown: '`info`; `warn` in development',
    }),
  TESSERA_BATCH_SYNC_MS: integer(100, DAY).optional().meta({
    description: 'The period of the batch sync, which orders the cards that wait in PROCESSING, in milliseconds.',
    shown: '`60000`; `5000` in development',
  }),
  TESSERA_SIMULATOR_STEP_MS: integer(1, MINUTES_10).prefault('2000').meta({
    description: 'How long each step of the simulated production takes, in milliseconds.',
  }),
  TESSERA_SIMULATOR_FAIL_CODE: text
    .refine(isProductionErrorCode, 'must be a code of ProductionErrorCode')
    .optional()
    .meta({ description: 'The simulated production fails with this code instead of producing.', shown: 'none' }),
  TESSERA_WRITER_CONNECTIONS: integer(1, 64).prefault('4').meta({
    description: 'How many connections write, on MariaDB and MySQL.',
  }),
  TESSERA_ACCEPT_UNSAFE_FLUSH: z.enum(['true', 'false'], 'must be true or false').default('false').meta({
    description:
      'Start although the database may lose commits in a crash (`innodb_flush_log_at_trx_commit` is not 1). The promise that no acknowledged write is lost ends with it.',
  }),
  TESSERA_JWT_ISSUER: text.optional().meta({
    description: 'The `iss` that tokens must carry. Required in production.',
    shown: 'in development the server itself',
  }),
  TESSERA_JWT_AUDIENCE: text.optional().meta({
    description: 'The `aud` that tokens must carry. Required with an issuer.',
    shown: 'none',
  }),
  TESSERA_JWKS_URL: jwksUrl.optional().meta({
    description: 'Where the issuer publishes its public keys. Give this or `TESSERA_JWT_SECRET`.',
    shown: 'none',
  }),
  TESSERA_JWT_SECRET: secret.optional().meta({
    description: 'The secret that the issuer signs with, at least 32 bytes. Give this or `TESSERA_JWKS_URL`.',
    shown: 'none',
  }),
  TESSERA_JWT_ALGORITHMS: text
    .transform((list) => list.split(',').map((name) => name.trim()))
    .optional()
    .meta({
      description: 'The signature algorithms that are accepted, comma separated.',
      shown: '`RS256,ES256,EdDSA` with a JWKS URL; `HS256` with a secret',
    }),
  TESSERA_CURSOR_KEY: key.optional().meta({
    description: 'Signs cursors: at least 32 bytes in base64, the same on all replicas. Required in production.',
    shown: 'in development made at the first start',
  }),
  TESSERA_MAC_KEYS: keyRing.optional().meta({
    description:
      'Seal the event log: `id:key[,id:key …]`, each key at least 32 bytes in base64. The first seals new events; the others stay to verify old ones. Required in production.',
    shown: 'in development made at the first start',
  }),
});

/** The settings as they are after parsing, before what depends on several of them is checked. */
export type Settings = z.output<typeof SETTINGS>;
