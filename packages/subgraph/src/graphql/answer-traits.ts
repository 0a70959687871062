import type { DocumentNode, GraphQLField, GraphQLSchema } from 'graphql';
import type { Variance } from './access.js';
import { isAbstractType, isInterfaceType, isObjectType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { ACCESS_RULES, accessOf } from './access.js';

/** What the answers on one event of a stream can differ by, as its document has it. */
export interface AnswerTraits {
  readonly variesBy: Variance;
  /** The variables that the answer depends on: not those that only say which events are wanted. */
  readonly variables: ReadonlySet<string>;
  /** Whether the answer tells the item before it. */
  readonly tellsPrevious: boolean;
}

const ORDER = { NOTHING: 0, ROLES: 1, VIEWER: 2 } as const satisfies Record<Variance, number>;

/**
 * Looks through a document of a subscription, fragments and all, for what its answers depend on. The resolver of a subscription's field
 * hands on the event whatever its arguments are, so that what stands in these alone does not count.
 */
export function findAnswerTraits(schema: GraphQLSchema, document: DocumentNode): AnswerTraits {
  const types = new TypeInfo(schema);
  const variables = new Set<string>();
  let variesBy: Variance = 'NOTHING';
  let tellsPrevious = false;
  const isFilter = () => !types.getDirective() && types.getParentType() === schema.getSubscriptionType();
  const visitor = visitWithTypeInfo(types, {
    VariableDefinition: () => false,
    Argument: () => (isFilter() ? false : undefined),
    Variable: ({ name }) => void variables.add(name.value),
    Field: ({ name }) => {
      tellsPrevious ||= name.value === 'previousCursor';
      for (const field of fieldsOf(schema, types, name.value)) variesBy = larger(variesBy, varianceOf(field));
    },
  });
  visit(document, visitor);
  return { variesBy, variables, tellsPrevious };
}

/** The field as the type it is selected on has it, and as each type has it that may stand there. */
function fieldsOf(schema: GraphQLSchema, types: TypeInfo, name: string): readonly GraphQLField<unknown, unknown>[] {
  const parent = types.getParentType();
  const possible = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [];
  return [parent, ...possible].flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? (type.getFields()[name] ?? []) : [],
  );
}

function varianceOf(field: GraphQLField<unknown, unknown>): Variance {
  const rule = accessOf(field);
  return rule === undefined ? 'NOTHING' : ACCESS_RULES[rule.by].variesBy;
}

function larger(one: Variance, other: Variance): Variance {
  return ORDER[one] > ORDER[other] ? one : other;
}
