import type { ClassType } from 'type-graphql';
import type { AccessRule } from './access.js';
import type { RequestContext } from './request-context.js';

/**
 * Finds the entity behind a reference, as a gateway sends it: one of the keys of the entity's type, `Key`. Null when the viewer sees
 * none. Called for all references of a request before any is awaited.
 */
export type ReferenceResolver<Key = { readonly id: string }> = (
  reference: Key & { readonly __typename: string },
  context: RequestContext,
) => unknown;

/** How references to an entity are resolved, and for whom. */
export interface EntityReference<Key = { readonly id: string }> {
  readonly access: AccessRule;
  readonly resolve: ReferenceResolver<Key>;
}

/** What one folder adds to the schema. */
export interface SubjectModule {
  readonly resolvers: readonly ClassType[];
  /** By the name of the entity's type, whose `@key`s say what each of them is given. */
  readonly references: Readonly<Record<string, EntityReference<never>>>;
  /** Types that only a union or an interface leads to. */
  readonly orphanedTypes?: readonly ClassType[];
}
