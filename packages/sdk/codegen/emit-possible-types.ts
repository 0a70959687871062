import type { GraphQLSchema } from 'graphql';
import { isAbstractType } from 'graphql';
import { HEADER, toDocComment } from './text.js';

const ABOUT = [
  'Which types each interface and each union has: for Apollo Client’s cache, which without them leaves out what a document selects of an',
  'interface.',
  '',
  '@example new InMemoryCache({ possibleTypes })',
];

/** The members of each interface and union, by its name. */
export function emitPossibleTypes(schema: GraphQLSchema): string {
  const rows = Object.values(schema.getTypeMap())
    .filter(isAbstractType)
    .map((type) => {
      const names = schema.getPossibleTypes(type).map(({ name }) => `'${name}'`);
      return `  ${type.name}: [${names.join(', ')}],\n`;
    });
  return `${HEADER}\n\n${toDocComment(ABOUT)}export const possibleTypes: Record<string, string[]> = {\n${rows.join('')}};\n`;
}
