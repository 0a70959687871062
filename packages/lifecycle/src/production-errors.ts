/** Which report a code belongs to: the refusal of a request, the failure of a production, or either. */
export type ProductionErrorSide = 'REQUEST' | 'PRODUCTION' | 'EITHER';

/** What part of the production chain a code speaks of, as the GraphQL enum `ProductionErrorCategory` spells it. */
export const PRODUCTION_ERROR_CATEGORIES = {
  REQUEST: 'The request itself was refused.',
  CENTRAL_BASE: 'The main server.',
  DATA_PREPARATION: 'The processing of the data.',
  SATELLITE: 'The agent on the kiosk.',
  PRINTER: 'The printer.',
  PRODUCTION: 'The production of the card.',
  INVENTORY: 'The inventory.',
} as const;

/** One of the categories above. */
export type ProductionErrorCategory = keyof typeof PRODUCTION_ERROR_CATEGORIES;

/** What is known of an error code. */
export interface ProductionErrorRule {
  readonly side: ProductionErrorSide;
  readonly category: ProductionErrorCategory;
  /** The source's own words. */
  readonly description: string;
  /** Whether trying again without a change may help. Advice, never a guard. */
  readonly retryable: boolean;
  /** Whether the producer may hold a job all the same, so that a repeat could make a second card. */
  readonly jobMayExist: boolean;
}

type Flags = Partial<Pick<ProductionErrorRule, 'retryable' | 'jobMayExist'>>;

function request(description: string, flags: Flags = {}): ProductionErrorRule {
  return { side: 'REQUEST', category: 'REQUEST', description, retryable: true, jobMayExist: false, ...flags };
}

function production(category: ProductionErrorCategory, description: string, flags: Flags = {}): ProductionErrorRule {
  return { side: 'PRODUCTION', category, description, retryable: true, jobMayExist: false, ...flags };
}

/**
 * The closed catalogue of production error codes, as the GraphQL enum `ProductionErrorCode` spells them.
 * Source: Wise, "Produce a card", request errors and production errors; MISSING_SATELLITEUID from Thales D1, "Track production".
 */
