import type { ProductionErrorCategory, ProductionErrorCode } from './index.js';
import { isProductionErrorCode, PRODUCTION_ERRORS, productionErrorCodes, productionErrorRule } from './index.js';

// By hand, after the sources' lists and the rule for `retryable`.
const NOT_RETRYABLE: readonly ProductionErrorCode[] = [
  'REQUEST_ALREADY_EXISTS',
  'KIOSK_ID_NOT_FOUND',
  'CARD_TYPE_NOT_FOUND',
  'INVALID_FIELD_VALUE',
  'INVALID_PIN_FORMAT',
  'EMPTY_OR_NULL_FIELD_VALUE',
  'EMPTY_OR_NULL_OR_WRONG_SIZE_FIELD_VALUE',
  'CHARSET_NOT_SUPPORTED',
  'INVALID_FIELD_FORMAT',
  'INVALID_FIELD_ENCODING',
  'CDATA_ENCODING_OR_FORMATING_ERROR',
  'PIN_LENGTH_ERROR',
  'NO_BRANCH_LINKED_TO_KIOSK',
  'PAN_ALREADY_EXISTS',
  'REQUEST_CREATED_BUT_NOT_STARTED',
  'MISSING_SATELLITEUID',
  'CB_AUTHENTICATION_FAILED',
  'CB_SERVICE_NOT_ALLOWED',
  'SAT_AUTHENTICATION_FAILED',
  'PRD_UNEXPECTED_DATA',
  'PRD_FINAL_VALIDATION_NOK',
];
const RETRYABLE: readonly ProductionErrorCode[] = [
  'UNKNOWN_ERROR',
  'PIN_VERIFICATION_FAILED',
  'DATA_PREPARATION_FAILED',
  'PARTIAL_DATA_RECEIVED',
  'IMAGE_SERVER_ERROR',
  'PRINTER_OR_SATELLITE_NOT_READY',
  'UNABLE_TO_ACCEPT_REQUEST',
  'CB_NOT_AVAILABLE',
  'CB_DB_NOT_AVAILABLE',
  'CB_NETWORK_NOT_AVAILABLE',
  'CB_TIME',
  'DP_NOT_AVAILABLE',
  'DP_IO_ERROR',
  'DP_TIMEOUT',
  'SAT_SERVER_NOT_REACHABLE',
  'SAT_NETWORK_NOT_AVAILABLE',
  'PRT_NOT_REACHABLE',
  'PRT_SETUP_ERROR',
  'PRT_TIMEOUT',
  'PRT_RIBBON',
  'PRT_LOCK_ERROR',
  'PRT_RIBBON_MISSING',
  'PRT_RIBBON_ENDED',
  'PRT_COVER_OPEN',
  'PRT_PAUSED',
  'PRD_FEEDER_EMPTY',
  'PRD_FEEDER_JAM',
  'PRD_HOPPER_FULL',
  'PRD_HOPPER_DOOR',
  'PRD_HOPPER_JAM',
  'PRD_MAGSTRIPE',
  'PRD_SMARTCARD',
  'PRD_EMBOSSER',
  'PRD_TIMEOUT',
  'PRD_REJECT_FULL',
  'PRD_SMARTCARD_CARD_NOT_IN_READER',
  'INV_NOT_INITIALIZED',
];
const ALL = Object.keys(PRODUCTION_ERRORS) as ProductionErrorCode[];

describe('the production error codes', () => {
  it('are the 22 of requests with MISSING_SATELLITEUID, and the 36 of productions', () => {
    expect(productionErrorCodes('REQUEST')).toHaveLength(23);
    expect(productionErrorCodes('REQUEST')).toContain('MISSING_SATELLITEUID');
    expect(productionErrorCodes('PRODUCTION')).toHaveLength(36);
  });

  it('stand on one side each, but for UNKNOWN_ERROR', () => {
    const both = productionErrorCodes('REQUEST').filter((code) => productionErrorCodes('PRODUCTION').includes(code));
    expect(both).toEqual(['UNKNOWN_ERROR']);
    expect(ALL).toHaveLength(58);
  });

  it('are retryable as the list says', () => {
    expect([...NOT_RETRYABLE, ...RETRYABLE].sort()).toEqual([...ALL].sort());
    expect(ALL.filter((code) => !PRODUCTION_ERRORS[code].retryable).sort()).toEqual([...NOT_RETRYABLE].sort());
  });

  it('say of two that a job may exist', () => {
    const codes = ALL.filter((code) => PRODUCTION_ERRORS[code].jobMayExist);
    expect(codes).toEqual(['REQUEST_ALREADY_EXISTS', 'REQUEST_CREATED_BUT_NOT_STARTED']);
  });

  it.each<[ProductionErrorCategory, number]>([
    ['REQUEST', 23],
    ['CENTRAL_BASE', 6],
    ['DATA_PREPARATION', 3],
    ['SATELLITE', 3],
    ['PRINTER', 9],
    ['PRODUCTION', 14],
    ['INVENTORY', 1],
  ])('of the category %s are %d', (category, count) => {
    const told = (['REQUEST', 'PRODUCTION'] as const).flatMap((side) =>
      productionErrorCodes(side).filter((code) => productionErrorRule(code, side).category === category),
    );
    expect(told).toHaveLength(count);
  });

  it('are described in the source’s own words', () => {
    expect(PRODUCTION_ERRORS.PIN_VERIFICATION_FAILED.description).toBe(
      'The PIN cannot be verified because the server is unreachable',
    );
    expect(productionErrorRule('UNKNOWN_ERROR', 'REQUEST').description).toBe('An error occurred on the server');
    expect(productionErrorRule('UNKNOWN_ERROR', 'PRODUCTION').description).toBe('Unknown error');
    expect(PRODUCTION_ERRORS.PRT_LOCK_ERROR.description).toBe('Printer error: printer physically unlocked');
  });

  it.each([
    ['PRT_PAUSED', true],
    ['NO_SUCH_CODE', false],
    ['toString', false],
    ['', false],
  ])('are told from other texts: %j', (text, is) => {
    expect(isProductionErrorCode(text)).toBe(is);
  });
});
