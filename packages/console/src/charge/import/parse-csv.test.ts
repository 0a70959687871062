import { MAX_BYTES, MAX_ROWS } from './import-row.js';
import { parseCsv } from './parse-csv.js';

const HEADER = 'RFID;Contract ID';

function parse(text: string) {
  return parseCsv(new TextEncoder().encode(text));
}

function aRow(index: number): string {
  return `04${index.toString(16).padStart(12, '0')};DE8AAC${String(index).padStart(8, '0')}`;
}

describe('a file of charge cards', () => {
  const rows = [
    { number: 2, rfid: '04A1B2C3D4E5F6', contractId: 'DE8AAC00000001' },
    { number: 3, rfid: '04A1B2C3D4E5F7', contractId: 'DE8AAC00000002' },
  ];

  it.each([
    ['line feeds', `${HEADER}\n04A1B2C3D4E5F6;DE8AAC00000001\n04A1B2C3D4E5F7;DE8AAC00000002\n`],
    ['carriage returns', `${HEADER}\r\n04A1B2C3D4E5F6;DE8AAC00000001\r\n04A1B2C3D4E5F7;DE8AAC00000002\r\n`],
    ['both, by turns', `${HEADER}\r\n04A1B2C3D4E5F6;DE8AAC00000001\n04A1B2C3D4E5F7;DE8AAC00000002`],
    ['no line end at its end', `${HEADER}\n04A1B2C3D4E5F6;DE8AAC00000001\n04A1B2C3D4E5F7;DE8AAC00000002`],
    ['a byte order mark', `\uFEFF${HEADER}\n04A1B2C3D4E5F6;DE8AAC00000001\n04A1B2C3D4E5F7;DE8AAC00000002\n`],
    ['quotes', `"RFID";"Contract ID"\n"04A1B2C3D4E5F6";"DE8AAC00000001"\n04A1B2C3D4E5F7;"DE8AAC00000002"\n`],
    ['blanks around', `${HEADER}\n 04A1B2C3D4E5F6 ;DE8AAC00000001\n04A1B2C3D4E5F7;DE8AAC00000002 \n\n\n`],
  ])('is read with %s', (_, text) => {
    expect(parse(text)).toEqual({ rows });
  });

  it('keeps the numbers that its rows have in a spreadsheet, also behind empty lines', () => {
    expect(parse(`${HEADER}\n\n${aRow(1)}\n\n${aRow(2)}\n`)).toMatchObject({ rows: [{ number: 3 }, { number: 5 }] });
  });

  it('may have what no card has in its rows: the server judges that', () => {
    expect(parse(`${HEADER}\nnot hex;"a ""contract""; or so"\n;\n`)).toEqual({
      rows: [
        { number: 2, rfid: 'not hex', contractId: 'a "contract"; or so' },
        { number: 3, rfid: '', contractId: '' },
      ],
    });
  });

  it('has up to 5,000 rows', () => {
    const full = Array.from({ length: MAX_ROWS }, (_, index) => aRow(index));
    expect(parse([HEADER, ...full].join('\n'))).toMatchObject({ rows: { length: MAX_ROWS } });
    const fault = { code: 'TOO_MANY_ROWS', found: MAX_ROWS + 1 };
    expect(parse([HEADER, ...full, aRow(MAX_ROWS)].join('\n'))).toEqual({ fault });
  });
});

describe('a file that is none', () => {
  it.each([
    ['nothing in it', '', { code: 'EMPTY' }],
    ['nothing but blanks', ' \n\r\n', { code: 'EMPTY' }],
    ['a header alone', `${HEADER}\n`, { code: 'NO_ROWS' }],
    ['another header', `Contract ID;RFID\n${aRow(1)}`, { code: 'HEADER', row: 1, found: 'Contract ID;RFID' }],
    [
      'a header in other letters',
      `rfid;contract id\n${aRow(1)}`,
      { code: 'HEADER', row: 1, found: 'rfid;contract id' },
    ],
    ['no header', `${aRow(1)}\n${aRow(2)}`, { code: 'HEADER', row: 1, found: aRow(1) }],
    ['a header of more columns', `${HEADER};Name\n${aRow(1)};x`, { code: 'HEADER', row: 1, found: `${HEADER};Name` }],
    ['commas', `RFID,Contract ID\n04A1B2C3D4E5F6,DE8AAC1`, { code: 'SEPARATOR', row: 1, found: ',' }],
    ['tabs', `RFID\tContract ID\n04A1B2C3D4E5F6\tDE8AAC1`, { code: 'SEPARATOR', row: 1, found: '\t' }],
    ['a row of one column', `${HEADER}\n${aRow(1)}\n04A1B2C3`, { code: 'COLUMNS', row: 3, found: 1 }],
    ['a row of three columns', `${HEADER}\n${aRow(1)};x\n`, { code: 'COLUMNS', row: 2, found: 3 }],
    ['a quote that does not end', `${HEADER}\n${aRow(1)}\n"04A1;DE8AAC1\n${aRow(2)}`, { code: 'QUOTES', row: 3 }],
    ['a quote within', `${HEADER}\n"04A1"B2;DE8AAC1\n`, { code: 'QUOTES', row: 2 }],
  ])('is told with what is wrong: %s', (_, text, fault) => {
    expect(parse(text)).toEqual({ fault });
  });

  it.each([
    ['a spreadsheet’s own file', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00]],
    ['UTF-16', [0xff, 0xfe, 0x52, 0x00, 0x46, 0x00]],
    ['UTF-16 without a mark', [0x52, 0x00, 0x46, 0x00]],
    ['another code page', [...new TextEncoder().encode(`${HEADER}\n`), 0xfc, 0x3b, 0x31]],
  ])('is no text: %s', (_, bytes) => {
    expect(parseCsv(Uint8Array.from(bytes))).toEqual({ fault: { code: 'NOT_TEXT' } });
  });

  it('is too large before it is looked at', () => {
    expect(parseCsv(new Uint8Array(MAX_BYTES + 1))).toEqual({ fault: { code: 'TOO_LARGE' } });
  });

  it('tells no more of a header than fits a line', () => {
    const { fault } = parse('x'.repeat(500)) as { fault: { found: string } };
    expect(fault.found).toHaveLength(60);
  });
});
