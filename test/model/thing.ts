/** What the model knows: four lifecycles and the two kinds of configuration. */
export type Kind = 'CARD' | 'TEMPORARY_CARD' | 'CHARGE_CARD' | 'PRODUCTION_OPERATION' | 'CARD_PROGRAM' | 'KIOSK';

/** The options of a card program. */
export interface Options {
  readonly approvalRequired: boolean;
  readonly queueOrders: boolean;
  readonly multipleOrdersPerHolder: boolean;
  readonly multipleActivePerHolder: boolean;
  readonly fourEyes: boolean;
  readonly issuesCertificates: boolean;
  readonly validityDays: number;
  readonly productionChannel: string;
}

/**
 * One subject of the model, of whatever kind: what a kind does not have stays as it is in `aThing`. Times are milliseconds since the
 * epoch. Its id is empty until the database has told it.
 */
export interface Thing {
  readonly kind: Kind;
  readonly tenantId: string;
  readonly createdAt: number;
  id: string;
  /** Empty of configuration. */
  state: string;
  version: number;
  stateSince: number;
  /** How often it entered another state. */
  stateChanges: number;

  programId: string | null;
  holderId: string | null;
  certificates: string;
  validUntil: number | null;
  /** Of a card that failed in production, the code that was reported; also an operation's own. */
  errorCode: string | null;
  requestedBy: string | null;
  embossedName: string | null;
  isWiped: boolean;
  attempts: number;

  /** The card that a temporary card stands in for. */
  replaces: Thing | null;
  /** The replaced card's `stateChanges` right after it was deactivated for it. */
  replacedAfter: number;
  /** When reminders are still to come. */
  reminders: readonly number[];

  rfid: string | null;
  contractId: string | null;
  accountId: string | null;
  subscriptionId: string | null;
  activationExpiresAt: number | null;
  termsAcceptedAt: number | null;
  deactivatesAt: number | null;
  suspendedFrom: string | null;
  duplicateOf: Thing | null;

  /** The card that an operation produces. */
  producible: Thing | null;
  attempt: number;
  channel: string | null;
  kioskId: string | null;
  startedAt: number | null;
  endTime: number | null;

  programKind: string | null;
  /** A program's options after each of its versions; the last ones hold. */
  options: readonly Options[];
  branch: string | null;
  status: string | null;
}

/** A subject before its first event. */
export function aThing(given: Pick<Thing, 'kind' | 'tenantId' | 'createdAt'> & Partial<Thing>): Thing {
  return { ...NOTHING, ...given, stateSince: given.createdAt };
}

const CARDS = {
  programId: null,
  holderId: null,
  certificates: 'NONE',
  validUntil: null,
  errorCode: null,
  requestedBy: null,
  embossedName: null,
  isWiped: false,
  attempts: 0,
  replaces: null,
  replacedAfter: 0,
  reminders: [],
};

const CHARGE_CARDS = {
  rfid: null,
  contractId: null,
  accountId: null,
  subscriptionId: null,
  activationExpiresAt: null,
  termsAcceptedAt: null,
  deactivatesAt: null,
  suspendedFrom: null,
  duplicateOf: null,
};

const OPERATIONS = { producible: null, attempt: 0, channel: null, kioskId: null, startedAt: null, endTime: null };

const CONFIGURATION = { programKind: null, options: [], branch: null, status: null };

const NOTHING: Omit<Thing, 'kind' | 'tenantId' | 'createdAt' | 'stateSince'> = {
  id: '',
  state: '',
  version: 0,
  stateChanges: 0,
  ...CARDS,
  ...CHARGE_CARDS,
  ...OPERATIONS,
  ...CONFIGURATION,
};
