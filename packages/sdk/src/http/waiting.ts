/** Waits, unless the signal ends it: then it throws the signal’s reason. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await untilAborted(new Promise<void>((resolve) => (timer = setTimeout(resolve, ms))), signal);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What the promise comes to, unless the signal is aborted first, or was already: then it throws the signal’s reason. The promise is
 * listened to in any case, so that its rejection is nobody’s surprise.
 */
export async function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([aborted, promise]);
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
