import type { CommandRule, InputField, LifecycleSubject } from '../index.js';
import fc from 'fast-check';
import { aRequest } from '../../../../test/support/builders.js';
import { checkInput, holdsCardNumber, LIFECYCLES, removeCardNumbers } from '../index.js';

const RUN = { seed: 20260115, numRuns: 2_000 };

/** A test number of a scheme; the tests hold no real one. */
const NUMBER = '4111 1111 1111 1111';

/** The check digit by the textbook: double from the right, every second, beginning beside the check digit. */
function withCheckDigit(digits: string): string {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    sum += place % 2 === 1 ? digit : ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] ?? 0);
  }
  return digits + String((10 - (sum % 10)) % 10);
}

const digitsOf = (minLength: number, maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map((digits) => digits.join(''));
const numbers = digitsOf(12, 18).map(withCheckDigit);
const separators = fc
  .array(fc.constantFrom(' ', '-', '\u00a0', '–', '\t'), { maxLength: 2 })
  .map((all) => all.join(''));
const words = fc.stringMatching(/^[A-Za-zäöü.,;:()\n]{0,20}$/);

describe('a text with the number of a payment card', () => {
  it('is known, whatever stands around the number and between its digits', () => {
    const written = numbers.chain((number) =>
      fc.array(separators, { minLength: number.length, maxLength: number.length }).map((between) =>
        Array.from(number)
          .map((digit, index) => `${index === 0 ? '' : (between[index] ?? '')}${digit}`)
          .join(''),
      ),
    );
    fc.assert(
      fc.property(words, written, words, (before, number, after) => {
        expect(holdsCardNumber(before + number + after)).toBe(true);
        expect(removeCardNumbers(before + number + after)).toBe(`${before}[card number]${after}`);
      }),
      RUN,
    );
  });

  it('is known although other digits stand before or after it', () => {
    for (const text of [`0171 ${NUMBER}`, `${NUMBER} 12/28`, `${NUMBER} 123`, `7-${NUMBER}`, `${NUMBER} ${NUMBER}`]) {
      expect({ text, isKnown: holdsCardNumber(text) }).toEqual({ text, isKnown: true });
    }
  });
});

describe('a text without one', () => {
  it('is taken when one digit of the number differs', () => {
    const spoilt = fc.tuple(numbers, fc.nat(), fc.integer({ min: 1, max: 9 })).map(([number, at, by]) => {
      const index = at % number.length;
      return number.slice(0, index) + String((Number(number[index]) + by) % 10) + number.slice(index + 1);
    });
    fc.assert(
      fc.property(spoilt, (text) => {
        expect(holdsCardNumber(text)).toBe(false);
        expect(removeCardNumbers(text)).toBe(text);
      }),
      RUN,
    );
  });

  it('is taken when the digits are fewer than 13, or more than 19 without a gap', () => {
    const others = fc.oneof(digitsOf(1, 11), digitsOf(19, 30)).map(withCheckDigit);
    fc.assert(
      fc.property(others, (text) => expect(holdsCardNumber(text)).toBe(false)),
      RUN,
    );
  });

  it('is taken when something else stands between the digits', () => {
    for (const text of ['4111.1111.1111.1111', '4111 1111, 1111 1111', '4111x111111111111', 'room 4111', '']) {
      expect({ text, isKnown: holdsCardNumber(text) }).toEqual({ text, isKnown: false });
    }
  });

  it('is taken when the digits are those of a UUID', () => {
    const text = 'request 5df2f24a-4437-4911-8093-39553a28215b failed';
    expect(holdsCardNumber(text)).toBe(false);
    expect(removeCardNumbers(text)).toBe(text);
    expect(removeCardNumbers(`${text}: ${NUMBER}`)).toBe(`${text}: [card number]`);
    expect(holdsCardNumber('4437-4911-8093-39553')).toBe(true);
  });

  it('is found out in a moment, however long it is', () => {
    const started = performance.now();
    expect(holdsCardNumber('7 '.repeat(10_000))).toBe(false);
    expect(holdsCardNumber(`${' '.repeat(10_000)}7`.repeat(3))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

/** All texts that people write in their own words; every command takes a comment besides. */
const FREE_TEXTS = [
  'CARD register embossedName',
  'PRODUCTION_OPERATION refuse description',
  'PRODUCTION_OPERATION fail description',
  'CARD_PROGRAM create name',
  'CARD_PROGRAM update name',
  'KIOSK register branch',
  'KIOSK update branch',
];

const rules = [...LIFECYCLES.values()].flatMap(({ kind, commands }) =>
  Object.entries(commands).map(([command, rule]) => ({ kind, command, rule })),
);
const texts = rules.flatMap(({ kind, command, rule }) =>
  Object.entries<InputField>(rule.input ?? {})
    .filter(([, { type }]) => type === 'ID' || type === 'STRING')
    .map(([field]) => ({ name: `${kind} ${command} ${field}`, kind, command, field, rule })),
);

function issuesOf(rule: CommandRule<LifecycleSubject>, request: Parameters<typeof aRequest>[0]) {
  const refusal = checkInput(rule, aRequest(request));
  const found = (refusal?.issues ?? []).filter(({ code }) => code === 'PAYMENT_CARD_NUMBER');
  if (found.length > 0) expect(JSON.stringify(refusal)).not.toMatch(/4111/);
  return found.map(({ path }) => path.join('.'));
}

describe('the number of a payment card', () => {
  it.each(rules)('is refused in the comment of $kind $command, and not told again', ({ kind, command, rule }) => {
    const request = { kind, command, comment: `Paid with ${NUMBER}.` };
    expect(issuesOf(rule, request)).toEqual(['input.comment']);
    expect(issuesOf(rule, { ...request, comment: 'Paid in cash.' })).toEqual([]);
  });

  it('is refused in exactly these fields', () => {
    const number = NUMBER.replaceAll(' ', '');
    const refused = texts.filter(
      ({ kind, command, field, rule }) => issuesOf(rule, { kind, command, input: { [field]: number } }).length > 0,
    );
    expect(refused.map(({ name }) => name).sort()).toEqual([...FREE_TEXTS].sort());
  });
});
