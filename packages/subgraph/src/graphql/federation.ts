import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema, SelectionSetNode } from 'graphql';
import { getDirective } from '@graphql-tools/utils';
import { isUnionType, Kind, parse } from 'graphql';
import { CodedError } from '../coded-error.js';

/** A specification whose directives a schema uses. */
export interface LinkedSpecification {
  readonly url: string;
  readonly imports: readonly string[];
  /** Defines its directives where federation does not know them; the supergraph then keeps them all. */
  readonly definitions?: string;
}

/** What of federation 2 Tessera's schema uses. */
export const TESSERA_LINKS: readonly LinkedSpecification[] = [
  {
    url: 'https://specs.apollo.dev/federation/v2.9',
    imports: ['@key', '@shareable', '@tag', '@cost', '@listSize'],
  },
];

/** The head of a subgraph's SDL: which directives it uses, and the definitions of those that are its own. */
export function printLinks(links: readonly LinkedSpecification[]): string {
  const directives = links.flatMap(({ url, imports, definitions }) => [
    `@link(url: "${url}", import: ${JSON.stringify(imports)})`,
    ...(definitions === undefined ? [] : imports.map((name) => `@composeDirective(name: "${name}")`)),
  ]);
  return [`extend schema ${directives.join(' ')}`, ...links.flatMap(({ definitions = [] }) => definitions)].join('\n');
}

/**
 * Lets only references that hold one of their entity's `@key`s through to the resolvers: another one is the gateway's fault, not ours.
 * Keys are made of texts.
 */
export function guardEntities(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['_entities'];
  if (field === undefined) return schema;
  const resolve = field.resolve;
  const keys = readKeys(schema);
  field.resolve = (
    ...call: Parameters<GraphQLFieldResolver<unknown, unknown, { representations: readonly unknown[] }>>
  ) => {
    call[1].representations.forEach((each) => checkReference(keys, each));
    return resolve?.(...call);
  };
  return schema;
}

/** The keys of each entity, by the name of its type. */
function readKeys(schema: GraphQLSchema): ReadonlyMap<string, readonly SelectionSetNode[]> {
  const entities = schema.getType('_Entity');
  const types = isUnionType(entities) ? entities.getTypes() : [];
  return new Map(types.map((type) => [type.name, keysOf(schema, type)]));
}

function keysOf(schema: GraphQLSchema, type: GraphQLObjectType): readonly SelectionSetNode[] {
  return (getDirective(schema, type, 'key') ?? []).flatMap(({ fields }) =>
    parse(`{ ${String(fields)} }`).definitions.flatMap((node) => ('selectionSet' in node ? [node.selectionSet] : [])),
  );
}

function checkReference(keys: ReturnType<typeof readKeys>, reference: unknown): void {
  // Whatever a gateway may have sent in its place has no type name.
  const { __typename } = (reference ?? {}) as { __typename?: unknown };
  const candidates = typeof __typename === 'string' ? keys.get(__typename) : undefined;
  if (candidates?.some((key) => holdsKey(reference, key)) !== true)
    throw new CodedError(
      'BAD_USER_INPUT',
      'Give each representation a __typename of an entity of this subgraph and a text for each field of one of its keys.',
    );
}

function holdsKey(value: unknown, { selections }: SelectionSetNode): boolean {
  return selections.every((each) => {
    if (each.kind !== Kind.FIELD) return false;
    const part: unknown = Reflect.get(Object(value) as object, each.name.value);
    return each.selectionSet === undefined ? typeof part === 'string' : holdsKey(part, each.selectionSet);
  });
}
