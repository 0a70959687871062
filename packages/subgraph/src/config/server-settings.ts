import { isProductionErrorCode } from '@tessera/lifecycle';
import { z } from 'zod';
import { DRAIN_BUDGET } from '../drain-budget.js';
import { databaseUrl, flag, integer, redisUrl, text } from './value-types.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const MINUTES_10 = 600_000;
const DAY = 86_400_000;

/** Where the server listens, where it keeps what it knows, and what it does by itself. */
export const SERVER_SETTINGS = {
  HOST: text.default('127.0.0.1').meta({ description: 'The address to listen on.' }),
  PORT: integer(0, 65_535).prefault('4001').meta({ description: 'The port to listen on; 0 takes a free one.' }),
  DATABASE_URL: databaseUrl.prefault('file:./data/tessera.db').meta({
    description:
      'Where everything is kept: `file:` (SQLite, one process), `mariadb://` or `mysql://` (any number of processes).',
  }),
  REDIS_URL: redisUrl.optional().meta({
    description:
      'A Redis server by which the replicas wake each other’s streams, and in which they count together what is asked. Absent: each looks for itself once a second, and counts for itself.',
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
  TESSERA_DRAIN_GRACE_MS: integer(0, DRAIN_BUDGET.graceMs).optional().meta({
    description:
      'How long a server that is told to stop still serves everything, in milliseconds, while `/readyz` answers 503: as long as a load balancer takes to notice. At most 5000.',
    shown: '`2000`; `0` in development',
  }),
  TESSERA_BATCH_SYNC_MS: integer(100, DAY).optional().meta({
    description: 'The period of the batch sync, which orders the cards that wait in PROCESSING, in milliseconds.',
    shown: '`60000`; `5000` in development',
  }),
  TESSERA_LOG_RETENTION_DAYS: integer(1, 36_500).optional().meta({
    description:
      'How long events can be streamed and read as a log, in days; an older cursor is answered by `CURSOR_EXPIRED`. Histories and the chain keep all events.',
    shown: 'for ever',
  }),
  TESSERA_SIMULATOR_STEP_MS: integer(1, MINUTES_10).prefault('2000').meta({
    description: 'How long each step of the simulated production takes, in milliseconds.',
  }),
  TESSERA_SIMULATOR_FAIL_CODE: text
    .refine(isProductionErrorCode, 'must be a code of ProductionErrorCode')
    .optional()
    .meta({ description: 'The simulated production fails with this code instead of producing.' }),
  TESSERA_WRITER_CONNECTIONS: integer(1, 64).prefault('4').meta({
    description: 'How many connections write, on MariaDB and MySQL.',
  }),
  TESSERA_ACCEPT_UNSAFE_FLUSH: flag.default('false').meta({
    description:
      'Start although the database may lose commits in a crash (`innodb_flush_log_at_trx_commit` is not 1). The promise that no acknowledged write is lost ends with it.',
  }),
};
