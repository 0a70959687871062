import type { ToolConfig } from '../config.js';
import type { SeedRequest } from './describe-seed.js';
import type { SeedParts } from './seed-tenant.js';
import { DAY_MS } from '@tessera/lifecycle';
import { Command, InvalidArgumentError } from 'commander';
import { randomInt } from 'node:crypto';
import { pino } from 'pino';
import { systemClock } from '../clock.js';
import { readToolConfig } from '../config.js';
import { openDevelopmentKeys } from '../identity/development-keys.js';
import { createLogger } from '../logging/create-logger.js';
import { openDatabase } from '../persistence/open-database.js';
import { CARDS_RANGE, DAYS_RANGE } from './choose-stories.js';
import { countLogEvents, countStates } from './count-states.js';
import { createPlan } from './create-plan.js';
import { describeRequest, describeSeed } from './describe-seed.js';
import { requireFreshTenant } from './require-fresh-tenant.js';
import { seedTenant } from './seed-tenant.js';
import { TerminalWatch } from './terminal-watch.js';

/** What the tool is asked. */
interface SeedOptions {
  readonly cards: number;
  readonly days: number;
  readonly seed?: number;
  readonly tenant: string;
}

const SEED_RANGE = [0, 999_999_999] as const;
const RANDOM_SEEDS = 1_000_000;

const HELP = `
Writes to DATABASE_URL, by default the file ./data/tessera.db, which is made when it is missing; in development alone. Nobody
may have written to the tenant's log yet. On SQLite stop the server first. All is written in one transaction: when it is stopped, nothing is.

Exit code: 0 seeded · 2 nothing was written`;

/** The command line of `npm run seed`. */
export function createSeedTool(): Command {
  return new Command('seed')
    .description('Fills a development database with a demo: cards in every state, with a history that led there.')
    .exitOverride()
    .option('--cards <n>', 'how many cards, of all kinds together', wholeNumber(CARDS_RANGE), 2_000)
    .option('--days <n>', 'how far back their history begins', wholeNumber(DAYS_RANGE), 120)
    .option('--seed <number>', 'what chance begins with: the same one gives the same cards', wholeNumber(SEED_RANGE))
    .option('--tenant <id>', 'whose cards they are', tenantName, 'acme')
    .addHelpText('after', HELP)
    .action((options: SeedOptions) => seed(options, readToolConfig()));
}

async function seed({ cards, days, tenant, seed: given }: SeedOptions, config: ToolConfig): Promise<void> {
  if (config.environment === 'production')
    throw new Error('Demo data is not for production: seed a database of development (TESSERA_ENV=development).');
  const request = { tenantId: tenant, cards, days, seed: given ?? randomInt(RANDOM_SEEDS) };
  const macKeys = config.macKeys ?? openDevelopmentKeys(config.dataDirectory).macKeys;
  const { databaseUrl, acceptUnsafeFlush } = config;
  const logger = createLogger({ level: 'error', destination: pino.destination(2) });
  const database = await openDatabase({ url: databaseUrl, acceptUnsafeFlush, logger });
  try {
    await requireFreshTenant(database, { tenantId: tenant, databaseUrl });
    const begun = performance.now();
    await fill(request, { database, macKeys, logger });
    const seconds = (performance.now() - begun) / 1_000;
    const [counts, events] = [await countStates(database, tenant), await countLogEvents(database, tenant)];
    const hasColours = process.stdout.isTTY && process.stdout.hasColors();
    process.stdout.write(`${describeSeed({ ...request, counts, events, seconds }, hasColours)}\n`);
  } finally {
    await database.close();
  }
}

async function fill(request: SeedRequest, parts: Pick<SeedParts, 'database' | 'macKeys' | 'logger'>): Promise<void> {
  const { tenantId, days } = request;
  const end = systemClock.now();
  const watch = new TerminalWatch({ start: new Date(end.getTime() - days * DAY_MS), end });
  process.stdout.write(`${describeRequest(request)}\n`);
  const plan = createPlan({ ...request, end });
  await seedTenant({ ...parts, tenantId, plan, watch }).finally(() => watch.end());
}

function wholeNumber([min, max]: readonly [number, number]): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d{1,9}$/.test(text) && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
  };
}

function tenantName(text: string): string {
  if (/^[\w.-]{1,64}$/.test(text)) return text;
  throw new InvalidArgumentError('Give 1 to 64 letters, digits, dots, hyphens or underscores.');
}
