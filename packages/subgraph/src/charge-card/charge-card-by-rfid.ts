import type { ChargeCard, Role } from '@tessera/lifecycle';
import type { RequestContext } from '../graphql/request-context.js';
import { CHARGING_STAFF } from '@tessera/lifecycle';
import { readRows } from '../graphql/read-rows.js';
import { tableOfKind } from '../log/subject-tables.js';
import { toRfid } from './charge-card-filter.js';

/** Who asks by RFID: the charging operator’s staff, and stations. */
export const BY_RFID: readonly Role[] = [...CHARGING_STAFF, 'PRODUCER'];

/**
 * The record of an RFID that is not DEACTIVATED, else the newest: one statement, by index. Null for viewers in none of the
 * roles. Throws BAD_USER_INPUT for what is no RFID.
 */
export async function readByRfid({ services, viewer }: RequestContext, text: string): Promise<ChargeCard | null> {
  const rfid = toRfid(text);
  if (!viewer.roles.some((role) => BY_RFID.includes(role))) return null;
  const [card] = await readRows<ChargeCard>(services, {
    table: tableOfKind(services.subjects, 'CHARGE_CARD'),
    tenantId: viewer.tenantId,
    where: [{ sql: 'rfid = ?', parameters: [rfid] }],
    // At most one is not deactivated: its live column holds the RFID, those of all others hold null.
    orderBy: 'live_rfid IS NULL, id DESC',
    limit: 1,
  });
  return card ?? null;
}
