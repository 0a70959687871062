import { useEffect, useEffectEvent } from 'react';

const HOUR_MS = 3_600_000;

/** How much later an hour is over for certain, in milliseconds. */
const CERTAIN_MS = 1_000;

/** Calls back whenever an hour of the day begins: for what depends on the time, and which no event makes old. */
export function useEveryHour(callback: () => void): void {
  const call = useEffectEvent(callback);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(
        () => {
          call();
          wait();
        },
        HOUR_MS - (Date.now() % HOUR_MS) + CERTAIN_MS,
      );
    };
    wait();
    return () => clearTimeout(timer);
  }, []);
}
