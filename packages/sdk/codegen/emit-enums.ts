import type { GraphQLEnumType, GraphQLSchema } from 'graphql';
import { isEnumType } from 'graphql';
import { HEADER, toDocComment } from './text.js';

/** Every enum of the schema as a union of its values, open for those of later servers, with a sentence for each. */
export function emitEnums(schema: GraphQLSchema): string {
  const enums = listEnums(schema).map(emitEnum);
  return `${HEADER}\n\nimport type { UnknownValue } from '../unknown-value.js';\n\n${enums.join('\n')}`;
}

/** The enums of the API, by name. */
export function listEnums(schema: GraphQLSchema): readonly GraphQLEnumType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => isEnumType(type) && !type.name.startsWith('__'),
  ) as GraphQLEnumType[];
}

function emitEnum(type: GraphQLEnumType): string {
  const values = type.getValues();
  const sentences = values.map(({ name, description }) => `- \`${name}\` – ${description ?? ''}`);
  const union = [...values.map(({ name }) => `'${name}'`), 'UnknownValue'].map((value) => `  | ${value}`).join('\n');
  return `${toDocComment([type.description ?? '', '', ...sentences])}export type ${type.name} =\n${union};\n`;
}
