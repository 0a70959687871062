import type { CertificateStatus } from './card.js';
import type { ProducibleCard } from './producible-card.js';
import { defineLookup } from './engine/facts.js';

/** The states of a temporary card, each with what it means. Source: Nexus Smart ID, "Temporary cards add-on External production - States". */
export const TEMPORARY_CARD_STATES = {
  REQUESTED: 'The temporary card was created; its order is placed at once.',
  PROCESSING: 'The order waits in the queue for the next batch sync.',
  ABORTED: 'The order was aborted by an operator before it was placed.',
  FAILED: 'The ordering or production failed, for good.',
  ORDERED: 'The card was ordered and will be produced.',
  IN_PRODUCTION: 'The card is being produced.',
  PRODUCED: 'The card is produced and shipped, and can be initialized.',
  UNASSIGNED: 'The card lies ready for whoever needs one.',
  ASSIGNED: 'The card is assigned to a person and can be used.',
  EXPIRED: 'The validity of the assignment has passed; the card waits to be withdrawn.',
  LOCKED: 'The card can never be used again.',
} as const;

/** One of the states above. */
export type TemporaryCardState = keyof typeof TEMPORARY_CARD_STATES;

/** A temporary card: for a visitor, or in place of a forgotten card. */
export interface TemporaryCard extends ProducibleCard {
  readonly state: TemporaryCardState;
  /** While ASSIGNED or EXPIRED: the card it stands in for; else null. */
  readonly replacesCardId: string | null;
  readonly certificates: CertificateStatus;
  /** Until when the assignment is valid. */
  readonly validUntil: Date | null;
  /** When `validUntil` was last set: reminders whose moment was over by then are not given. */
  readonly validitySetAt: Date | null;
}

/** Finds the temporary cards that are assigned to a holder. */
export const ASSIGNED_TO_HOLDER = defineLookup<TemporaryCard>({
  kind: 'TEMPORARY_CARD',
  by: 'holderId',
  only: { field: 'state', values: ['ASSIGNED'] },
});

/** Finds the temporary card that stands in for a card. */
export const STAND_IN_OF_CARD = defineLookup<TemporaryCard>({ kind: 'TEMPORARY_CARD', by: 'replacesCardId' });
