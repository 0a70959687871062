import type { SubjectModule } from '../../packages/subgraph/src/graphql/subject-module.js';
import { Mutation, Query, Resolver } from 'type-graphql';

/** Responsible for answering without doing anything: what a request costs at least. */
@Resolver()
class ConstantResolver {
  @Query(() => String, { description: 'A constant.' })
  constant(): string {
    return 'a constant';
  }

  @Mutation(() => String, { description: 'Changes nothing and answers a constant.' })
  setConstant(): string {
    return 'a constant';
  }
}

/** A query and a mutation beside the real ones, on the same server. */
export const constantModule: SubjectModule = { resolvers: [ConstantResolver], references: {} };
