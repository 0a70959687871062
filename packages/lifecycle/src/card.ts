import type { ProducibleCard } from './producible-card.js';
import { defineLookup } from './engine/facts.js';

/** The states of an identity card, each with what it means. Source: Nexus Smart ID, "Cards add-on External production - States". */
export const CARD_STATES = {
  REGISTERED: 'The card was created; nothing is ordered yet.',
  REQUESTED: 'The card order was requested and waits for approval.',
  ABORTED: 'The card order was aborted, by its requester or in the queue by an operator.',
  REJECTED: 'The card order was rejected by an approver.',
  PROCESSING: 'The card order waits in the queue for the next batch sync.',
  FAILED: 'The ordering or production failed; an operator can repeat it.',
  ORDERED: 'The card was ordered and will be produced.',
  IN_PRODUCTION: 'The card is being produced.',
  PRODUCED: 'The card is produced and shipped.',
  ACTIVE: 'The card is encoded and can be used; its certificates are valid.',
  INACTIVE: 'The card cannot be used for now; its certificates are on hold.',
  EXPIRED: 'The validity of the card has passed.',
  LOCKED: 'The card can never be used again; its certificates are revoked.',
} as const;

/** One of the states above. */
export type CardState = keyof typeof CARD_STATES;

/** What a card's certificates are worth, as the GraphQL enum `CertificateStatus` spells it. */
export const CERTIFICATE_STATUSES = {
  NONE: 'There are none.',
  VALID: 'They are valid.',
  ON_HOLD: 'They are on hold and can become valid again.',
  REVOKED: 'They are revoked for good.',
} as const;

/** One of the statuses above. */
export type CertificateStatus = keyof typeof CERTIFICATE_STATUSES;

/** An identity card. */
export interface Card extends ProducibleCard {
  readonly state: CardState;
  readonly holderId: string;
  /** Whoever called `request`; null before. */
  readonly requestedBy: string | null;
  /** Personalization data; null once wiped. */
  readonly embossedName: string | null;
  readonly personalizationWipedAt: Date | null;
  readonly certificates: CertificateStatus;
  /** Set by the activation. */
  readonly validUntil: Date | null;
  /** While INACTIVE: the temporary card whose assignment deactivated it; null when somebody did. */
  readonly deactivatedFor: string | null;
}

/** States in which an order is open: one a holder and program, unless the program allows several. */
export const OPEN_ORDER_STATES: readonly CardState[] = ['REQUESTED', 'PROCESSING', 'ORDERED', 'IN_PRODUCTION'];

/** Finds a card by its id. */
export const CARD_BY_ID = defineLookup<Card>({ kind: 'CARD', by: 'id' });

/** Finds the cards of a holder that have an open order or are active. */
export const LIVE_CARDS_OF_HOLDER = defineLookup<Card>({
  kind: 'CARD',
  by: 'holderId',
  only: { field: 'state', values: [...OPEN_ORDER_STATES, 'ACTIVE'] },
});
