import { flag, integer, text } from './value-types.js';

const MOST_POINTS = 1_000_000_000;

/** What callers may ask for, and how much of it. */
export const LIMIT_SETTINGS = {
  TESSERA_INTROSPECTION: flag.optional().meta({
    description: 'Whether callers may ask for the schema. The gateway gets it by `_service` either way.',
    shown: '`false`; `true` in development',
  }),
  TESSERA_GRAPHIQL: flag.optional().meta({
    description: 'Whether a browser that opens `/graphql` gets the GraphiQL page.',
    shown: '`false`; `true` in development',
  }),
  TESSERA_TRUSTED_DOCUMENTS: text.optional().meta({
    description:
      'A JSON file of documents by their ids. Callers without a gateway’s secret may then ask for these alone, by `documentId` or by their exact text.',
  }),
  TESSERA_PRINCIPAL_POINTS: integer(1, MOST_POINTS).prefault('100000').meta({
    description:
      'How much one person or machine may ask for a minute, in points of cost; a mutation costs at least 10, a document that is refused 500.',
  }),
  TESSERA_TENANT_POINTS: integer(1, MOST_POINTS).prefault('1000000').meta({
    description: 'How much a tenant may ask for a minute, in points of cost.',
  }),
};
