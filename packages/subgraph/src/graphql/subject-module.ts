import type { ClassType } from 'type-graphql';
import type { RequestContext } from './request-context.js';

/** A reference to an entity, as a gateway sends it. */
interface EntityReference {
  readonly __typename: string;
  readonly id: string;
}

/** Finds the entity behind a reference; null when the viewer sees none. Called for all references of a request before any is awaited. */
export type ReferenceResolver = (reference: EntityReference, context: RequestContext) => unknown;

/** What one folder adds to the schema. */
export interface SubjectModule {
  readonly resolvers: readonly ClassType[];
  /** By the name of the entity's type. */
  readonly references: Readonly<Record<string, ReferenceResolver>>;
  /** Types that only a union or an interface leads to. */
  readonly orphanedTypes?: readonly ClassType[];
}
