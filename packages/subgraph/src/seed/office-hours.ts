import type { Random, Weighted } from './random.js';
import { DAY_MS } from '@tessera/lifecycle';

/** An hour, in milliseconds. */
export const HOUR_MS = 3_600_000;

/** How much is done in the hours of a working day, in UTC; the office is closed in all others. */
const BUSY_HOURS: readonly Weighted<number>[] = [
  [6, 2],
  [7, 7],
  [8, 10],
  [9, 11],
  [10, 9],
  [11, 5],
  [12, 7],
  [13, 9],
  [14, 8],
  [15, 4],
  [16, 1],
];

/** How many of those who would act on a Saturday or Sunday do so. */
const WEEKEND_SHARE = 0.08;

/** Not all that would fall on a weekend is done on the Friday before: some of it up to so many working days earlier. */
const MOST_SKIPPED = 2;

/** However late it is, the office works at the end of history: whoever looks at it then sees it at work. */
const OVERTIME_MS = 4 * HOUR_MS;

/** Responsible for when people work: on weekdays, by day, and in the last hours of history. */
export class OfficeHours {
  constructor(
    private readonly end: number,
    private readonly random: Random,
  ) {}

  /**
   * When somebody does what had better be done by then: at that moment, or else when the office was open before, at most from the end of
   * a Sunday back to a Wednesday morning.
   */
  latestBy(moment: number): number {
    if (moment > this.end - OVERTIME_MS) return moment;
    const isOpen = isBusyHour(moment) && (!isWeekend(moment) || this.random.chance(WEEKEND_SHARE));
    if (isOpen) return moment;
    let skipped = isWeekend(moment) ? this.random.whole(0, MOST_SKIPPED) : 0;
    for (let day = startOfDay(moment); ; day -= DAY_MS) {
      const hours = BUSY_HOURS.filter(([hour]) => day + (hour + 1) * HOUR_MS <= moment);
      if (isWeekend(day) || hours.length === 0) continue;
      if (skipped === 0) return day + (this.random.weigh(hours) + this.random.between(0, 1)) * HOUR_MS;
      skipped -= 1;
    }
  }
}

/** The beginning of its day, in UTC. */
function startOfDay(moment: number): number {
  return Math.floor(moment / DAY_MS) * DAY_MS;
}

function isBusyHour(moment: number): boolean {
  const hour = new Date(moment).getUTCHours();
  return BUSY_HOURS.some(([busy]) => busy === hour);
}

function isWeekend(moment: number): boolean {
  return [0, 6].includes(new Date(moment).getUTCDay());
}
