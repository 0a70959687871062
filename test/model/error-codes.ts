// A few of the producers' codes, of either side.

/** Codes that `refuse` takes. */
export const REQUEST_CODES = [
  'INVALID_FIELD_VALUE',
  'REQUEST_CREATED_BUT_NOT_STARTED',
  'REQUEST_ALREADY_EXISTS',
  'MISSING_SATELLITEUID',
  'UNKNOWN_ERROR',
];

/** Codes that `fail` takes. */
export const PRODUCTION_CODES = ['PRD_FEEDER_JAM', 'CB_TIME', 'INV_NOT_INITIALIZED', 'UNKNOWN_ERROR'];

/** Codes after which the producer may hold a job all the same. */
export const JOB_MAY_EXIST = ['REQUEST_CREATED_BUT_NOT_STARTED', 'REQUEST_ALREADY_EXISTS'];
