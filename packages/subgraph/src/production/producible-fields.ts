import type { CardProgram, LifecycleSubject, ProducibleCard, ProductionOperation } from '@tessera/lifecycle';
import type { ClassType } from 'type-graphql';
import type { ConnectionSource, PageArguments } from '../graphql/page.js';
import type { RequestContext } from '../graphql/request-context.js';
import { CERTIFICATE_STATUSES } from '@tessera/lifecycle';
import { Args, Ctx, Directive, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { Access } from '../graphql/access.js';
import { connectionOfKind, typeOfKind } from '../graphql/kind-type.js';
import { listItems, readPage } from '../graphql/page.js';
import { LIST_SIZE, PageOf20 } from '../graphql/page-arguments.js';
import { DateTime } from '../graphql/scalars.js';
import { createTableEnum } from '../graphql/table-enum.js';
import { UserType } from '../graphql/user.type.js';

const CertificateStatusEnum = createTableEnum(
  'CertificateStatus',
  'What a card’s certificates are worth.',
  CERTIFICATE_STATUSES,
);

/** Makes the fields that every kind of card has that is produced: program, holder, certificates, productions … */
export function createProducibleFields(type: ClassType, name: string): ClassType {
  addPlainFields(type.prototype);
  @Resolver(() => type)
  class ProducibleResolver {
    @Access({ by: 'READERS' })
    @FieldResolver(() => typeOfKind('CARD_PROGRAM'), { description: 'The program that it is issued by.' })
    program(@Root() { programId }: ProducibleCard, @Ctx() { loaders }: RequestContext): Promise<CardProgram | null> {
      return loaders.subject('CARD_PROGRAM', programId);
    }

    @Access({ by: 'PARENT' })
    @FieldResolver(() => UserType, {
      nullable: true,
      description:
        'The person it is for; null while it is nobody’s, and through a gateway when the owner of `User` no longer knows them.',
    })
    holder(@Root() { holderId }: ProducibleCard): { readonly id: string } | null {
      return holderId === null ? null : { id: holderId };
    }

    @Access({ by: 'READERS' })
    @FieldResolver(() => typeOfKind('PRODUCTION_OPERATION'), {
      nullable: true,
      description:
        'Its newest production operation; null before it is ordered, and for viewers who may not read operations.',
    })
    async production(
      @Root() { id }: LifecycleSubject,
      @Ctx() context: RequestContext,
    ): Promise<ProductionOperation | null> {
      const [newest] = await readOperations(id, context);
      return newest ?? null;
    }

    @Access({ by: 'READERS' })
    @Directive(LIST_SIZE)
    @FieldResolver(() => connectionOfKind('PRODUCTION_OPERATION'), {
      description: 'All its production operations, newest first.',
    })
    async productionOperations(
      @Root() { id }: LifecycleSubject,
      @Args(() => PageOf20) page: PageArguments,
      @Ctx() context: RequestContext,
    ): Promise<ConnectionSource<ProductionOperation>> {
      const operations = await readOperations(id, context);
      return readPage(context, listItems(`${name}.productionOperations ${id}`, operations), page);
    }
  }
  return ProducibleResolver;
}

function addPlainFields(target: object): void {
  Field(() => CertificateStatusEnum, { description: 'What its certificates are worth now.' })(target, 'certificates');
  Field(() => DateTime, { nullable: true, description: 'Until when it can be used; null while that is not set.' })(
    target,
    'validUntil',
  );
}

/** A card's operations, newest first: ids sort by creation. */
async function readOperations(cardId: string, { loaders }: RequestContext): Promise<readonly ProductionOperation[]> {
  const operations = await loaders.related<ProductionOperation>('PRODUCTION_OPERATION', 'subjectId', cardId);
  return [...operations].sort((left, right) => (left.id < right.id ? 1 : -1));
}
