import { setTimeout as wait } from 'node:timers/promises';

/** Asks again and again until the answer is neither null nor false, and answers it. Throws with `what` after the time. */
export async function poll<T>(
  what: string,
  ask: () => Promise<T | null | false> | T | null | false,
  withinMs = 15_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await wait(10);
  }
}

/** Resolves when a number has not changed for half a second. */
export async function settled(read: () => number): Promise<void> {
  let last = read();
  let since = performance.now();
  await poll('the number stands still', () => {
    if (read() !== last) since = performance.now();
    last = read();
    return performance.now() - since > 500;
  });
}
