/** How the pauses between attempts grow: doubled each time, up to a bound. */
export interface BackOff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Pauses of a firing that the writer refuses: from 1 s to 1 h. */
export const REFUSED_BACK_OFF: BackOff = { firstMs: 1_000, maxMs: 3_600_000 };

/** Pauses of a call that a channel does not answer: from 1 s to 5 min. */
export const CHANNEL_BACK_OFF: BackOff = { firstMs: 1_000, maxMs: 300_000 };

/** The pause after so many failed attempts before this one, in milliseconds. */
export function pauseMs({ firstMs, maxMs }: BackOff, attempts: number): number {
  return Math.min(firstMs * 2 ** attempts, maxMs);
}

/** Between half of the pause and all of it, so that what failed together does not come again together. `random` is in [0, 1). */
export function withJitter(pause: number, random: () => number): number {
  return Math.round(pause / 2 + (pause / 2) * random());
}
