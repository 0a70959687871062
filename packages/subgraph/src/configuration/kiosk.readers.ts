import type { Role } from '@tessera/lifecycle';
import { TENANT_READERS } from '@tessera/lifecycle';

/** The roles that read kiosks. */
export const KIOSK_READERS: readonly Role[] = [...TENANT_READERS, 'PRODUCER'];
