import type { ClassType } from 'type-graphql';
import type { AccessRule } from './access.js';
import type { RequestContext } from './request-context.js';

/** A reference to an entity, as a gateway sends it. */
interface Representation {
  readonly __typename: string;
  readonly id: string;
}

/** Finds the entity behind a reference; null when the viewer sees none. Called for all references of a request before any is awaited. */
export type ReferenceResolver = (reference: Representation, context: RequestContext) => unknown;

/** How references to an entity are resolved, and for whom. */
export interface EntityReference {
  readonly access: AccessRule;
  readonly resolve: ReferenceResolver;
}

/** What one folder adds to the schema. */
export interface SubjectModule {
  readonly resolvers: readonly ClassType[];
  /** By the name of the entity's type. */
  readonly references: Readonly<Record<string, EntityReference>>;
  /** Types that only a union or an interface leads to. */
  readonly orphanedTypes?: readonly ClassType[];
}
