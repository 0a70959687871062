import type { Kiosk } from '@tessera/lifecycle';
import type { RequestContext } from '../graphql/request-context.js';
import { Ctx, Query, Resolver } from 'type-graphql';
import { Access } from '../graphql/access.js';
import { listConfiguration } from '../graphql/list-configuration.js';
import { KioskType } from './kiosk.type.js';

/** Responsible for reading kiosks. Talks to the database. */
@Resolver()
export class KioskResolver {
  @Access({ by: 'READERS' })
  @Query(() => [KioskType], { description: 'The tenant’s kiosks, by id; none for viewers who may not read kiosks.' })
  kiosks(@Ctx() context: RequestContext): Promise<readonly Kiosk[]> {
    return listConfiguration(context, 'KIOSK');
  }
}
