import type { LifecycleSubject } from './engine/subject.js';
import { defineLookup } from './engine/facts.js';

/** What a kiosk can do now, as the GraphQL enum `KioskStatus` spells it. */
export const KIOSK_STATUSES = {
  READY: 'Ready to start a production.',
  NOT_READY: 'Its printer or satellite is not ready.',
  OFFLINE: 'Not connected.',
} as const;

/** One of the statuses above. */
export type KioskStatus = keyof typeof KIOSK_STATUSES;

/** A machine that makes cards on the spot. Its id is the maker's, for example WIS00001. */
export interface Kiosk extends LifecycleSubject {
  /** The branch it stands in; null while it is linked to none. */
  readonly branch: string | null;
  readonly status: KioskStatus;
}

/** Finds a kiosk by its id. */
export const KIOSK_BY_ID = defineLookup<Kiosk>({ kind: 'KIOSK', by: 'id' });
