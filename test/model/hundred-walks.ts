import type { DatabaseSetting } from '../support/databases.js';
import {
  CARD_STATES,
  CHARGE_CARD_STATES,
  LIFECYCLES,
  PRODUCTION_STATES,
  TEMPORARY_CARD_STATES,
} from '@tessera/lifecycle';
import { stopFlushing, walkAtRandom } from './random-walks.js';

/** Given, it repeats the walks of an earlier run. */
const seed = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 1e9));

/** Only an erasure gives it. */
const NEVER_MET = ['TEMPORARY_CARD wipePersonalization'];

/** A walk that fails is shortened, which takes longer than all walks do. */
const SHORTENED_WITHIN_MS = 150_000;

/** What a hundred random walks on one database must show. In a file a database, so that they run beside each other. */
export function walkAHundredTimes(setting: DatabaseSetting): void {
  const { dialectName, open } = setting;
  beforeAll(() => {
    process.stderr.write(`random walk: TEST_SEED=${seed}\n`);
  });

  it(
    'are answered and written as the model says, and come to every state by every command',
    async () => {
      await using opened = await open();
      const { database } = opened;
      if (dialectName === 'sqlite' || setting.server() !== null) await stopFlushing(database);
      const met = await walkAtRandom(database, { walks: 100, seed, timeLimitMs: SHORTENED_WITHIN_MS });
      expect(statesAndCommands().filter((each) => !met.has(each))).toEqual(NEVER_MET);
    },
    2 * SHORTENED_WITHIN_MS,
  );
}

function statesAndCommands(): string[] {
  const states = {
    CARD: CARD_STATES,
    TEMPORARY_CARD: TEMPORARY_CARD_STATES,
    CHARGE_CARD: CHARGE_CARD_STATES,
    PRODUCTION_OPERATION: PRODUCTION_STATES,
  };
  return [
    ...Object.entries(states).flatMap(([kind, ofKind]) => Object.keys(ofKind).map((state) => `${kind} ${state}`)),
    ...[...LIFECYCLES].flatMap(([kind, { commands }]) => Object.keys(commands).map((command) => `${kind} ${command}`)),
  ];
}
