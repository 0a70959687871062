import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import { TestClock } from '../../test/support/test-clock.js';
import { createLogStack, putProgram, registerCard } from '../../test/support/log-stack.js';
import { MAC_KEYS } from './keys.js';

/** Commands that wait at a time. */
const COMMANDS_AT_ONCE = 4_000;

/** Writes so many events, each with a comment, by the log writer into the log of one tenant; answers the writer. */
export async function writeLongLog(database: Database, events: number): Promise<ReturnType<typeof createLogStack>> {
  await putProgram(database);
  // Of today: timers of old cards would be due as soon as a server starts.
  const clock = new TestClock(new Date().toISOString());
  const stack = createLogStack(database, { macKeys: MAC_KEYS, clock });
  for (let done = 0; done < events; done += COMMANDS_AT_ONCE) {
    const count = Math.min(COMMANDS_AT_ONCE, events - done);
    await Promise.all(
      Array.from({ length: count }, (_, index) => registerCard(stack, { comment: `No. ${done + index}` })),
    );
  }
  return stack;
}
