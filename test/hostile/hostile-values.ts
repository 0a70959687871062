import * as fc from 'fast-check';

/** Draws from an arbitrary: documents are written as they are read, from the left to the right. */
export type Draw = fc.GeneratorValue;

/** One of the items; there must be one. */
export function oneOf<T>(draw: Draw, items: readonly T[]): T {
  const item = items[draw(fc.nat, { max: items.length - 1 })];
  if (item === undefined) throw new Error('Nothing to choose from');
  return item;
}

/** Whether something happens that happens once in so many times. */
export function once(draw: Draw, times: number): boolean {
  return draw(fc.nat, { max: times - 1 }) === 0;
}

/** Names that objects have without being given them. */
export const INHERITED_NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'] as const;

const ODD_TEXTS = [
  '', ' ', '\0', 'a\0b', '💣', '\ud800', 'a\udfff', '\u202e', 'é'.repeat(300), 'x'.repeat(5_000), "' OR 1=1 --",
  '"; DROP TABLE events; --', '../../etc/passwd', '%00%s%n', '${7*7}', 'ACTIVE', '2026-01-01T00:00:00.000Z',
  '2026-13-45T99:00:00Z', '+275760-09-13T00:00:00.001Z', '0000-00-00', 'null', '1e400', '4111111111111111', 'AABBCCDD', ...INHERITED_NAMES,
] as const; // prettier-ignore

/** Odd texts; few of them are long enough to fill a whole request. */
export const oddText = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom<string>(...ODD_TEXTS) },
  { weight: 20, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.integer({ min: 60_000, max: 1_000_000 }).map((length) => 'x'.repeat(length)) },
);

/** Numbers at the borders of what may be asked for, and of what a number is. */
export const oddNumber = fc.oneof(
  fc.constantFrom(0, -0, -1, 1, 2, 50, 199, 200, 201, 1_000, 1_001, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53, 1e308, 0.5),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
); // prettier-ignore

const oddKey = fc.oneof(fc.constantFrom('id', '__typename', 'input', 'first', ...INHERITED_NAMES), fc.string());

/** Whatever JSON can say. */
export const oddValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    oddText,
    oddNumber,
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(oddKey, tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** A little more than a request may have. */
const MOST_CHARACTERS = 1_100_000;

/** Values that are large or deep by themselves. */
export const largeValue: fc.Arbitrary<unknown> = fc
  .tuple(fc.constantFrom(10, 101, 101, 1_001, 1_001, 20_000, 100_000), oddValue, fc.nat(3))
  .map(([size, item, kind]) => {
    const { length } = JSON.stringify(item);
    const count = Math.max(2, Math.min(size, Math.floor(MOST_CHARACTERS / length)));
    if (kind === 0) return Array.from({ length: count }, () => item);
    if (kind === 1) return Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, item]));
    return `${DEEP}${kind === 2 ? '[' : '{'}${size}`;
  });

/** Stands for what is too deep for JSON.stringify until the request is written. */
const DEEP = '@deep';

/** A value as JSON. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(/"@deep([[{])(\d+)"/g, (_, kind: string, size: string) =>
    kind === '[' ? nest(['[', ']'], Number(size)) : nest(['{"a":', '}'], Number(size), '1'),
  );
}

/** One text within another, `depth` times. */
export function nest([open, close]: readonly [string, string], depth: number, inside = ''): string {
  return `${open.repeat(depth)}${inside}${close.repeat(depth)}`;
}

/** A name that a document writes without quotes, and JSON with them. */
export class EnumName {
  constructor(readonly name: string) {}

  toJSON(): string {
    return this.name;
  }
}

/** A value as GraphQL writes it within a document; keys that are no names are left out. */
export function toLiteral(value: unknown): string {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return `[${value.map(toLiteral).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([name]) => /^[_A-Za-z]\w*$/.test(name));
  return `{${fields.map(([name, each]) => `${name}: ${toLiteral(each)}`).join(' ')}}`;
}
