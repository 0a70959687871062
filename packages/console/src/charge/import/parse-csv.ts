import type { ImportRow } from './import-row.js';
import Papa from 'papaparse';
import { HEADER, MAX_BYTES, MAX_ROWS, SEPARATOR } from './import-row.js';

/** Why a file is none that can be imported; `row` as a spreadsheet counts, `found` what stands there. */
export type FileFault =
  | { readonly code: 'TOO_LARGE' | 'NOT_TEXT' | 'EMPTY' | 'NO_ROWS' }
  | { readonly code: 'TOO_MANY_ROWS'; readonly found: number }
  | { readonly code: 'SEPARATOR' | 'HEADER'; readonly row: number; readonly found: string }
  | { readonly code: 'COLUMNS'; readonly row: number; readonly found: number }
  | { readonly code: 'QUOTES'; readonly row: number };

/** What a file was read as. */
export type ParsedFile = { readonly rows: readonly ImportRow[] } | { readonly fault: FileFault };

/** What others put between columns, by what a person calls it. */
const OTHER_SEPARATORS = [',', '\t', '|'] as const;

/** How much of a header is told again. */
const MAX_TOLD = 60;

/** Reads a file of charge cards: the first fault ends it. What stands in the rows is left for the server to judge. */
export function parseCsv(bytes: Uint8Array): ParsedFile {
  if (bytes.length > MAX_BYTES) return { fault: { code: 'TOO_LARGE' } };
  const text = decode(bytes);
  if (text === null) return { fault: { code: 'NOT_TEXT' } };
  if (text.trim() === '') return { fault: { code: 'EMPTY' } };
  const { data, errors } = Papa.parse<readonly string[]>(text, { delimiter: SEPARATOR, newline: '\n' });
  const records = data.map((cells, index) => ({ cells, number: index + 1 }));
  const badQuotes = errors.find(({ type }) => type === 'Quotes');
  // What follows an open quote is one cell to its end: it would be told as a wrong header, or as missing columns.
  if (badQuotes !== undefined) return { fault: { code: 'QUOTES', row: (badQuotes.row ?? 0) + 1 } };
  const [header, ...rest] = records.filter(({ cells }) => !isBlank(cells));
  if (header === undefined) return { fault: { code: 'EMPTY' } };
  return readHeader(header) ?? readRows(rest);
}

/** The text, with one kind of line end and without a mark at its beginning; null where it is none. */
function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text.replaceAll(/\r\n?/g, '\n');
  } catch {
    // It throws nothing but that the bytes are not UTF-8.
    return null;
  }
}

interface FileRecord {
  readonly cells: readonly string[];
  readonly number: number;
}

/** An empty line: at the end of most files, and wherever somebody has left one. */
function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0]?.trim() === '';
}

function readHeader({ cells, number: row }: FileRecord): ParsedFile | null {
  if (cells.length === HEADER.length && HEADER.every((name, index) => cells[index] === name)) return null;
  const found = cells.join(SEPARATOR).slice(0, MAX_TOLD);
  const other = OTHER_SEPARATORS.find((each) => found === HEADER.join(each));
  if (other !== undefined) return { fault: { code: 'SEPARATOR', row, found: other } };
  return { fault: { code: 'HEADER', row, found } };
}

function readRows(records: readonly FileRecord[]): ParsedFile {
  if (records.length === 0) return { fault: { code: 'NO_ROWS' } };
  const uneven = records.find(({ cells }) => cells.length !== HEADER.length);
  if (uneven !== undefined) return { fault: { code: 'COLUMNS', row: uneven.number, found: uneven.cells.length } };
  if (records.length > MAX_ROWS) return { fault: { code: 'TOO_MANY_ROWS', found: records.length } };
  return {
    rows: records.map(({ cells: [rfid = '', contractId = ''], number }) => ({
      number,
      rfid: rfid.trim(),
      contractId: contractId.trim(),
    })),
  };
}
