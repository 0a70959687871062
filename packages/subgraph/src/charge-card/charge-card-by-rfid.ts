import type { ChargeCard } from '@tessera/lifecycle';
import type { RequestContext } from '../graphql/request-context.js';
import { isChargingStaff } from '@tessera/lifecycle';
import { readRows } from '../graphql/read-rows.js';
import { tableOfKind } from '../log/subject-tables.js';
import { toRfid } from './charge-card-filter.js';

/**
 * The record of an RFID that is not DEACTIVATED, else the newest: one statement, by index. Null for viewers who are neither staff of
 * the charging operator nor PRODUCER. Throws BAD_USER_INPUT for what is no RFID.
 */
export async function readByRfid({ services, viewer }: RequestContext, text: string): Promise<ChargeCard | null> {
  const rfid = toRfid(text);
  if (!isChargingStaff(viewer) && !viewer.roles.includes('PRODUCER')) return null;
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
