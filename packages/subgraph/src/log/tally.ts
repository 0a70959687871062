import type { Lifecycle, Lifecycles, LifecycleSubject } from '@tessera/lifecycle';

/** What a number of the tally counts. */
export type TallyMeasure =
  /** Subjects in the state now; the slot is their program, or empty where a kind has none. */
  | 'PRESENT'
  /** Those of them that a production operation was opened for. */
  | 'ORDERED'
  /** Events by which subjects came into the state; the slot is the hour, in UTC: `2026-03-01 12`. */
  | 'ENTERED'
  /** The position of the log up to which everything is counted: one number a tenant. */
  | 'POSITION';

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

/** Where it is kept how far the tally reaches. */
export const POSITION_CELL: TallyCell = { subjectKind: '', measure: 'POSITION', slot: '', state: '' };

/** What is counted of subjects as they are. */
export const PRESENT_MEASURES = ['PRESENT', 'ORDERED'] as const;

/** What is counted of events. */
export const EVENT_MEASURES = ['ENTERED'] as const;

/** Which rows `ORDERED` counts, as a condition: as `scopeOf` says it of a subject. */
export const WAS_ORDERED = 'attempts > 0';

/** The lifecycles whose subjects are counted: those with states. */
export function countedLifecycles(lifecycles: Lifecycles): readonly Lifecycle<LifecycleSubject>[] {
  return [...lifecycles.values()].filter(({ isConfiguration }) => isConfiguration !== true);
}

/** What is counted of a kind's subjects as they are now: ordered ones apart only where somebody reads just these. */
export function presentMeasures({
  readers,
}: Lifecycle<LifecycleSubject>): readonly (typeof PRESENT_MEASURES)[number][] {
  const isReadByOrder = Object.values(readers).some(({ scope }) => scope === 'ORDERED');
  return isReadByOrder ? PRESENT_MEASURES : ['PRESENT'];
}

/** The hour of a moment, as slots have it; its beginning is the day. */
export function hourSlot(at: Date): string {
  return at.toISOString().slice(0, 13).replace('T', ' ');
}

/** One string for a cell. */
export function cellKey(cell: TallyCell): string {
  return cellValues(cell).join('\0');
}

/** What a cell is called, in the order of its columns. */
export function cellValues({ subjectKind, measure, slot, state }: TallyCell): readonly string[] {
  return [subjectKind, measure, slot, state];
}
