import type { Viewer } from './roles.js';
import type { Card } from './card.js';
import { cardLifecycle } from './card.lifecycle.js';
import { validateLifecycles } from './engine/validate-lifecycles.js';
import { productionLifecycle } from './production.lifecycle.js';

/** All lifecycles by kind, checked against each other when this module loads. */
export const LIFECYCLES = validateLifecycles([cardLifecycle, productionLifecycle]);

/**
 * Whether the viewer sees the personalization data of a card that they read: operators, approvers, the requester, the holder,
 * and producers while an operation of the card is pending.
 */
export function canReadPersonalization(viewer: Viewer, card: Card): boolean {
  if (viewer.roles.some((role) => role === 'OPERATOR' || role === 'APPROVER')) return true;
  if (viewer.id === card.requestedBy || viewer.id === card.holderId) return true;
  return viewer.roles.includes('PRODUCER') && (card.state === 'ORDERED' || card.state === 'IN_PRODUCTION');
}
