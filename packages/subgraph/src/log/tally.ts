import type { Lifecycle, Lifecycles, LifecycleSubject } from '@tessera/lifecycle';
import { bucketOf } from './duration-buckets.js';

/** What a number of the tally counts. */
export type TallyMeasure = PresentMeasure | EventMeasure | ReachMeasure;

/** What is counted of subjects as they are. */
export type PresentMeasure =
  /** Subjects in the state now; the slot is their program, or empty where a kind has none. */
  | 'PRESENT'
  /** Those of them that a production operation was opened for. */
  | 'ORDERED';

/** What is counted of events. */
export type EventMeasure =
  /** Events by which subjects came into the state; the slot is the hour, in UTC: `2026-03-01 12`. */
  | 'ENTERED'
  /** Events by which subjects left the state; the slot is the day, in UTC, and the bucket of how long they were in it: `2026-03-01 087`. */
  | 'STAYED'
  /** Events by which subjects failed with a code, which stands in the state’s place; the slot is the hour and the state: `2026-03-01 12 REQUEST_ERROR`. */
  | 'FAILED_WITH';

/** The position of the log up to which the numbers of a ledger are right: one a tenant. */
type ReachMeasure = 'POSITION' | 'LEFT_POSITION';

/** Which number it is, of one tenant. */
export interface TallyCell {
  readonly subjectKind: string;
  readonly measure: TallyMeasure;
  readonly slot: string;
  readonly state: string;
}

/** A number, or by how much it changes. */
export interface TallyAmount extends TallyCell {
  readonly amount: number;
}

/** How subjects failed: the state that they came into, and the code. */
export interface Failure {
  readonly toState: string;
  readonly errorCode: string;
}

/** Measures that are brought along together, and where it is kept how far they reach. */
export interface Ledger {
  readonly reach: TallyCell;
  readonly present: readonly PresentMeasure[];
  readonly events: readonly EventMeasure[];
}

const PRESENT_MEASURES = ['PRESENT', 'ORDERED'] as const;

/** All ledgers. Servers from before the second bring only the first along, and would not be noticed by its reach. */
export const LEDGERS: readonly Ledger[] = [
  { reach: reachCell('POSITION'), present: PRESENT_MEASURES, events: ['ENTERED'] },
  { reach: reachCell('LEFT_POSITION'), present: [], events: ['STAYED', 'FAILED_WITH'] },
];

/** Which rows `ORDERED` counts, as a condition: as `scopeOf` says it of a subject. */
export const WAS_ORDERED = 'attempts > 0';

/** The lifecycles whose subjects are counted: those with states. */
export function countedLifecycles(lifecycles: Lifecycles): readonly Lifecycle<LifecycleSubject>[] {
  return [...lifecycles.values()].filter(({ isConfiguration }) => isConfiguration !== true);
}

/** What is counted of a kind's subjects as they are now: ordered ones apart only where somebody reads just these. */
export function presentMeasures({ readers }: Lifecycle<LifecycleSubject>): readonly PresentMeasure[] {
  const isReadByOrder = Object.values(readers).some(({ scope }) => scope === 'ORDERED');
  return isReadByOrder ? PRESENT_MEASURES : ['PRESENT'];
}

/** Whether a measure counts events of the kind: failures where reports carry a code; a card's failure only follows from such a report. */
export function countsEventsOf(measure: EventMeasure, { commands }: Lifecycle<LifecycleSubject>): boolean {
  const fields = Object.values(commands).flatMap(({ input = {} }) => Object.values(input));
  return measure !== 'FAILED_WITH' || fields.some(({ type }) => type === 'ERROR_CODE');
}

/** The hour of a moment, as slots have it. */
export function hourSlot(at: Date): string {
  return at.toISOString().slice(0, 13).replace('T', ' ');
}

/** The day of a slot. */
export function daySlot(slot: string): string {
  return slot.slice(0, 10);
}

/** Where it is counted that subjects came into a state, in the hour of a slot. */
export function enteredCell(subjectKind: string, state: string, hour: string): TallyCell {
  return { subjectKind, measure: 'ENTERED', slot: hour, state };
}

/** Where it is counted that subjects left a state in a day, as slots have it, after so many milliseconds. */
export function stayedCell(
  subjectKind: string,
  state: string,
  { day, ms }: { readonly day: string; readonly ms: number },
): TallyCell {
  return { subjectKind, measure: 'STAYED', slot: `${day} ${String(bucketOf(ms)).padStart(3, '0')}`, state };
}

/** Where it is counted that subjects came with an error code into a state, in the hour of a slot. */
export function failedCell(subjectKind: string, { toState, errorCode }: Failure, hour: string): TallyCell {
  return { subjectKind, measure: 'FAILED_WITH', slot: `${hour} ${toState}`, state: errorCode };
}

/** One string for a cell. */
export function cellKey(cell: TallyCell): string {
  return cellValues(cell).join('\0');
}

/** What a cell is called, in the order of its columns. */
export function cellValues({ subjectKind, measure, slot, state }: TallyCell): readonly string[] {
  return [subjectKind, measure, slot, state];
}

function reachCell(measure: ReachMeasure): TallyCell {
  return { subjectKind: '', measure, slot: '', state: '' };
}
