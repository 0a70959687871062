import type { Act, Rules } from './model-command.js';
import type { Thing } from './thing.js';
import { JOB_MAY_EXIST } from './error-codes.js';
import {
  COMPLETE_PRODUCTION,
  FAIL,
  openIfOrdered,
  ORDER,
  othersOfHolder,
  queuedOrOrdered,
  START_PRODUCTION,
} from './orders.js';
import { DAY } from './world.js';

const OPEN_ORDERS = ['REQUESTED', 'PROCESSING', 'ORDERED', 'IN_PRODUCTION'];

/** Section 1 of the rules: identity cards. */
export const CARD_RULES: Rules = {
  register: [{ from: null, to: 'REGISTERED', who: ['OPERATOR', 'REQUESTER'] }],
  request: [
    {
      from: ['REGISTERED'],
      to: requestLeadsTo,
      who: ['OPERATOR', 'REQUESTER'],
      isInWindow: true,
      guards: [oneOpenOrder],
      change: ({ thing, viewer }) => {
        thing.requestedBy = viewer.id;
      },
      effects: openIfOrdered(requestLeadsTo),
    },
  ],
  approve: [
    {
      from: ['REQUESTED'],
      to: queuedOrOrdered,
      who: ['APPROVER'],
      isInWindow: true,
      guards: [fourEyes],
      effects: openIfOrdered(queuedOrOrdered),
    },
  ],
  reject: [{ from: ['REQUESTED'], to: 'REJECTED', who: ['APPROVER'] }],
  abort: [
    { from: ['REQUESTED'], to: 'ABORTED', who: ['REQUESTER', 'OPERATOR'], guards: [theRequester] },
    { from: ['PROCESSING'], to: 'ABORTED', who: ['OPERATOR'] },
  ],
  order: ORDER,
  repeat: [
    {
      from: ['FAILED'],
      to: queuedOrOrdered,
      who: ['OPERATOR'],
      isInWindow: true,
      guards: [oneOpenOrder, commentAfterDoubt],
      effects: openIfOrdered(queuedOrOrdered),
    },
  ],
  startProduction: START_PRODUCTION,
  completeProduction: COMPLETE_PRODUCTION,
  fail: [FAIL],
  activate: [
    {
      from: ['PRODUCED'],
      to: 'ACTIVE',
      who: ['OPERATOR', 'CARDHOLDER'],
      guards: [oneActive],
      change: (act) => {
        act.thing.validUntil = act.world.now + act.world.optionsOf(act.thing).validityDays * DAY;
        certify(act, 'VALID');
      },
    },
  ],
  deactivate: [
    { from: ['ACTIVE'], to: 'INACTIVE', who: ['OPERATOR', 'SYSTEM'], change: (act) => certify(act, 'ON_HOLD') },
  ],
  reactivate: [
    {
      from: ['INACTIVE'],
      to: 'ACTIVE',
      who: ['OPERATOR', 'SYSTEM'],
      guards: [oneActive],
      change: (act) => certify(act, 'VALID'),
    },
  ],
  lock: [{ from: ['ACTIVE', 'INACTIVE'], to: 'LOCKED', who: ['OPERATOR'], change: (act) => certify(act, 'REVOKED') }],
  expire: [
    {
      from: ['ACTIVE', 'INACTIVE'],
      to: 'EXPIRED',
      who: ['SYSTEM'],
      change: ({ thing }) => {
        thing.certificates = 'NONE';
      },
    },
  ],
  wipePersonalization: [
    {
      from: 'ANY',
      to: null,
      who: ['SYSTEM'],
      change: ({ thing }) => {
        thing.isWiped = true;
        thing.embossedName = null;
      },
    },
  ],
};

/** Whether another ACTIVE card keeps this one from becoming ACTIVE. */
export function isSecondActive(act: Pick<Act, 'world' | 'thing'>): boolean {
  return !act.world.optionsOf(act.thing).multipleActivePerHolder && othersOfHolder(act, ['ACTIVE']).length > 0;
}

function requestLeadsTo(act: Act): string {
  return act.world.optionsOf(act.thing).approvalRequired ? 'REQUESTED' : queuedOrOrdered(act);
}

function oneOpenOrder(act: Act): string | null {
  if (act.world.optionsOf(act.thing).multipleOrdersPerHolder) return null;
  return othersOfHolder(act, OPEN_ORDERS).length > 0 ? 'ONE_OPEN_ORDER' : null;
}

function oneActive(act: Act): string | null {
  return isSecondActive(act) ? 'ONE_ACTIVE_CARD' : null;
}

function fourEyes({ world, thing, viewer }: Act): string | null {
  return world.optionsOf(thing).fourEyes && thing.requestedBy === viewer.id ? 'FOUR_EYES' : null;
}

function theRequester({ thing, viewer }: Act): string | null {
  return thing.requestedBy === viewer.id ? null : 'NOT_THE_REQUESTER';
}

function commentAfterDoubt({ thing, comment }: Act): string | null {
  return comment === null && JOB_MAY_EXIST.includes(thing.errorCode ?? '') ? 'InputInvalid' : null;
}

/** A card without certificates gets some only where its program issues them; one that has some keeps having them. */
function certify({ world, thing }: { world: Act['world']; thing: Thing }, certificates: string): void {
  const hasNone = thing.certificates === 'NONE' && !world.optionsOf(thing).issuesCertificates;
  thing.certificates = hasNone ? 'NONE' : certificates;
}
