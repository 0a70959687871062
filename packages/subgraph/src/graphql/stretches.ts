import type { TimeBucket } from './statistics.type.js';
import { DAY_MS } from '@tessera/lifecycle';
import { CodedError } from '../coded-error.js';
import { hourSlot } from '../log/tally.js';

/** A time that is asked about, and what it is cut into. */
export interface TimeQuestion {
  readonly from: Date;
  readonly to: Date;
  readonly bucket: TimeBucket;
}

/** The stretches of a time, by the hours’ slots in the tally. */
export interface Stretches {
  /** The slots of the first stretch begin with it or come after it. */
  readonly first: string;
  /** The slots of the last stretch come before it. */
  readonly end: string;
  /** How many characters of a slot name its stretch. */
  readonly characters: number;
}

/** How long each stretch is, how many days may be asked for at once, and how many characters of an hour's slot name it. */
const BUCKETS = {
  HOUR: { length: DAY_MS / 24, maxDays: 31, characters: 13 },
  DAY: { length: DAY_MS, maxDays: 366, characters: 10 },
} as const satisfies Record<TimeBucket, object>;

/**
 * The stretches that a time lies in, whole ones at both ends. Throws BAD_USER_INPUT for a time that ends before it begins, and for one
 * that is longer than is read at once.
 */
export function stretchesOf(time: TimeQuestion): Stretches {
  const { maxDays } = BUCKETS[time.bucket];
  checkTime(time, maxDays, `${maxDays} days by ${time.bucket}; ask again for the rest.`);
  return cut(time);
}

/** The days that a time lies in, of what cannot be added up by whoever asks again. Throws as {@link stretchesOf}. */
export function daysOf(time: Omit<TimeQuestion, 'bucket'>): Stretches {
  const { maxDays } = BUCKETS.DAY;
  checkTime(time, maxDays, `${maxDays} days.`);
  return cut({ ...time, bucket: 'DAY' });
}

function checkTime({ from, to }: Omit<TimeQuestion, 'bucket'>, maxDays: number, most: string): void {
  if (from >= to) throw new CodedError('BAD_USER_INPUT', 'from: give a moment before `to`.');
  if (to.getTime() - from.getTime() > maxDays * DAY_MS)
    throw new CodedError('BAD_USER_INPUT', `to: ask for at most ${most}`);
}

function cut({ from, to, bucket }: TimeQuestion): Stretches {
  const { length, characters } = BUCKETS[bucket];
  const slotAt = (index: number) => hourSlot(new Date(index * length)).slice(0, characters);
  const [first, end] = [Math.floor(from.getTime() / length), Math.ceil(to.getTime() / length)];
  return { first: slotAt(first), end: slotAt(end), characters };
}

/** When a stretch begins, by its characters of a slot. */
export function beginningOf(stretch: string): Date {
  const [day = '', hour = '00'] = stretch.split(' ');
  return new Date(`${day}T${hour}:00:00.000Z`);
}
