import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices as composeWithGuild, compositionHasErrors } from '@theguild/federation-composition';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  validateSchema,
} from 'graphql';
import { printSubgraph } from '../../packages/subgraph/src/graphql/schema.js';
import { SCHEMA_MODULES } from '../../packages/subgraph/src/schema-modules.js';
import { SCHEMA } from '../support/graph-stack.js';

const FOLDER = join(__dirname, '../../schema');

/** What a supergraph is composed of: ours, and two neighbours that own the generic names. */
const SUBGRAPHS = ['tessera', 'neighbours/people', 'neighbours/accounts'].map((path) => ({
  name: path.replace('neighbours/', ''),
  url: `http://localhost/${path}`,
  typeDefs: parse(readFileSync(join(FOLDER, `${path}.graphql`), 'utf8')),
}));

describe('the schema', () => {
  it('is committed as it is made', () => {
    expect(readFileSync(join(FOLDER, 'tessera.graphql'), 'utf8')).toBe(printSubgraph(SCHEMA_MODULES));
  });

  it('is valid by the rules of GraphQL', () => {
    expect(validateSchema(SCHEMA)).toEqual([]);
  });

  it('composes with its neighbours by @apollo/composition', () => {
    const { errors } = composeWithApollo(SUBGRAPHS);
    expect(errors ?? []).toEqual([]);
  });

  it('composes with its neighbours by @theguild/federation-composition', () => {
    const result = composeWithGuild(SUBGRAPHS);
    expect(compositionHasErrors(result) ? result.errors.map(({ message }) => message) : []).toEqual([]);
  });

  it('takes no generic name that a neighbour owns', () => {
    const taken = ['AccountResult', 'Actor', 'NotFound', 'Role'].filter((name) => SCHEMA.getType(name) !== undefined);
    expect(taken).toEqual([]);
    expect(Object.keys(SCHEMA.getQueryType()?.getFields() ?? {})).not.toContain('viewer');
  });

  it('shares PageInfo alone', () => {
    const shared = [...printSubgraph(SCHEMA_MODULES).matchAll(/type (\w+)\s+@shareable/g)].map(([, name]) => name);
    expect(shared).toEqual(['PageInfo']);
  });

  it('describes every type, field, argument and value', () => {
    expect(listUndescribed()).toEqual([]);
  });

  it('begins the description of every refusal with when it is returned', () => {
    const union = SCHEMA.getType('CardTransitionResult');
    const members = union !== undefined && 'getTypes' in union ? union.getTypes() : [];
    expect(members).toHaveLength(9);
    expect(members.filter(({ description }) => description?.startsWith('Returned when ') !== true)).toEqual([]);
  });
});

/** Everything of ours without a description, as `Type.field(argument)`. */
function listUndescribed(): string[] {
  const isOurs = (name: string) => !/^(_|link__|federation__|FieldSet)/.test(name);
  const types = Object.values(SCHEMA.getTypeMap()).filter((type) => isOurs(type.name) && !isSpecifiedScalarType(type));
  return types.flatMap((type) => [
    ...(type.description ? [] : [type.name]),
    ...membersOf(type)
      .filter(([name, description]) => isOurs(name) && !description)
      .map(([name]) => `${type.name}.${name}`),
  ]);
}

/** Fields with their arguments, input fields, or values, each with its description. */
function membersOf(type: unknown): readonly (readonly [name: string, description: string | null | undefined])[] {
  if (isEnumType(type)) return type.getValues().map(({ name, description }) => [name, description]);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map(({ name, description }) => [name, description]);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap(({ name, description, args }) => [
    [name, description] as const,
    ...args.map((argument) => [`${name}(${argument.name})`, argument.description] as const),
  ]);
}
