import type { ProductionErrorCode } from '@tessera/lifecycle';
import type { Weighted } from './random.js';

/** What goes wrong with a production, and what the producer says of it. */
export interface ProductionFault {
  readonly code: ProductionErrorCode;
  /** Null: nothing but the code. */
  readonly says: string | null;
}

/** How many productions of cards that are made in the end fail before. */
export const FAULT_SHARE = 0.06;

/** What goes wrong, and how often: of each part of the chain something. */
export const PRODUCTION_FAULTS: readonly Weighted<ProductionFault>[] = [
  [{ code: 'PRD_SMARTCARD', says: 'Chip did not answer after two attempts' }, 6],
  [{ code: 'PRD_FEEDER_JAM', says: null }, 5],
  [{ code: 'PRD_FEEDER_EMPTY', says: null }, 4],
  [{ code: 'PRD_FINAL_VALIDATION_NOK', says: 'Picture too dark' }, 3],
  [{ code: 'PRD_EMBOSSER', says: null }, 2],
  [{ code: 'PRD_REJECT_FULL', says: null }, 1],
  [{ code: 'PRT_RIBBON_ENDED', says: null }, 5],
  [{ code: 'PRT_NOT_REACHABLE', says: 'No answer from the printer for 60 s' }, 4],
  [{ code: 'PRT_COVER_OPEN', says: null }, 2],
  [{ code: 'SAT_NETWORK_NOT_AVAILABLE', says: null }, 3],
  [{ code: 'SAT_SERVER_NOT_REACHABLE', says: null }, 1],
  [{ code: 'DP_TIMEOUT', says: null }, 3],
  [{ code: 'CB_TIME', says: null }, 2],
  [{ code: 'CB_NETWORK_NOT_AVAILABLE', says: null }, 1],
  [{ code: 'INV_NOT_INITIALIZED', says: 'No stock of white cards was booked in' }, 1],
  [{ code: 'DATA_PREPARATION_FAILED', says: null }, 4],
  [{ code: 'IMAGE_SERVER_ERROR', says: 'Picture could not be fetched' }, 4],
  [{ code: 'INVALID_FIELD_VALUE', says: 'Line 2 of the address is too long' }, 3],
  [{ code: 'CHARSET_NOT_SUPPORTED', says: null }, 2],
  [{ code: 'UNABLE_TO_ACCEPT_REQUEST', says: null }, 2],
  [{ code: 'REQUEST_CREATED_BUT_NOT_STARTED', says: null }, 1],
];
