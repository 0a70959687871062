import type { ChargeCard } from '@tessera/lifecycle';
import type { ConnectionSource, PageArguments } from '../graphql/page.js';
import type { Plain } from '../graphql/plain.js';
import type { RequestContext } from '../graphql/request-context.js';
import { canReadContractId, CHARGE_AUTHORIZATIONS } from '@tessera/lifecycle';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Access } from '../graphql/access.js';
import { AccountType } from '../graphql/account.type.js';
import { createConnectionType } from '../graphql/connection.type.js';
import { listSubjects } from '../graphql/list-subjects.js';
import { assumedSize, LIST_SIZE, PageOf50 } from '../graphql/page-arguments.js';
import { BY_RFID, readByRfid } from './charge-card-by-rfid.js';
import { toListFilter } from './charge-card-filter.js';
import { ChargeCardFilter } from './charge-card.inputs.js';
import { ChargeAuthorizationType, ChargeCardType } from './charge-card.type.js';
import { laterRecords } from './later-records.js';

const ChargeCardConnection = createConnectionType('ChargeCard', 'charge cards', () => ChargeCardType);

/** Responsible for reading charge cards. Talks to the loaders. */
@Resolver(() => ChargeCardType)
export class ChargeCardResolver {
  @Access({ by: 'READERS' })
  @Query(() => ChargeCardType, {
    nullable: true,
    description:
      'The charge card with the id. Null when it is unknown, another tenant’s, or not yours to read: they look alike.',
  })
  chargeCard(
    @Arg('id', () => ID, { description: 'The charge card.' }) id: string,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ChargeCard | null> {
    return loaders.subject('CHARGE_CARD', id);
  }

  @Access({ by: 'ROLES', roles: BY_RFID })
  @Directive('@cost(weight: 10)')
  @Query(() => ChargeCardType, {
    nullable: true,
    description:
      'What a station asks: the record of the RFID that is not DEACTIVATED, else the newest. For the charging operator’s staff and PRODUCER; null for others, and when there is none.',
  })
  chargeCardByRfid(
    @Arg('rfid', () => String, { description: 'The RFID in hexadecimal digits; separators are left out.' })
    rfid: string,
    @Ctx() context: RequestContext,
  ): Promise<ChargeCard | null> {
    return readByRfid(context, rfid);
  }

  @Access({ by: 'READERS' })
  @Directive(LIST_SIZE)
  @Query(() => ChargeCardConnection, { description: 'The charge cards that you may read, newest first.' })
  chargeCards(
    @Arg('filter', () => ChargeCardFilter, { nullable: true, description: 'Which charge cards. Absent: all.' })
    filter: ChargeCardFilter | null,
    @Args(() => PageOf50) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionSource<ChargeCard>> {
    const list = { kind: 'CHARGE_CARD', name: 'chargeCards', filter: toListFilter(context.viewer, filter) };
    return listSubjects(context, list, page);
  }

  @Access({ by: 'PERMISSION', isPermitted: canReadContractId })
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The contract id, for the charging operator’s staff and the card’s account; null for others.',
  })
  contractId(@Root() { contractId }: ChargeCard): string | null {
    return contractId;
  }

  @Access({ by: 'PARENT' })
  @FieldResolver(() => AccountType, {
    nullable: true,
    description:
      'The account that it is activated in; null while it is in none, and through a gateway when the owner of `Account` does not know it.',
  })
  account(@Root() { accountId }: ChargeCard): Plain<AccountType> | null {
    return accountId === null ? null : { id: accountId };
  }

  @Access({ by: 'READERS' })
  @FieldResolver(() => ChargeCardType, {
    nullable: true,
    description: 'The record whose immediate deactivation brought this one about; null when it was imported.',
  })
  duplicateOf(@Root() { duplicateOf }: ChargeCard, @Ctx() { loaders }: RequestContext): Promise<ChargeCard | null> {
    return duplicateOf === null ? Promise.resolve(null) : loaders.subject('CHARGE_CARD', duplicateOf);
  }

  @Access({ by: 'READERS' })
  // One within another they would multiply.
  @Directive(assumedSize(100))
  @FieldResolver(() => [ChargeCardType], {
    description: 'All later records of the chain of duplicates that the viewer may read, oldest first.',
  })
  async duplicates(@Root() card: ChargeCard, @Ctx() { loaders }: RequestContext): Promise<readonly ChargeCard[]> {
    return laterRecords(card, await loaders.related('CHARGE_CARD', 'originalId', card.originalId ?? card.id));
  }

  @Access({ by: 'PARENT' })
  @FieldResolver(() => ChargeAuthorizationType, { description: 'What a charging station is told of it.' })
  authorization(@Root() { state, updatedAt }: ChargeCard): Plain<ChargeAuthorizationType> {
    return { ...CHARGE_AUTHORIZATIONS[state], lastUpdated: updatedAt };
  }
}

/** Responsible for the charge cards of an account of another subgraph. Talks to the database. */
@Resolver(() => AccountType)
export class AccountChargeCardsResolver {
  @Access({ by: 'OWNER', owns: 'accountId' })
  @Directive(LIST_SIZE)
  @FieldResolver(() => ChargeCardConnection, {
    nullable: true,
    description: 'Its charge cards, newest first; null when you may not read that account’s cards.',
  })
  chargeCards(
    @Root() { id }: AccountType,
    @Args(() => PageOf50) page: PageArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionSource<ChargeCard>> {
    const list = { kind: 'CHARGE_CARD', name: `Account.chargeCards ${id}`, filter: { accountId: id } };
    return listSubjects(context, list, page);
  }
}
