import type { CardKind, ProductionChannelKind } from './card-program.js';
import type { LifecycleSubject } from './engine/subject.js';
import type { ProductionErrorCode } from './production-errors.js';
import { defineLookup } from './engine/facts.js';

/** The states of a production operation. Sources: Thales D1, "Track production"; Wise, "Produce a card". */
export const PRODUCTION_STATES = {
  REQUESTED: 'The production was requested; its data is not processed yet.',
  READY: 'The data was processed; the card is ready for production.',
  IN_PROGRESS: 'The card is in production.',
  PRODUCED: 'The card is produced.',
  REQUEST_ERROR: 'The request was refused.',
  PRODUCTION_ERROR: 'The production failed.',
  CANCELED: 'The production was canceled by the issuer.',
} as const;

/** One of the states above. */
export type ProductionState = keyof typeof PRODUCTION_STATES;

/** The outcome so far, as the GraphQL enum `ProductionOperationStatus` spells it. */
export const PRODUCTION_STATUSES = {
  PENDING: 'Not ended yet.',
  SUCCESSFUL: 'The card was produced.',
  FAILED: 'The operation ended without a card.',
} as const;

/** One of the statuses above. */
export type ProductionStatus = keyof typeof PRODUCTION_STATUSES;

/** The bureau's vocabulary, as the GraphQL enum `IssuanceStatus` spells it. Source: Thales D1, "Track production". */
export const ISSUANCE_STATUSES = {
  CARD_PROD_REQUESTED: 'Card personalization has been requested.',
  CARD_PROD_READY: 'Data has been successfully processed.',
  CARD_PROD_DONE: 'Card has been successfully personalized.',
  DATA_EXCEPTION: 'An error occurred during data processing.',
  CARD_PROD_EXCEPTION: 'Card personalization encountered an issue.',
  CARD_PROD_CANCELED: 'Card personalization was cancelled by the issuer.',
} as const;

/** One of the statuses above. */
export type IssuanceStatus = keyof typeof ISSUANCE_STATUSES;

/** The kiosk's vocabulary, as the GraphQL enum `KioskProductionStatus` spells it. Source: Wise, "Produce a card". */
export const KIOSK_PRODUCTION_STATUSES = {
  READY: 'Card is ready for production.',
  IN_PROGRESS: 'Card is in production at the kiosk machine.',
  PRODUCED: 'Card is produced and collected.',
  REQUEST_ERROR: 'Card production request failed.',
  PRODUCTION_ERROR: 'Card production failed.',
} as const;

/** One of the statuses above. */
export type KioskProductionStatus = keyof typeof KIOSK_PRODUCTION_STATUSES;

/** What each state is called in the vocabularies around; a kiosk has no word for two of them. */
export const PRODUCTION_VOCABULARY: Readonly<
  Record<ProductionState, { status: ProductionStatus; issuance: IssuanceStatus; kiosk: KioskProductionStatus | null }>
> = {
  REQUESTED: { status: 'PENDING', issuance: 'CARD_PROD_REQUESTED', kiosk: null },
  READY: { status: 'PENDING', issuance: 'CARD_PROD_READY', kiosk: 'READY' },
  IN_PROGRESS: { status: 'PENDING', issuance: 'CARD_PROD_READY', kiosk: 'IN_PROGRESS' },
  PRODUCED: { status: 'SUCCESSFUL', issuance: 'CARD_PROD_DONE', kiosk: 'PRODUCED' },
  REQUEST_ERROR: { status: 'FAILED', issuance: 'DATA_EXCEPTION', kiosk: 'REQUEST_ERROR' },
  PRODUCTION_ERROR: { status: 'FAILED', issuance: 'CARD_PROD_EXCEPTION', kiosk: 'PRODUCTION_ERROR' },
  CANCELED: { status: 'FAILED', issuance: 'CARD_PROD_CANCELED', kiosk: null },
};

/** One attempt to produce a card. A retry is a new operation. */
export interface ProductionOperation extends LifecycleSubject {
  readonly state: ProductionState;
  /** The kind of card it produces. */
  readonly subjectKind: CardKind;
  /** The card it produces. */
  readonly subjectId: string;
  /** When that card was created: its production window runs from then. */
  readonly subjectCreatedAt: Date;
  readonly programId: string;
  /** The card's holder, as of the order; null for cards tied to nobody. */
  readonly holderId: string | null;
  readonly channel: ProductionChannelKind;
  /** 1 for a card's first operation. */
  readonly attempt: number;
  readonly kioskId: string | null;
  /** When `start` was accepted. */
  readonly startedAt: Date | null;
  /** Exactly in terminal states. */
  readonly endTime: Date | null;
  /** Exactly in the two error states. */
  readonly errorCode: ProductionErrorCode | null;
  /** The producer's own words with an error. */
  readonly errorDescription: string | null;
}

/** Finds all operations of a card. */
export const OPERATIONS_OF_SUBJECT = defineLookup<ProductionOperation>({
  kind: 'PRODUCTION_OPERATION',
  by: 'subjectId',
});