export const PRODUCTION_ERRORS = {
  UNKNOWN_ERROR: {
    side: 'EITHER',
    category: 'REQUEST',
    description: 'An error occurred on the server',
    retryable: true,
    jobMayExist: false,
  },
  REQUEST_ALREADY_EXISTS: request('The request has already been submitted', { retryable: false, jobMayExist: true }),
  KIOSK_ID_NOT_FOUND: request('The kiosk ID does not exist', { retryable: false }),
  CARD_TYPE_NOT_FOUND: request('The card type does not exist', { retryable: false }),
  INVALID_FIELD_VALUE: request('Some field values are unexpected', { retryable: false }),
  INVALID_PIN_FORMAT: request('The PIN does not follow ISO0 or ISO2 standard', { retryable: false }),
  EMPTY_OR_NULL_FIELD_VALUE: request('Some required fields are empty or null', { retryable: false }),
  EMPTY_OR_NULL_OR_WRONG_SIZE_FIELD_VALUE: request('Some required fields are empty, null, or have incorrect lengths', {
    retryable: false,
  }),
  CHARSET_NOT_SUPPORTED: request('The character set for some fields is not supported', { retryable: false }),
  INVALID_FIELD_FORMAT: request('Some field formats are invalid', { retryable: false }),
  INVALID_FIELD_ENCODING: request('The encoding for some fields is not expected', { retryable: false }),
  CDATA_ENCODING_OR_FORMATING_ERROR: request('The encoding or formatting for XML text field values is incorrect', {
    retryable: false,
  }),
  PIN_LENGTH_ERROR: request('The PIN length is incorrect', { retryable: false }),
  PIN_VERIFICATION_FAILED: request('The PIN cannot be verified because the server is unreachable'),
  DATA_PREPARATION_FAILED: request('The server failed to parse the request'),
  PARTIAL_DATA_RECEIVED: request('Only part of the expected data has been received'),
  NO_BRANCH_LINKED_TO_KIOSK: request('The kiosk has not been linked to any branch', { retryable: false }),
  IMAGE_SERVER_ERROR: request('The image server is unreachable or failed to process the data'),
  PAN_ALREADY_EXISTS: request('The PAN already exists', { retryable: false }),
  PRINTER_OR_SATELLITE_NOT_READY: request('The printer or satellite is not ready to start the production'),
  REQUEST_CREATED_BUT_NOT_STARTED: request(
    'The request has been created, but production is pending until the printer or satellite is ready',
    { retryable: false, jobMayExist: true },
  ),
  UNABLE_TO_ACCEPT_REQUEST: request('The system is currently busy and cannot accept new requests at this time'),
  MISSING_SATELLITEUID: request('The id of the satellite that personalizes the card is missing', { retryable: false }),
  CB_NOT_AVAILABLE: production('CENTRAL_BASE', 'Main server error: central base not available'),
  CB_DB_NOT_AVAILABLE: production('CENTRAL_BASE', 'Main server error: database not available'),
  CB_NETWORK_NOT_AVAILABLE: production('CENTRAL_BASE', 'Main server error: network not available'),
  CB_AUTHENTICATION_FAILED: production('CENTRAL_BASE', 'Main server error: user authentication verification failed', {
    retryable: false,
  }),
  CB_SERVICE_NOT_ALLOWED: production(
    'CENTRAL_BASE',
    'Main server error: the accessed service requires a higher security level',
    { retryable: false },
  ),
  CB_TIME: production('CENTRAL_BASE', 'Main server error: timeout occurred on the Central Base side'),
  DP_NOT_AVAILABLE: production(
    'DATA_PREPARATION',
    'Data processing error: the Data preparation module is not available',
  ),
  DP_IO_ERROR: production(
    'DATA_PREPARATION',
    'Data processing error: Input/Output error when communicating with the DP',
  ),
  DP_TIMEOUT: production('DATA_PREPARATION', 'Data processing error: timeout error'),
  SAT_SERVER_NOT_REACHABLE: production('SATELLITE', 'Satellite agent error: the server is not reachable'),
  SAT_AUTHENTICATION_FAILED: production('SATELLITE', 'Satellite agent error: user authentication failed on satellite', {
    retryable: false,
  }),
  SAT_NETWORK_NOT_AVAILABLE: production('SATELLITE', 'Satellite agent error: the network is not available'),
  PRT_NOT_REACHABLE: production('PRINTER', 'Printer error: printer is not reachable'),
  PRT_SETUP_ERROR: production('PRINTER', 'Printer error: printer setup is incorrect'),
  PRT_TIMEOUT: production('PRINTER', 'Printer error: printer timeout'),
  PRT_RIBBON: production('PRINTER', 'Printer error: ribbon error'),
  PRT_LOCK_ERROR: production('PRINTER', 'Printer error: printer physically unlocked'),
  PRT_RIBBON_MISSING: production('PRINTER', 'Printer error: ribbon is missing'),
  PRT_RIBBON_ENDED: production('PRINTER', 'Printer error: ribbon has ended'),
  PRT_COVER_OPEN: production('PRINTER', 'Printer error: printer cover is open'),
  PRT_PAUSED: production('PRINTER', 'Printer error: printer paused'),
  PRD_UNEXPECTED_DATA: production('PRODUCTION', 'Production error: production data is incorrect', { retryable: false }),
  PRD_FEEDER_EMPTY: production('PRODUCTION', 'Production error: feeder is empty'),
  PRD_FEEDER_JAM: production('PRODUCTION', 'Production error: feeder card jam'),
  PRD_HOPPER_FULL: production('PRODUCTION', 'Production error: hopper is full'),
  PRD_HOPPER_DOOR: production('PRODUCTION', 'Production error: hopper door is open'),
  PRD_HOPPER_JAM: production('PRODUCTION', 'Production error: hopper card jam'),
  PRD_MAGSTRIPE: production('PRODUCTION', 'Production error: error occurred during magstripe encoding'),
  PRD_SMARTCARD: production('PRODUCTION', 'Production error: error occurred during chip personalization'),
  PRD_EMBOSSER: production('PRODUCTION', 'Production error: error occurred during embossing'),
  PRD_TIMEOUT: production('PRODUCTION', 'Production error: production timeout has been reached'),
  PRD_REJECT_FULL: production('PRODUCTION', 'Production error: reject box is full'),
  PRD_SMARTCARD_CARD_NOT_IN_READER: production('PRODUCTION', 'Production error: card is not in reader'),
  PRD_FINAL_VALIDATION_NOK: production('PRODUCTION', 'Production error: user has rejected card production', {
    retryable: false,
  }),
  INV_NOT_INITIALIZED: production('INVENTORY', 'Production error: inventory not initialized'),
} as const satisfies Record<string, ProductionErrorRule>;

/** One of the codes above. */
export type ProductionErrorCode = keyof typeof PRODUCTION_ERRORS;

/** Whether a text is one of the catalogue's codes. A channel maps codes that are not to UNKNOWN_ERROR. */
export function isProductionErrorCode(code: string): code is ProductionErrorCode {
  return Object.hasOwn(PRODUCTION_ERRORS, code);
}

/** What is known of a code, told on the given side: UNKNOWN_ERROR has another category and description on either. */
export function productionErrorRule(code: ProductionErrorCode, side: 'REQUEST' | 'PRODUCTION'): ProductionErrorRule {
  const rule: ProductionErrorRule = PRODUCTION_ERRORS[code];
  return rule.side === 'EITHER' && side === 'PRODUCTION'
    ? { ...rule, category: 'PRODUCTION', description: 'Unknown error' }
    : rule;
}

/** The codes that a report of the side may carry. */
export function productionErrorCodes(side: 'REQUEST' | 'PRODUCTION'): readonly ProductionErrorCode[] {
  const codes = Object.keys(PRODUCTION_ERRORS) as ProductionErrorCode[];
  return codes.filter((code) => PRODUCTION_ERRORS[code].side === side || PRODUCTION_ERRORS[code].side === 'EITHER');
}
