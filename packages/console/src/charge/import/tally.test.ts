import type { ImportRow } from './import-row.js';
import type { ImportAnswer } from './tally.js';
import { addAnswer, MAX_FAULTS, NOTHING } from './tally.js';

type Result = ImportAnswer['rows'][number];

function rowsOf(count: number, from = 2): readonly ImportRow[] {
  return Array.from({ length: count }, (_, index) => ({ number: from + index, rfid: '04A1', contractId: 'DE1' }));
}

function answer(results: readonly Omit<Result, 'index'>[], replayed = false): ImportAnswer {
  const rows = results.map((result, index) => ({ ...result, index }));
  return { __typename: 'ImportedChargeCards', rows, replayed, dryRun: false };
}

const IMPORTED: Omit<Result, 'index'> = { outcome: 'IMPORTED', code: null, refusal: null };
const VALID: Omit<Result, 'index'> = { outcome: 'VALID', code: null, refusal: null };
const TAKEN: Omit<Result, 'index'> = {
  outcome: 'REFUSED',
  code: 'GUARD_REFUSED',
  refusal: { code: 'GUARD_REFUSED', message: 'Check the RFID.', guard: 'RFID_TAKEN', conflictingId: 'charge_1' },
};
const TAKEN_BY_A_ROW: Omit<Result, 'index'> = {
  outcome: 'REFUSED',
  code: 'GUARD_REFUSED',
  refusal: { code: 'GUARD_REFUSED', message: 'Check the RFID.', guard: 'RFID_TAKEN', conflictingId: null },
};
const INVALID: Omit<Result, 'index'> = {
  outcome: 'REFUSED',
  code: 'INPUT_INVALID',
  refusal: {
    code: 'INPUT_INVALID',
    message: 'Correct the input and send it again. input.rows.1.rfid: Give an RFID.',
    issues: [{ path: ['input', 'rows', '1', 'rfid'], message: 'Give an RFID.' }],
  },
};
const UNTOLD: Omit<Result, 'index'> = { outcome: 'REFUSED', code: 'GUARD_REFUSED', refusal: null };

describe('the tally of an import', () => {
  it('has the good rows of a dry run, in their order, and why the others are bad', () => {
    const rows = rowsOf(5);
    const tally = addAnswer(NOTHING, rows, answer([VALID, INVALID, TAKEN, UNTOLD, VALID]));
    expect(tally).toMatchObject({ answered: 5, valid: [rows[0], rows[4]], imported: 0, refused: 3 });
    expect(tally.faults).toEqual([
      { row: rows[1], code: 'INPUT_INVALID', messages: ['Give an RFID.'], conflictingId: null, twin: null },
      { row: rows[2], code: 'RFID_TAKEN', messages: ['Check the RFID.'], conflictingId: 'charge_1', twin: null },
      { row: rows[3], code: 'GUARD_REFUSED', messages: [], conflictingId: null, twin: null },
    ]);
  });

  it('names the row of the file that has the same, however that is written', () => {
    const rows = ['04A2 ', '04a1', '04A1', '04:A1'].map((rfid, index) => ({
      number: index + 502,
      rfid,
      contractId: 'DE1',
    }));
    const { faults } = addAnswer(NOTHING, rows, answer([VALID, INVALID, VALID, TAKEN_BY_A_ROW]));
    expect(faults.map(({ code, twin }) => [code, twin])).toEqual([
      ['INPUT_INVALID', null],
      ['RFID_TAKEN', 504],
    ]);
  });

  it('adds up over the calls, each row by its number in the file', () => {
    const first = addAnswer(NOTHING, rowsOf(3), answer([IMPORTED, TAKEN, IMPORTED]));
    const both = addAnswer(first, rowsOf(2, 502), answer([TAKEN, IMPORTED]));
    expect(both).toMatchObject({ answered: 5, imported: 3, refused: 2, importedBefore: 0 });
    expect(both.faults.map(({ row }) => row.number)).toEqual([3, 502]);
  });

  it('tells what an earlier try had imported', () => {
    const first = addAnswer(NOTHING, rowsOf(2), answer([IMPORTED, IMPORTED], true));
    expect(addAnswer(first, rowsOf(1, 502), answer([IMPORTED]))).toMatchObject({ imported: 3, importedBefore: 2 });
  });

  it('keeps the first hundred faults, and counts all', () => {
    const many = Array.from({ length: MAX_FAULTS - 1 }, () => TAKEN);
    const first = addAnswer(NOTHING, rowsOf(many.length), answer(many));
    const both = addAnswer(first, rowsOf(3, 502), answer([TAKEN, TAKEN, TAKEN]));
    expect(both.refused).toBe(MAX_FAULTS + 2);
    expect(both.faults).toHaveLength(MAX_FAULTS);
    expect(both.faults.at(-1)?.row.number).toBe(502);
  });
});
