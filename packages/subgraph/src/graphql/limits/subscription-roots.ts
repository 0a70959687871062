import type { DocumentNode, SelectionNode, ValidationContext, ValidationRule } from 'graphql';
import { GraphQLError, Kind, OperationTypeNode } from 'graphql';

const CONDITIONS = ['skip', 'include'];

/**
 * Refuses `@skip` and `@include` at the root of a subscription, as the specification of September 2025 does. GraphQL's own rule on
 * subscriptions evaluates them before anything has checked their arguments, and fails: it is not shown such an operation.
 */
export const unconditionalSubscriptionRule: ValidationRule = (context) => ({
  Document(document): DocumentNode | undefined {
    const conditional = document.definitions.filter(
      (node) =>
        node.kind === Kind.OPERATION_DEFINITION &&
        node.operation === OperationTypeNode.SUBSCRIPTION &&
        hasConditions(context, node.selectionSet.selections, new Set()),
    );
    if (conditional.length === 0) return undefined;
    const message = 'A subscription selects its field in any case: take `@skip` and `@include` away from it.';
    context.reportError(new GraphQLError(message, { nodes: conditional }));
    return { ...document, definitions: document.definitions.filter((node) => !conditional.includes(node)) };
  },
});

function hasConditions(context: ValidationContext, selections: readonly SelectionNode[], seen: Set<string>): boolean {
  return selections.some((node) => {
    if (node.directives?.some(({ name }) => CONDITIONS.includes(name.value)) === true) return true;
    if (node.kind === Kind.FIELD) return false;
    if (node.kind === Kind.INLINE_FRAGMENT) return hasConditions(context, node.selectionSet.selections, seen);
    const { value: name } = node.name;
    if (seen.has(name)) return false;
    seen.add(name);
    return hasConditions(context, context.getFragment(name)?.selectionSet.selections ?? [], seen);
  });
}
