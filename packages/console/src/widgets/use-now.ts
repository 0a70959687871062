import { useSyncExternalStore } from 'react';

/** How often what is told as a distance in time is told anew, in milliseconds. */
const TICK_MS = 20_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const watchers = new Set<() => void>();

/** What time it is, roughly: one clock for the whole page, which stands while nobody looks. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now);
}

function watch(callback: () => void): () => void {
  watchers.add(callback);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(tick, TICK_MS);
  }
  return () => {
    watchers.delete(callback);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = Date.now();
  for (const watcher of watchers) watcher();
}
