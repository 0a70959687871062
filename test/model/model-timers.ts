import type { ReasonCode } from '@tessera/lifecycle';
import type { Thing } from './thing.js';
import type { World } from './world.js';
import { SECOND, windowEnd } from './world.js';

/** How long it is from one batch sync to the next. */
const BATCH_SYNC = 5 * SECOND;

/** A timer that waits for its moment, and the command that it will give. */
export interface Due {
  readonly thing: Thing;
  readonly command: string;
  readonly at: number;
}

/** Commands whose timer, once past due, stands in the way of other commands. */
const BEFORE_ALL_ELSE = ['expire', 'lapse', 'endSubscription'];

/** All timers of a subject. */
export function duesOf(thing: Thing): Due[] {
  return [...orderDues(thing), ...cardDues(thing), ...chargeCardDues(thing), ...operationDues(thing)];
}

/** Whether a timer that goes before other commands is past due. */
export function isOverdue({ now }: World, thing: Thing): boolean {
  return duesOf(thing).some(({ command, at }) => BEFORE_ALL_ELSE.includes(command) && at <= now);
}

/** What a timer's firing does: the 60 days' end cancels an operation, and fails an order that batch sync finds too late. */
export function firingOf(world: World, { thing, command }: Due): { command: string; reason: ReasonCode | null } {
  const isTooLate = command === 'order' && world.isWindowOver(thing);
  if (!isTooLate && command !== 'cancel') return { command, reason: null };
  return { command: isTooLate ? 'fail' : command, reason: 'PRODUCTION_WINDOW_EXPIRED' };
}

function orderDues(thing: Thing): Due[] {
  const isProducible = thing.kind === 'CARD' || thing.kind === 'TEMPORARY_CARD';
  if (!isProducible || thing.state !== 'PROCESSING') return [];
  return [{ thing, command: 'order', at: (Math.floor(thing.stateSince / BATCH_SYNC) + 1) * BATCH_SYNC }];
}

function cardDues(thing: Thing): Due[] {
  const { kind, state } = thing;
  const isCard = kind === 'CARD';
  const canExpire = isCard ? ['ACTIVE', 'INACTIVE'].includes(state) : kind === 'TEMPORARY_CARD' && state === 'ASSIGNED';
  const expiry = canExpire ? [thing.validUntil ?? 0] : [];
  // A card is IN_PRODUCTION exactly while an operation of it is IN_PROGRESS.
  const wipe = isCard && !thing.isWiped && state !== 'IN_PRODUCTION' ? [windowEnd(thing)] : [];
  return [
    ...expiry.map((at) => ({ thing, command: 'expire', at })),
    ...wipe.map((at) => ({ thing, command: 'wipePersonalization', at })),
    ...thing.reminders.map((at) => ({ thing, command: 'remind', at })),
  ];
}

function chargeCardDues(thing: Thing): Due[] {
  const lapse = thing.state === 'PENDING' ? [thing.activationExpiresAt ?? 0] : [];
  const end = thing.deactivatesAt === null ? [] : [thing.deactivatesAt];
  if (thing.kind !== 'CHARGE_CARD') return [];
  return [
    ...lapse.map((at) => ({ thing, command: 'lapse', at })),
    ...end.map((at) => ({ thing, command: 'endSubscription', at })),
  ];
}

function operationDues(thing: Thing): Due[] {
  const isWaiting = thing.kind === 'PRODUCTION_OPERATION' && ['REQUESTED', 'READY'].includes(thing.state);
  return isWaiting ? [{ thing, command: 'cancel', at: windowEnd(thing) }] : [];
}
