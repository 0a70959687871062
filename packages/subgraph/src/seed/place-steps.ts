import type { OfficeHours } from './office-hours.js';
import type { Random } from './random.js';
import type { Hours } from './step-rule.js';
import type { Pause, ToldStory } from './told-story.js';
import { DAY_MS } from '@tessera/lifecycle';
import { HOUR_MS } from './office-hours.js';
import { lastSync, SIMULATED_MS } from './seed-timing.js';

/** The stretch of time that the plan fills, in milliseconds since the epoch. */
export interface History {
  readonly start: number;
  readonly end: number;
}

/** Where times come from. */
export interface Calendar {
  readonly history: History;
  readonly office: OfficeHours;
  readonly random: Random;
}

/** What a step comes before. */
interface Next {
  readonly at: number;
  readonly after: Hours;
  readonly pause: Pause;
}

/** How often it is tried to fit a story into history, and how often more with its end as late as it may be. */
const ATTEMPTS = 40;
const LATE_ATTEMPTS = 400;
/** More than 1: more stories end lately than long ago, as in an office that has more to do from month to month. */
const GROWTH = 1.4;
/** Orders are placed some time before the batch sync, so that they are surely in it. */
const BEFORE_SYNC_MS = 60_000;

/**
 * When each step is taken, in milliseconds since the epoch: from the last one, which is as long ago as the story says, back to the first.
 * Throws when the story does not fit into history.
 */
export function placeSteps(told: ToldStory, calendar: Calendar): readonly number[] {
  const { history, random } = calendar;
  const [soonest, longest] = told.story.ago;
  // The first day is the configuration's.
  const opensAt = history.start + DAY_MS;
  const reach = Math.min(longest, (history.end - opensAt) / HOUR_MS);
  for (let attempt = 0; attempt < ATTEMPTS + LATE_ATTEMPTS; attempt += 1) {
    const share = attempt < ATTEMPTS ? random.between(0, 1) ** GROWTH : 0;
    const ago = soonest + share * Math.max(0, reach - soonest);
    const times = placeBackwards(told, ago, calendar);
    if ((times[0] ?? opensAt) >= opensAt) return times;
  }
  throw new Error(`The story “${told.story.name}” does not fit into the history: take more days`);
}

function placeBackwards({ steps, pause }: ToldStory, ago: number, calendar: Calendar): readonly number[] {
  const times: number[] = [];
  let next: Next = { at: calendar.history.end, after: [ago, ago], pause };
  for (const { rule, pause: before } of steps.toReversed()) {
    const at = placeBefore(next, rule.atAnyHour === true, calendar);
    times.unshift(at);
    next = { at, after: rule.after, pause: before };
  }
  return times;
}

/** A moment before the next step that leaves time for all that must happen in between. */
function placeBefore({ at, after: [min, max], pause }: Next, atAnyHour: boolean, { office, random }: Calendar): number {
  const madeBy = at - (pause.isSimulated ? SIMULATED_MS : 0);
  const syncedBy = pause.sync === 'PAST' ? lastSync(madeBy) - BEFORE_SYNC_MS : madeBy;
  const latest = Math.min(at - min * HOUR_MS, syncedBy);
  const moment = random.between(latest - (max - min) * HOUR_MS, latest);
  const inHours = atAnyHour ? moment : office.latestBy(moment);
  const earliest = pause.sync === 'AHEAD' ? lastSync(at) : Number.NEGATIVE_INFINITY;
  if (inHours >= earliest) return inHours;
  return moment >= earliest ? moment : random.between(earliest, Math.max(latest, earliest));
}
