import type { CardRole } from '@tessera/sdk';

/** Staff of the charging operator: they search by whole RFIDs and contract ids, and import cards. */
export const CHARGING_STAFF: readonly CardRole[] = ['TENANT_ADMIN', 'CUSTOMER_SUPPORT', 'SUPPORT_AGENT'];
