/** Waits, unless the signal ends it: then it throws the signal’s reason. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await untilAborted(new Promise<void>((resolve) => (timer = setTimeout(resolve, ms))), signal);
  } finally {
    clearTimeout(timer);
  }
}

/** What the promise comes to, unless the signal is aborted first: then it throws the signal’s reason. */
export async function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** How long to wait before a try: full jitter, so that many clients do not come back at once. In milliseconds. */
export function backOffMs(
  triesInVain: number,
  { first, most }: { readonly first: number; readonly most: number },
): number {
  return Math.random() * Math.min(most, first * 2 ** triesInVain);
}
