import type { ProductionOperation } from '@tessera/lifecycle';
import type { ConnectionSource, PageArguments } from '../graphql/page.js';
import type { Plain } from '../graphql/plain.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { ProducibleSource } from './producible.type.js';
import { PRODUCTION_VOCABULARY } from '@tessera/lifecycle';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Access } from '../graphql/access.js';
import { createConnectionType } from '../graphql/connection.type.js';
import { registerConnection } from '../graphql/kind-type.js';
import { filterOf, listSubjects } from '../graphql/list-subjects.js';
import { LIST_SIZE, PageOf50 } from '../graphql/page-arguments.js';
import { DateTime } from '../graphql/scalars.js';
import { describeAtKiosk, describeError, describeIssuance } from './describe-production.js';
import { Producible } from './producible.type.js';
import { ProductionOperationFilter } from './production-operation.inputs.js';
import { ProductionOperationStatus, ProductionOperationType } from './production-operation.type.js';
import { IssuanceDetailsType, KioskProductionType, ProductionErrorType } from './production-vocabulary.type.js';

const ProductionOperationConnection = registerConnection(
  'PRODUCTION_OPERATION',
  createConnectionType('ProductionOperation', 'operations', () => ProductionOperationType),
);

/** Responsible for reading production operations. Talks to the loaders. */
@Resolver(() => ProductionOperationType)
export class ProductionOperationResolver {
  @Access({ by: 'READERS' })
  @Query(() => ProductionOperationType, {
    nullable: true,
    description:
      'The operation with the id. Null when it is unknown, another tenant’s, or not yours to read: they look alike.',
  })
  productionOperation(
    @Arg('id', () => ID, { description: 'The operation.' }) id: string,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ProductionOperation | null> {
    return loaders.subject('PRODUCTION_OPERATION', id);
  }

  @Access({ by: 'READERS' })
  @Directive(LIST_SIZE)
  @Query(() => ProductionOperationConnection, { description: 'The operations that you may read, newest first.' })
  productionOperations(
    @Arg('filter', () => ProductionOperationFilter, { nullable: true, description: 'Which operations. Absent: all.' })
    filter: ProductionOperationFilter | null,
    @Args(() => PageOf50) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionSource<ProductionOperation>> {
    const list = { kind: 'PRODUCTION_OPERATION', name: 'productionOperations', filter: filterOf(filter) };
    return listSubjects(context, list, page);
  }

  @Access({ by: 'PARENT' })
  @FieldResolver()
  operation(): string {
    return 'PRODUCE';
  }

  @Access({ by: 'PARENT' })
  @FieldResolver(() => ProductionOperationStatus, { description: 'The outcome so far.' })
  status(@Root() { state }: ProductionOperation): string {
    return PRODUCTION_VOCABULARY[state].status;
  }

  @Access({ by: 'PARENT' })
  @FieldResolver(() => DateTime, { description: 'When it was requested.' })
  startTime(@Root() { createdAt }: ProductionOperation): Date {
    return createdAt;
  }

  @Access({ by: 'READERS' })
  @FieldResolver(() => ProductionOperationType, {
    nullable: true,
    description: 'The attempt before it; null for the first.',
  })
  async previousAttempt(
    @Root() { subjectId, attempt }: ProductionOperation,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ProductionOperation | null> {
    if (attempt === 1) return null;
    const attempts = await loaders.related<ProductionOperation>('PRODUCTION_OPERATION', 'subjectId', subjectId);
    return attempts.find((each) => each.attempt === attempt - 1) ?? null;
  }

  @Access({ by: 'READERS' })
  @FieldResolver(() => Producible, { description: 'The card it produces.' })
  async subject(
    @Root() { subjectKind, subjectId }: ProductionOperation,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ProducibleSource | null> {
    const card = await loaders.subject(subjectKind, subjectId);
    return card === null ? null : { ...card, subjectKind };
  }

  @Access({ by: 'PARENT' })
  @FieldResolver(() => IssuanceDetailsType, { description: 'How it stands in a bureau’s words.' })
  details(@Root() operation: ProductionOperation): Plain<IssuanceDetailsType> {
    return describeIssuance(operation);
  }

  @Access({ by: 'PARENT' })
  @FieldResolver(() => KioskProductionType, {
    nullable: true,
    description: 'How it stands in a kiosk’s words; null where a kiosk has none, and when a bureau produces it.',
  })
  kiosk(@Root() operation: ProductionOperation): Plain<KioskProductionType> | null {
    return describeAtKiosk(operation);
  }

  @Access({ by: 'PARENT' })
  @FieldResolver(() => ProductionErrorType, { nullable: true, description: 'What went wrong; null when nothing did.' })
  error(@Root() operation: ProductionOperation): Plain<ProductionErrorType> | null {
    return describeError(operation);
  }
}
