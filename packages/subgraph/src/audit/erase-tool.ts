import type { ToolConfig } from '../config.js';
import type { MacKeys } from '../log/chain.js';
import type { Holder, Trace } from './find-traces.js';
import { LIFECYCLES } from '@tessera/lifecycle';
import { Command } from 'commander';
import { pino } from 'pino';
import { systemClock } from '../clock.js';
import { readToolConfig } from '../config.js';
import { describeFailure } from '../describe-failure.js';
import { createTransitionWriter } from '../log/transition-writer.js';
import { createLogger } from '../logging/create-logger.js';
import { openDatabase } from '../persistence/open-database.js';
import { logTables, subjectTables } from '../registered-tables.js';
import { describeErasure, describeTraces } from './describe-erasure.js';
import { eraseHolder } from './erase-holder.js';
import { findTraces } from './find-traces.js';
import { listTenants } from './list-tenants.js';
import { EXIT, requireMacKeys, withReadableDatabase } from './tool-run.js';

/** What the tool is asked. */
interface EraseOptions {
  readonly holder: string;
  readonly tenant?: string;
  readonly dryRun: boolean;
}

const HELP = `
Reads DATABASE_URL and TESSERA_MAC_KEYS as the server does (in development the keys of its data folder). Each card that something is
left on gets one event. On SQLite stop the server first; on MariaDB and MySQL servers may go on. Backups are yours to clean.

Exit code: 0 erased, or nothing was left · 1 it failed on the way: run it again · 2 it could not begin`;

/** The command line of `npm run erase`. */
export function createEraseTool(): Command {
  return new Command('erase')
    .description('Removes a person: embossed names, and the comments on the events of their cards and temporary cards.')
    .exitOverride()
    .requiredOption('--holder <id>', 'the person, by the id that cards have as their holder')
    .option('--tenant <id>', 'whose cards; may be left out where there is only one tenant')
    .option('--dry-run', 'only tell what would be removed', false)
    .addHelpText('after', HELP)
    .action((options: EraseOptions) => erase(options, readToolConfig()));
}

async function erase(options: EraseOptions, config: ToolConfig): Promise<void> {
  const keys = requireMacKeys(config);
  const { holder, traces } = await withReadableDatabase(config.databaseUrl, async (database) => {
    const tenantId = chooseTenant(options, await listTenants(database));
    const found = { tenantId, holderId: options.holder };
    return { holder: found, traces: await findTraces(database, found) };
  });
  process.stdout.write(`${describeTraces(holder, traces)}\n`);
  if (traces.length === 0) return;
  const isDone = options.dryRun || (await eraseTraces(config, keys, { holder, traces }));
  if (isDone) process.stdout.write(`\n${describeErasure(traces, options.dryRun)}\n`);
  else process.exitCode = EXIT.notWell;
}

function chooseTenant({ tenant }: EraseOptions, known: readonly string[]): string {
  const chosen = tenant ?? (known.length === 1 ? known[0] : undefined);
  if (chosen === undefined) throw new Error(`Name the tenant by --tenant: there are ${known.join(', ') || 'none'}.`);
  if (!known.includes(chosen))
    throw new Error(`There is no tenant ${chosen}; there are ${known.join(', ') || 'none'}.`);
  return chosen;
}

/** Whether all is erased; why not is told. Throws when it cannot begin. */
async function eraseTraces(
  { databaseUrl: url, acceptUnsafeFlush, batchSyncMs }: ToolConfig,
  macKeys: MacKeys,
  { holder, traces }: { readonly holder: Holder; readonly traces: readonly Trace[] },
): Promise<boolean> {
  const logger = createLogger({ level: 'error', destination: pino.destination(2) });
  const database = await openDatabase({ url, acceptUnsafeFlush, logger });
  const tables = { log: logTables(database), subjects: subjectTables(database) };
  const rules = { lifecycles: LIFECYCLES, settings: { batchSyncMs }, clock: systemClock, macKeys };
  const writer = createTransitionWriter({ ...tables, ...rules, database, logger, onCommit: () => undefined });
  try {
    await eraseHolder(writer, holder, traces);
    return true;
  } catch (error) {
    process.stderr.write(`It failed on the way: ${describeFailure(error)}\nWhat is erased stays so: run it again.\n`);
    return false;
  } finally {
    await writer.close();
    await database.close();
  }
}
