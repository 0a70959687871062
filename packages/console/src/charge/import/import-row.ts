/** A row of a file of charge cards. */
export interface ImportRow {
  /** Which row of the file it is, as a spreadsheet counts: the header is row 1. */
  readonly number: number;
  readonly rfid: string;
  readonly contractId: string;
}

/** An RFID or a contract id as it is kept: without what people put between its parts, and in capitals. */
export function toPlain(value: string): string {
  return value.replaceAll(/[^0-9a-z]/gi, '').toUpperCase();
}

/** The columns of the file, in their order. */
export const HEADER = ['RFID', 'Contract ID'] as const;

/** What stands between them. */
export const SEPARATOR = ';';

/** The most rows that one import takes. */
export const MAX_ROWS = 5_000;

/** The largest file that is looked at, in bytes: the longest rows make a smaller one, and a request holds no more. */
export const MAX_BYTES = 750_000;
