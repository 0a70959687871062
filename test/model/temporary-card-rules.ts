import type { Act, Effect, Rules } from './model-command.js';
import type { Thing } from './thing.js';
import { isSecondActive } from './card-rules.js';
import {
  COMPLETE_PRODUCTION,
  FAIL,
  openIfOrdered,
  ORDER,
  othersOfHolder,
  queuedOrOrdered,
  START_PRODUCTION,
} from './orders.js';
import { isOverdue } from './model-timers.js';
import { DAY } from './world.js';

const REMIND_BEFORE = [7 * DAY, 3 * DAY];

/** Section 2 of the rules: temporary cards. */
export const TEMPORARY_CARD_RULES: Rules = {
  request: [{ from: null, to: 'REQUESTED', who: ['OPERATOR'], effects: ({ thing }) => [{ thing, command: 'submit' }] }],
  submit: [{ from: ['REQUESTED'], to: queuedOrOrdered, who: ['SYSTEM'], effects: openIfOrdered(queuedOrOrdered) }],
  abort: [{ from: ['REQUESTED', 'PROCESSING'], to: 'ABORTED', who: ['OPERATOR'] }],
  order: ORDER,
  startProduction: START_PRODUCTION,
  completeProduction: COMPLETE_PRODUCTION,
  fail: [{ ...FAIL, from: ['REQUESTED', 'PROCESSING', 'ORDERED', 'IN_PRODUCTION'] }],
  initialize: [{ from: ['PRODUCED'], to: 'UNASSIGNED', who: ['OPERATOR'] }],
  assign: [
    {
      from: ['UNASSIGNED'],
      to: 'ASSIGNED',
      who: ['OPERATOR'],
      guards: [oneAssigned, endIsPossible, replacedIsActive, replacedIsOfHolder, replacedHasNoStandIn],
      change: assign,
      effects: deactivateReplaced,
    },
  ],
  extend: [{ from: ['ASSIGNED'], to: null, who: ['OPERATOR'], guards: [endIsLater], change: extend }],
  remind: [{ from: ['ASSIGNED'], to: null, who: ['SYSTEM'] }],
  withdraw: [
    {
      from: ['ASSIGNED', 'EXPIRED'],
      to: 'UNASSIGNED',
      who: ['OPERATOR'],
      change: withdraw,
      effects: reactivateReplaced,
      leavesOut: (act) => wantsBack(act) && isLeftOut(act),
    },
  ],
  expire: [
    {
      from: ['ASSIGNED'],
      to: 'EXPIRED',
      who: ['SYSTEM'],
      change: ({ thing }) => {
        thing.certificates = 'NONE';
        thing.reminders = [];
      },
    },
  ],
  lock: [{ from: ['ASSIGNED', 'UNASSIGNED'], to: 'LOCKED', who: ['OPERATOR'], change: lock }],
};

function oneAssigned({ world, thing, input }: Act): string | null {
  if (world.optionsOf(thing).multipleActivePerHolder) return null;
  const asAssigned = { ...thing, holderId: input.holderId ?? null };
  return othersOfHolder({ world, thing: asAssigned }, ['ASSIGNED']).length > 0 ? 'ONE_ASSIGNED_CARD' : null;
}

function latestEnd({ world, thing }: Act): number {
  return world.now + world.optionsOf(thing).validityDays * DAY;
}

function endIsPossible(act: Act): string | null {
  const end = act.input.validUntil?.getTime() ?? null;
  if (end === null) return null;
  return end <= act.world.now || end > latestEnd(act) ? 'InputInvalid' : null;
}

function endIsLater(act: Act): string | null {
  const end = act.input.validUntil?.getTime() ?? 0;
  return end <= (act.thing.validUntil ?? 0) || end > latestEnd(act) ? 'InputInvalid' : null;
}

function replacedCard({ world, thing, input }: Act): Thing | undefined {
  return world.find(thing.tenantId, 'CARD', input.replacesCardId ?? '');
}

function replacedIsActive(act: Act): string | null {
  const card = replacedCard(act);
  return card === undefined || card.state === 'ACTIVE' ? null : 'STAND_IN_CARD_NOT_ACTIVE';
}

function replacedIsOfHolder(act: Act): string | null {
  const card = replacedCard(act);
  return card === undefined || card.holderId === act.input.holderId ? null : 'STAND_IN_HOLDER_DIFFERS';
}

function replacedHasNoStandIn(act: Act): string | null {
  const card = replacedCard(act);
  const standIns = act.world.things.filter(({ replaces }) => card !== undefined && replaces === card);
  return standIns.length > 0 ? 'STAND_IN_EXISTS' : null;
}

function assign(act: Act): void {
  const { world, thing, input } = act;
  thing.holderId = input.holderId ?? null;
  thing.validUntil = input.validUntil?.getTime() ?? latestEnd(act);
  thing.certificates = world.optionsOf(thing).issuesCertificates ? 'VALID' : 'NONE';
  thing.replaces = replacedCard(act) ?? null;
  // The effect that deactivates it comes right after this.
  thing.replacedAfter = (thing.replaces?.stateChanges ?? 0) + 1;
  remindOf(act);
}

function extend(act: Act): void {
  act.thing.validUntil = act.input.validUntil?.getTime() ?? null;
  remindOf(act);
}

function remindOf({ world, thing }: Act): void {
  const moments = REMIND_BEFORE.map((before) => (thing.validUntil ?? 0) - before);
  thing.reminders = moments.filter((moment) => moment > world.now);
}

function deactivateReplaced(act: Act): readonly Effect[] {
  const card = replacedCard(act);
  return card === undefined ? [] : [{ thing: card, command: 'deactivate', reason: 'MISLAID' }];
}

function reactivateReplaced(act: Act): readonly Effect[] {
  const { replaces } = act.thing;
  return replaces === null || !wantsBack(act) || isLeftOut(act) ? [] : [{ thing: replaces, command: 'reactivate' }];
}

/** Whether the replaced card is to be used again. */
function wantsBack({ thing, reason }: Act): boolean {
  return thing.replaces !== null && (reason === 'RETURNED' || reason === 'NO_LONGER_NEEDED');
}

/** The card changed state since, or could not be reactivated. */
function isLeftOut({ world, thing }: Act): boolean {
  const card = thing.replaces;
  if (card === null) return false;
  const isAsLeft = card.state === 'INACTIVE' && card.stateChanges === thing.replacedAfter;
  return !isAsLeft || isOverdue(world, card) || isSecondActive({ world, thing: card });
}

function withdraw(act: Act): void {
  revoke(act);
  act.thing.holderId = null;
  act.thing.validUntil = null;
}

function lock(act: Act): void {
  revoke(act);
}

function revoke({ world, thing }: Act): void {
  const hasNone = thing.certificates === 'NONE' && !world.optionsOf(thing).issuesCertificates;
  thing.certificates = hasNone ? 'NONE' : 'REVOKED';
  thing.replaces = null;
  thing.reminders = [];
}
