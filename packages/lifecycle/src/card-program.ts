import type { LifecycleSubject } from './engine/subject.js';
import { defineLookup } from './engine/facts.js';

/** Who makes a program's cards, as the GraphQL enum `ProductionChannel` spells it. */
export const PRODUCTION_CHANNELS = {
  SIMULATED: 'A channel inside the server that makes no real card: for trying and for tests.',
  BUREAU: 'A bureau that reads its operations and reports on them as PRODUCER.',
  KIOSK: 'Kiosks; an operator or the kiosk starts each production.',
} as const;

/** One of the channels above. */
export type ProductionChannelKind = keyof typeof PRODUCTION_CHANNELS;

/** Which cards a program issues, as the GraphQL enum `CardKind` spells it. */
export const CARD_KINDS = {
  CARD: 'Identity cards.',
  TEMPORARY_CARD: 'Temporary cards, for visitors and forgotten cards.',
} as const;

/** One of the kinds above. */
export type CardKind = keyof typeof CARD_KINDS;

/** A tenant's way to issue one kind of card. Its options are read when a command is decided; a change affects future commands only. */
export interface CardProgram extends LifecycleSubject {
  readonly name: string;
  readonly kind: CardKind;
  /** A request waits for an approver. Source: Nexus Smart ID, "approval step options". */
  readonly approvalRequired: boolean;
  /** Orders wait for the batch sync. Source: Nexus Smart ID, "queue options". */
  readonly queueOrders: boolean;
  readonly multipleOrdersPerHolder: boolean;
  readonly multipleActivePerHolder: boolean;
  /** The approver is not the requester. */
  readonly fourEyes: boolean;
  readonly issuesCertificates: boolean;
  /** How long an activated card is valid, in days. */
  readonly validityDays: number;
  readonly productionChannel: ProductionChannelKind;
}

/** The options of a program that allow or demand something. */
export type ProgramOption =
  | 'approvalRequired'
  | 'queueOrders'
  | 'multipleOrdersPerHolder'
  | 'multipleActivePerHolder'
  | 'fourEyes'
  | 'issuesCertificates';

/** Finds a program by its id. */
export const PROGRAM_BY_ID = defineLookup<CardProgram>({ kind: 'CARD_PROGRAM', by: 'id' });

/** Finds a program of kind TEMPORARY_CARD by its id. */
export const TEMPORARY_CARD_PROGRAM_BY_ID = defineLookup<CardProgram>({
  kind: 'CARD_PROGRAM',
  by: 'id',
  only: { field: 'kind', values: ['TEMPORARY_CARD'] },
});

/** Finds a program of kind CARD by its id. */
export const CARD_PROGRAM_BY_ID = defineLookup<CardProgram>({
  kind: 'CARD_PROGRAM',
  by: 'id',
  only: { field: 'kind', values: ['CARD'] },
});
