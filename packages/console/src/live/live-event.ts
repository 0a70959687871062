import type { EventLineFragment, WatchEverythingSubscription } from '../__generated__/documents.js';
import type { Row } from '../kinds/row.js';
import { toRow } from '../kinds/row.js';

/** An event as a timeline shows it. */
export type EventLine = Omit<EventLineFragment, '__typename'> & { readonly errorCode?: string | null };

/** An event of the stream, with what it happened to as that is now; null where it has no row, or not for this viewer. */
export interface LiveEvent extends EventLine {
  readonly row: Row | null;
}

/** What the stream tells, with its subject in the form of all kinds. */
export function toLiveEvent(item: WatchEverythingSubscription['statusChanged']): LiveEvent {
  const subject = subjectOf(item);
  return { ...item, row: subject === null ? null : toRow(subject) };
}

function subjectOf(item: WatchEverythingSubscription['statusChanged']) {
  if ('card' in item) return item.card;
  if ('temporaryCard' in item) return item.temporaryCard;
  if ('chargeCard' in item) return item.chargeCard;
  return 'operation' in item ? item.operation : null;
}
