import type { Role } from '@tessera/lifecycle';
import type { Act, Effect, Rules } from './model-command.js';
import type { Thing } from './thing.js';
import { aThing } from './thing.js';
import { DAY } from './world.js';

const THE_TWO: readonly Role[] = ['TENANT_ADMIN', 'CUSTOMER_SUPPORT'];
const THE_THREE: readonly Role[] = [...THE_TWO, 'SUPPORT_AGENT'];
const THE_FIVE: readonly Role[] = [...THE_THREE, 'ACCOUNT_OWNER', 'ACCOUNT_ADMIN'];
const USABLE = ['ACTIVE', 'BLOCKED'];

/** Section 3 of the rules: charge cards. */
export const CHARGE_CARD_RULES: Rules = {
  import: [{ from: null, to: 'INACTIVE', who: [...THE_THREE, 'SYSTEM'], guards: [rfidIsFree, contractIsFree] }],
  activate: [
    {
      from: ['INACTIVE'],
      to: 'ACTIVE',
      who: ['ACCOUNT_OWNER'],
      change: ({ thing, input }) => {
        thing.accountId = input.accountId ?? null;
        thing.subscriptionId = input.subscriptionId ?? null;
      },
    },
  ],
  startActivation: [
    {
      from: ['INACTIVE'],
      to: 'PENDING',
      who: THE_THREE,
      change: ({ world, thing, input }) => {
        thing.accountId = input.accountId ?? null;
        thing.activationExpiresAt = world.now + 7 * DAY;
      },
    },
  ],
  acceptTerms: [{ from: ['PENDING'], to: 'ACTIVE', who: ['ACCOUNT_OWNER'], change: acceptTerms }],
  lapse: [
    {
      from: ['PENDING'],
      to: 'INACTIVE',
      who: ['SYSTEM'],
      change: ({ thing }) => {
        thing.accountId = null;
        thing.activationExpiresAt = null;
      },
    },
  ],
  block: [{ from: ['ACTIVE'], to: 'BLOCKED', who: THE_FIVE }],
  unblock: [{ from: ['BLOCKED'], to: 'ACTIVE', who: THE_FIVE }],
  suspend: [
    {
      from: USABLE,
      to: 'SUSPENDED',
      who: THE_TWO,
      change: ({ thing }, from) => {
        thing.suspendedFrom = from;
      },
    },
  ],
  resume: [
    {
      from: ['SUSPENDED'],
      to: ({ thing }) => thing.suspendedFrom ?? 'ACTIVE',
      who: THE_TWO,
      change: ({ thing }) => {
        thing.suspendedFrom = null;
      },
    },
  ],
  deactivate: [
    { from: USABLE, to: 'DEACTIVATED', who: THE_FIVE, change: end, effects: importDuplicate },
    { from: ['SUSPENDED'], to: 'DEACTIVATED', who: THE_TWO, change: end, effects: importDuplicate },
  ],
  scheduleDeactivation: [
    {
      from: USABLE,
      to: null,
      who: THE_FIVE,
      guards: [endIsAhead],
      change: ({ thing, input }) => {
        thing.deactivatesAt = input.deactivatesAt?.getTime() ?? null;
      },
    },
  ],
  cancelDeactivation: [
    { from: USABLE, to: null, who: THE_FIVE, guards: [somethingScheduled], change: forgetEnd },
    { from: ['SUSPENDED'], to: null, who: THE_TWO, guards: [somethingScheduled], change: forgetEnd },
  ],
  endSubscription: [{ from: [...USABLE, 'SUSPENDED'], to: 'DEACTIVATED', who: ['SYSTEM'], change: end }],
  reveal: [{ from: 'ANY', to: null, who: THE_TWO }],
};

function recordsInUse({ world, thing }: Act): Thing[] {
  return world.ofKind(thing.tenantId, 'CHARGE_CARD').filter(({ state }) => state !== 'DEACTIVATED');
}

function rfidIsFree(act: Act): string | null {
  return recordsInUse(act).some(({ rfid }) => rfid === act.thing.rfid) ? 'RFID_TAKEN' : null;
}

function contractIsFree(act: Act): string | null {
  const { contractId: wanted } = act.thing;
  return recordsInUse(act).some(({ contractId }) => contractId === wanted) ? 'CONTRACT_ID_TAKEN' : null;
}

function endIsAhead({ world, input }: Act): string | null {
  return (input.deactivatesAt?.getTime() ?? 0) > world.now ? null : 'InputInvalid';
}

function somethingScheduled({ thing }: Act): string | null {
  return thing.deactivatesAt === null ? 'NOTHING_SCHEDULED' : null;
}

function acceptTerms({ world, thing, input }: Act): void {
  thing.subscriptionId = input.subscriptionId ?? null;
  thing.termsAcceptedAt = world.now;
  thing.activationExpiresAt = null;
}

function end(act: Act): void {
  forgetEnd(act);
  act.thing.suspendedFrom = null;
}

function forgetEnd({ thing }: Act): void {
  thing.deactivatesAt = null;
}

function importDuplicate({ world, thing }: Act): readonly Effect[] {
  const { kind, tenantId, rfid, contractId } = thing;
  const given = { kind, tenantId, createdAt: world.now, rfid, contractId, duplicateOf: thing };
  return [{ thing: aThing(given), command: 'import' }];
}
