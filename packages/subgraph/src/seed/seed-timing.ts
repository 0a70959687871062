import { DAY_MS } from '@tessera/lifecycle';

/** The batch sync of the office comes at midnight, so that what waits for it can be seen for the rest of the day. In milliseconds. */
export const BATCH_SYNC_MS = DAY_MS;

/** When the last batch sync came, at the moment or before it. */
export function lastSync(moment: number): number {
  return Math.floor(moment / BATCH_SYNC_MS) * BATCH_SYNC_MS;
}

/** How long each step of the simulated production takes, in milliseconds. */
export const SIMULATED_STEP_MS = 15 * 60_000;

/** After which the simulated channel has done with a card for sure, in milliseconds: dispatch, three steps, and some more. */
export const SIMULATED_MS = 6 * SIMULATED_STEP_MS;

/** In the last days things have times of their own, to the minute; before, what happens within some minutes shares one: that is faster. */
const RECENT_MS = 3 * DAY_MS;
const RECENT_GRAIN_MS = 60_000;
const GRAIN_MS = 15 * 60_000;

/** How long the stretch is in which things share a time, in milliseconds. Batch syncs are at the beginning of one. */
export function grainAt(moment: number, end: number): number {
  return moment > end - RECENT_MS ? RECENT_GRAIN_MS : GRAIN_MS;
}
