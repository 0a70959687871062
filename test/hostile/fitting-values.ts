import type { GraphQLInputType } from 'graphql';
import type { Draw } from './hostile-values.js';
import * as fc from 'fast-check';
import { isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { EnumName, once, oneOf, oddNumber, oddText, oddValue } from './hostile-values.js';

const ENTITIES = [
  'Card',
  'ChargeCard',
  'TemporaryCard',
  'ProductionOperation',
  'CardProgram',
  'Kiosk',
  'User',
  'Account',
];
const MOMENTS = [
  '2026-03-01T12:00:00.000Z',
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '0001-01-01T00:00:00Z',
];
const WHOLE = fc.oneof(
  fc.constantFrom(1, 2, 3, 50, 200),
  oddNumber.map(Math.trunc).filter((each) => Math.abs(each) < 2 ** 31),
);

/** A value that the schema takes there, of things that exist as far as `ids` tells them. */
export function fittingValue(draw: Draw, type: GraphQLInputType, ids: readonly string[]): unknown {
  if (isNonNullType(type)) return fittingValue(draw, type.ofType, ids);
  if (isListType(type)) {
    const length = draw(fc.nat, { max: 4 });
    return Array.from({ length }, () => fittingValue(draw, type.ofType, ids));
  }
  if (isEnumType(type)) return new EnumName(oneOf(draw, type.getValues()).name);
  if (!isInputObjectType(type)) return scalarValue(draw, type.name, ids);
  const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || once(draw, 4));
  return Object.fromEntries(fields.map((field) => [field.name, fittingValue(draw, field.type, ids)]));
}

function scalarValue(draw: Draw, name: string, ids: readonly string[]): unknown {
  switch (name) {
    case 'Int':
      return draw(() => WHOLE);
    case 'Boolean':
      return draw(fc.boolean);
    case 'DateTime':
      return oneOf(draw, MOMENTS);
    case '_Any':
      return { __typename: oneOf(draw, ENTITIES), id: anId(draw, ids) };
    case 'ID':
      return anId(draw, ids);
    default:
      return draw(() => oddText);
  }
}

function anId(draw: Draw, ids: readonly string[]): unknown {
  return once(draw, 6) ? draw(() => oddText) : oneOf(draw, ['card_1', ...ids]);
}

/** A value that may fit or not. */
export function someValue(draw: Draw, type: GraphQLInputType, ids: readonly string[]): unknown {
  return once(draw, 5) ? draw(() => oddValue) : fittingValue(draw, type, ids);
}
