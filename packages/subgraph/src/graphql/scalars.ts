import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

/** A moment: ISO 8601, UTC, milliseconds. */
export const DateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  description: 'A moment in ISO 8601, in UTC and with milliseconds: 2026-03-01T12:00:00.000Z.',
  serialize: (value) => {
    if (value instanceof Date) return value.toISOString();
    throw new TypeError('A DateTime that is not a Date');
  },
});

/** A position in the tenant's log; see log/cursor.ts for how it is made. */
export const Cursor = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description:
    'A position in the tenant’s log: opaque and signed. Clients compare cursors for equality only and never order them; give one as it was got.',
  serialize: (value) => requireText(value),
  parseValue: (value) => requireText(value),
  parseLiteral: (node) => requireText(node.kind === Kind.STRING ? node.value : null),
});

function requireText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new GraphQLError('A Cursor is a string, as a field of this schema returned it.');
}
