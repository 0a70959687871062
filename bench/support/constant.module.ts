import type { SubjectModule } from '../../packages/subgraph/src/graphql/subject-module.js';
import { Mutation, Query, Resolver } from 'type-graphql';
import { Access } from '../../packages/subgraph/src/graphql/access.js';

/** Responsible for answering without doing anything: what a request costs at least. */
@Resolver()
class ConstantResolver {
  @Access({ by: 'TENANT' })
  @Query(() => String, { description: 'A constant.' })
  constant(): string {
    return 'a constant';
  }

  @Access({ by: 'TENANT' })
  @Mutation(() => String, { description: 'Changes nothing and answers a constant.' })
  setConstant(): string {
    return 'a constant';
  }
}

/** A query and a mutation beside the real ones, on the same server. */
export const constantModule: SubjectModule = { resolvers: [ConstantResolver], references: {} };
