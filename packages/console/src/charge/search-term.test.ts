import { readTerm } from './search-term.js';

describe('a term of staff', () => {
  it.each([
    ['e5f6', [{ rfidLast4: 'E5F6' }], 'E5F6'],
    [' 1234 ', [{ rfidLast4: '1234' }], '1234'],
    ['04A1B2C3D4E5F6', [{ rfid: '04A1B2C3D4E5F6' }], 'E5F6'],
    ['04:a1:b2:c3:d4:e5:f6', [{ rfid: '04A1B2C3D4E5F6' }], 'E5F6'],
    ['04a1-b2c3', [{ rfid: '04A1B2C3' }], 'B2C3'],
    ['01020304050607080910', [{ rfid: '01020304050607080910' }], '0910'],
    ['FR8AAX', [{ contractIdPrefix: 'FR8AAX' }], 'FR8AAX'],
    ['fr-8aa-c00123456-7', [{ contractIdPrefix: 'FR8AAC001234567' }], 'FR8AAC001234567'],
    ['DE-8AA-C', [{ contractIdPrefix: 'DE8AAC' }], 'DE8AAC'],
  ])('is what it looks like: %s', (text, filters, inAddress) => {
    expect(readTerm(text, true)).toEqual({ filters, inAddress });
  });

  it('that may be an RFID or a contract id is searched as both', () => {
    const whole = 'DE8AAC00000001';
    expect(readTerm(whole, true)).toEqual({
      filters: [{ rfid: whole }, { contractIdPrefix: whole }],
      inAddress: whole,
    });
    const short = 'DEADBEEF';
    expect(readTerm(short, true)).toEqual({
      filters: [{ rfid: short }, { contractIdPrefix: short }],
      inAddress: 'BEEF',
    });
  });

  it.each([
    ['', null],
    [' - ', null],
    ['04A', 'TOO_SHORT'],
    ['DE8AA', 'TOO_SHORT'],
    ['zz?', 'NOT_A_TERM'],
    ['123456789', 'NOT_A_TERM'],
    ['04A1B2C3D4E5F60708090A0B', 'NOT_A_TERM'],
    ['acc_northwind', 'NOT_A_TERM'],
    ['Müller & Söhne', 'NOT_A_TERM'],
  ])('may be none: %j', (text, fault) => {
    expect(readTerm(text, true)).toBe(fault);
  });

  it('stands in the address so that it finds the same, or more', () => {
    for (const text of ['e5f6', 'FR8AAX', 'DE8AAC00000001']) {
      const search = readTerm(text, true);
      expect(readTerm((search as { inAddress: string }).inAddress, true)).toEqual(search);
    }
  });
});

describe('a term of others', () => {
  it('is the last four digits of an RFID, and nothing else', () => {
    expect(readTerm('E5F6', false)).toEqual({ filters: [{ rfidLast4: 'E5F6' }], inAddress: 'E5F6' });
    expect(readTerm('04A1B2C3D4E5F6', false)).toBe('ONLY_LAST_DIGITS');
    expect(readTerm('DE8AAC', false)).toBe('ONLY_LAST_DIGITS');
    expect(readTerm('', false)).toBeNull();
  });
});
