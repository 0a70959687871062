/** What may stand between the digits of one number. */
const SEPARATORS = /[\p{Zs}\t\p{Pd}]+/u;

/** A UUID: one in a thousand holds digits enough with a check digit that is right, and is an id all the same. */
const UUID = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/iu;

/** At least 13 digits with nothing but spaces and hyphens between them. */
const DIGIT_RUN = /\d(?:[\p{Zs}\t\p{Pd}]*\d){12,}/u;

/** A UUID is found first, so that the digits in it are never looked at by themselves. */
const CANDIDATES = new RegExp(`${UUID.source}|${DIGIT_RUN.source}`, 'giu');

const FEWEST_DIGITS = 13;
const MOST_DIGITS = 19;

/**
 * Whether a text holds what looks like the number of a payment card: 13 to 19 digits whose check digit (Luhn) is right, written in one
 * or in groups. Digits before and after it, a telephone number's for example, do not hide it.
 */
export function holdsCardNumber(text: string): boolean {
  return (text.match(CANDIDATES) ?? []).some(isCardNumber);
}

/** The text without what looks like the numbers of payment cards. For texts that cannot be refused, because nobody would mend them. */
export function removeCardNumbers(text: string): string {
  return text.replace(CANDIDATES, (run) => (isCardNumber(run) ? '[card number]' : run));
}

/** Whether neighbouring groups of a run make up a number; a group is never taken apart. */
function isCardNumber(run: string): boolean {
  if (UUID.exec(run)?.[0] === run) return false;
  const groups = run.split(SEPARATORS);
  return groups.some((_, first) => {
    let digits = '';
    for (const group of groups.slice(first, first + MOST_DIGITS)) {
      digits += group;
      if (digits.length > MOST_DIGITS) return false;
      if (digits.length >= FEWEST_DIGITS && isCheckDigitRight(digits)) return true;
    }
    return false;
  });
}

/** Luhn: every second digit from the right counts twice, the digits of its double added up. */
function isCheckDigitRight(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.charAt(index)) * ((digits.length - index) % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
