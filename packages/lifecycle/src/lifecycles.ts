import type { Card } from './card.js';
import type { ChargeCard } from './charge-card.js';
import type { Viewer } from './roles.js';
import { cardLifecycle } from './card.lifecycle.js';
import { cardProgramLifecycle } from './card-program.lifecycle.js';
import { CHARGING_STAFF, chargeCardLifecycle } from './charge-card.lifecycle.js';
import { validateLifecycles } from './engine/validate-lifecycles.js';
import { kioskLifecycle } from './kiosk.lifecycle.js';
import { productionLifecycle } from './production.lifecycle.js';
import { temporaryCardLifecycle } from './temporary-card.lifecycle.js';

/** All lifecycles by kind, those of configuration included, checked against each other when this module loads. */
export const LIFECYCLES = validateLifecycles([
  cardLifecycle,
  temporaryCardLifecycle,
  chargeCardLifecycle,
  productionLifecycle,
  cardProgramLifecycle,
  kioskLifecycle,
]);

/**
 * Whether the viewer sees the personalization data of a card that they read: operators, approvers, the requester, the holder,
 * and producers while an operation of the card is pending.
 */
export function canReadPersonalization(viewer: Viewer, card: Card): boolean {
  if (viewer.roles.some((role) => role === 'OPERATOR' || role === 'APPROVER')) return true;
  if (viewer.id === card.requestedBy || viewer.id === card.holderId) return true;
  return viewer.roles.includes('PRODUCER') && (card.state === 'ORDERED' || card.state === 'IN_PRODUCTION');
}

/** Whether the viewer is staff of the charging operator. */
export function isChargingStaff(viewer: Viewer): boolean {
  return viewer.roles.some((role) => CHARGING_STAFF.some((each) => each === role));
}

/** Whether the viewer sees the full contract id of a charge card that they read: the operator's staff, and the card's account. */
export function canReadContractId(viewer: Viewer, card: ChargeCard): boolean {
  if (isChargingStaff(viewer)) return true;
  const isCustomer = viewer.roles.some((role) => role === 'ACCOUNT_OWNER' || role === 'ACCOUNT_ADMIN');
  return isCustomer && card.accountId !== null && viewer.accountIds.includes(card.accountId);
}
