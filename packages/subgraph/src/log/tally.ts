import type { Lifecycle, Lifecycles, LifecycleSubject } from '@tessera/lifecycle';

/** What a number of the tally counts. */
export type TallyMeasure =
  /** Subjects in the state now; the slot is their program, or empty where a kind has none. */
  | 'PRESENT'
  /** Those of them that a production operation was opened for. */
  | 'ORDERED'
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

/** Which rows `ORDERED` counts, as a condition: as `scopeOf` says it of a subject. */
export const WAS_ORDERED = 'attempts > 0';

/** The lifecycles whose subjects are counted: those with states. */
export function countedLifecycles(lifecycles: Lifecycles): readonly Lifecycle<LifecycleSubject>[] {
  return [...lifecycles.values()].filter(({ isConfiguration }) => isConfiguration !== true);
}

/** What is counted of a kind's subjects as they are now: ordered ones apart only where somebody reads just these. */
export function presentMeasures({ readers }: Lifecycle<LifecycleSubject>): readonly ('PRESENT' | 'ORDERED')[] {
  const isReadByOrder = Object.values(readers).some(({ scope }) => scope === 'ORDERED');
  return isReadByOrder ? ['PRESENT', 'ORDERED'] : ['PRESENT'];
}
