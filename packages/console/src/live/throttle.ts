/** A function that is called now and then, however often it is asked for. */
export interface Throttled {
  /** Calls it at once, or when the time since the last call is over: once for all who ask meanwhile. */
  call(): void;
  /** Forgets what was asked for. */
  cancel(): void;
}

/** Lets a function be called at most once in so many milliseconds; who asks meanwhile is served at their end. */
export function throttle(work: () => void, everyMs: number): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -Infinity;
  const run = () => {
    timer = undefined;
    last = Date.now();
    work();
  };
  return {
    call: () => {
      timer ??= setTimeout(run, Math.max(0, last + everyMs - Date.now()));
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
