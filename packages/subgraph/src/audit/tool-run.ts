import type { Command } from 'commander';
import type { ToolConfig } from '../config.js';
import type { MacKeys } from '../log/chain.js';
import type { ReadableDatabase } from '../persistence/database.js';
import { CommanderError } from 'commander';
import { describeFailure } from '../describe-failure.js';
import { findDevelopmentKeys } from '../identity/development-keys.js';
import { openReadableDatabase } from '../persistence/open-database.js';

/** Exit codes of the tools: 0 is all well. */
export const EXIT = { notWell: 1, notDone: 2 } as const;

/**
 * Runs a tool on the arguments of the process. Wrong arguments and whatever is thrown end it with 2 and a message that says what to
 * do; the tool itself sets 1.
 */
export async function runTool(tool: Command): Promise<void> {
  try {
    await tool.parseAsync();
  } catch (error) {
    // Commander has said what is wrong; that it only helped is no fault.
    if (!(error instanceof CommanderError)) process.stderr.write(`${describeFailure(error)}\n`);
    process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : EXIT.notDone;
  }
}

/** The keys of the chain: those of the settings, in development those that the server has made. Throws when there are none. */
export function requireMacKeys({ macKeys, environment, dataDirectory }: ToolConfig): MacKeys {
  if (macKeys !== null) return macKeys;
  const made = environment === 'development' ? findDevelopmentKeys(dataDirectory) : null;
  if (made !== null) return made.macKeys;
  const where = environment === 'development' ? `, and no server has made any in ${dataDirectory}` : '';
  throw new Error(`There are no keys of the chain: set TESSERA_MAC_KEYS as the server has it${where}.`);
}

/** Opens the server's database for reading, gives it to `use`, closes it. Throws with what to do when it cannot be used. */
export async function withReadableDatabase<T>(
  url: string,
  use: (database: ReadableDatabase) => Promise<T>,
): Promise<T> {
  const database = await openReadableDatabase(url);
  try {
    await database.check().catch((error: unknown) => {
      throw new Error('The database is not as this version needs it: start the server once, which migrates it.', {
        cause: error,
      });
    });
    return await use(database);
  } finally {
    await database.close();
  }
}
