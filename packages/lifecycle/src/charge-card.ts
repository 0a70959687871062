import type { LifecycleSubject } from './engine/subject.js';
import type { TextFormat } from './engine/rule.js';
import { defineLookup } from './engine/facts.js';

/** The states of a charge card, each with what it means. Source: the charging platform's "Card statuses". */
export const CHARGE_CARD_STATES = {
  INACTIVE: 'The card was imported and is ready to be activated.',
  PENDING: 'Staff began its activation; the customer must agree to the subscription’s terms.',
  ACTIVE: 'The card is activated in an account and ready to use.',
  BLOCKED: 'The card cannot be used to charge for now, for example while it is mislaid.',
  SUSPENDED: 'As BLOCKED, but customers cannot change it back.',
  DEACTIVATED: 'The card cannot be used any more; its subscription is cancelled.',
} as const;

/** One of the states above. */
export type ChargeCardState = keyof typeof CHARGE_CARD_STATES;

/** A record of a charge card. The same plastic may have several records, one after the other. */
export interface ChargeCard extends LifecycleSubject {
  readonly state: ChargeCardState;
  /** The credential that stations read: hex, upper case. Shown in full by `reveal` only. */
  readonly rfid: string;
  readonly rfidLast4: string;
  /** Upper case, without hyphens. */
  readonly contractId: string;
  /** The RFID while the record is not DEACTIVATED, else null: unique in a tenant. */
  readonly liveRfid: string | null;
  /** The contract id while the record is not DEACTIVATED, else null: unique in a tenant. */
  readonly liveContractId: string | null;
  readonly accountId: string | null;
  readonly subscriptionId: string | null;
  readonly termsAcceptedAt: Date | null;
  /** Exactly in PENDING. */
  readonly activationExpiresAt: Date | null;
  /** When it will be deactivated; null while nothing is scheduled. */
  readonly deactivatesAt: Date | null;
  /** Exactly in SUSPENDED. */
  readonly suspendedFrom: 'ACTIVE' | 'BLOCKED' | null;
  /** The record whose immediate deactivation brought this one about. */
  readonly duplicateOf: string | null;
  /** The first record of the chain of duplicates; null for that one itself. */
  readonly originalId: string | null;
}

/** An RFID: hexadecimal, 4 to 10 bytes; separators are left out, letters become upper case. */
export const RFID: TextFormat = {
  means: 'an RFID of 4 to 10 bytes in hexadecimal digits, two a byte',
  example: '"04A2B3C4D5E6F7"',
  canonical: (text) => {
    const digits = text.replace(/[\s:.-]/g, '').toUpperCase();
    return /^(?:[0-9A-F]{2}){4,10}$/.test(digits) ? digits : null;
  },
};

/** A contract id (EMAID): upper case, without hyphens. Its check digit is not verified. */
export const CONTRACT_ID: TextFormat = {
  means: 'a contract id: country, provider, number and perhaps a check digit',
  example: '"DE-8AA-C00123456-7"',
  canonical: (text) => {
    const upper = text.toUpperCase();
    return /^[A-Z]{2}-?[A-Z0-9]{3}-?C?[A-Z0-9]{8}(-?[A-Z0-9])?$/.test(upper) ? upper.replaceAll('-', '') : null;
  },
};

/** Finds the record with the RFID that is not DEACTIVATED. */
export const LIVE_BY_RFID = defineLookup<ChargeCard>({ kind: 'CHARGE_CARD', by: 'liveRfid' });

/** Finds the record with the contract id that is not DEACTIVATED. */
export const LIVE_BY_CONTRACT_ID = defineLookup<ChargeCard>({ kind: 'CHARGE_CARD', by: 'liveContractId' });

/** What a station may do with a token, as the GraphQL enum `ChargeWhitelist` spells it. Source: OCPI, WhitelistType. */
export const CHARGE_WHITELISTS = {
  ALLOWED: 'Stations may allow it from their list, and while they are offline.',
  NEVER: 'Stations must not allow it from their list.',
} as const;

/** What an authorisation is answered, as the GraphQL enum `ChargeAuthorizationResult` spells it. Source: OCPI, AllowedType. */
export const CHARGE_AUTHORIZATION_RESULTS = {
  ALLOWED: 'It may charge.',
  BLOCKED: 'It is blocked for now.',
  EXPIRED: 'It is not valid any more.',
  NOT_ALLOWED: 'It is known, but not activated.',
} as const;

/** What a charging station is told of a card. */
export interface ChargeAuthorizationRule {
  readonly valid: boolean;
  readonly whitelist: keyof typeof CHARGE_WHITELISTS;
  readonly result: keyof typeof CHARGE_AUTHORIZATION_RESULTS;
}

/** What each state means for a charging station. Source: OCPI, Tokens. */
export const CHARGE_AUTHORIZATIONS: Readonly<Record<ChargeCardState, ChargeAuthorizationRule>> = {
  ACTIVE: { valid: true, whitelist: 'ALLOWED', result: 'ALLOWED' },
  BLOCKED: { valid: false, whitelist: 'NEVER', result: 'BLOCKED' },
  SUSPENDED: { valid: false, whitelist: 'NEVER', result: 'BLOCKED' },
  DEACTIVATED: { valid: false, whitelist: 'NEVER', result: 'EXPIRED' },
  INACTIVE: { valid: false, whitelist: 'NEVER', result: 'NOT_ALLOWED' },
  PENDING: { valid: false, whitelist: 'NEVER', result: 'NOT_ALLOWED' },
};
