/** Calls back later; injected where waiting matters, so that tests decide when it is over. */
export interface Timers {
  /** Calls back once after the time; answers how to call it off. Never keeps the process alive. */
  after(ms: number, run: () => void): () => void;
}

/** The longest time that the machine's timers take; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** The machine's own timers. A time longer than they take is waited for in parts. */
export const systemTimers: Timers = {
  after: (ms, run) => {
    let cancel: () => void = () => undefined;
    const timer = setTimeout(
      () => {
        if (ms <= LONGEST_MS) run();
        else cancel = systemTimers.after(ms - LONGEST_MS, run);
      },
      Math.min(ms, LONGEST_MS),
    ).unref();
    return () => {
      clearTimeout(timer);
      cancel();
    };
  },
};

/** Resolves when the time is over or the signal is aborted, whichever comes first. */
export function pause(timers: Timers, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = timers.after(ms, end);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });
}

/** Answers as the work does, or rejects with the fault that `late` makes when that takes longer; the work goes on unheard then. */
export async function within<T>(ms: number, work: () => Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([work(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
