import type { ChargeCardFilter } from '../__generated__/documents.js';

/** What somebody searches for: which lists are asked, and how it may stand in the address. */
export interface Search {
  /** What the API is asked for: what is found by any of them. */
  readonly filters: readonly ChargeCardFilter[];
  /** The term for the address: of an RFID no more than its last four digits, which is a credential. */
  readonly inAddress: string;
}

/** Why a term cannot be searched for. */
export type UnusableTerm = 'TOO_SHORT' | 'NOT_A_TERM' | 'ONLY_LAST_DIGITS';

/** The fewest characters of a contract id that are searched by. */
const MIN_PREFIX = 6;

/** As the API has it: country, provider, number, perhaps a check digit; here without hyphens. */
const CONTRACT_ID = /^[A-Z]{2}[A-Z0-9]{3}C?[A-Z0-9]{8}[A-Z0-9]?$/;
const CONTRACT_ID_BEGINNING = /^[A-Z]{2}[A-Z0-9]+$/;
const RFID = /^(?:[0-9A-F]{2}){4,10}$/;
const LAST_DIGITS = /^[0-9A-F]{4}$/;

/**
 * Decides what a term is: the last four digits of an RFID, a whole RFID, a contract id, or its beginning; what may be two of them is
 * searched as both. Null: nothing was typed. Who is no staff searches by the last four digits alone.
 */
export function readTerm(text: string, isStaff: boolean): Search | UnusableTerm | null {
  const term = text.replaceAll(/[\s:.-]/g, '').toUpperCase();
  if (term === '') return null;
  if (LAST_DIGITS.test(term)) return { filters: [{ rfidLast4: term }], inAddress: term };
  if (!isStaff) return 'ONLY_LAST_DIGITS';
  const filters = [
    ...(RFID.test(term) ? [{ rfid: term }] : []),
    ...(isBeginning(term) ? [{ contractIdPrefix: term }] : []),
  ];
  if (filters.length === 0) return isShort(term) ? 'TOO_SHORT' : 'NOT_A_TERM';
  return { filters, inAddress: isSecret(term) ? term.slice(-4) : term };
}

function isShort(term: string): boolean {
  return term.length < MIN_PREFIX && /^[A-Z0-9]+$/.test(term);
}

/** Of a contract id; the whole of it too: the one with a check digit is found without. */
function isBeginning(term: string): boolean {
  return term.length >= MIN_PREFIX && CONTRACT_ID_BEGINNING.test(term);
}

/** A whole contract id may have hexadecimal digits alone. It begins with letters then, as no RFID of its length does. */
function isSecret(term: string): boolean {
  return RFID.test(term) && !CONTRACT_ID.test(term);
}
