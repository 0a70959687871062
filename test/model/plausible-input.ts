import type { Viewer } from '@tessera/lifecycle';
import type { Draw } from './draw.js';
import type { GivenInput } from './model-command.js';
import type { Aim } from './plausible-command.js';
import type { Thing } from './thing.js';
import type { World } from './world.js';
import { PRODUCTION_CODES, REQUEST_CODES } from './error-codes.js';
import { ACCOUNTS, HOLDERS } from './people.js';
import { DAY } from './world.js';

/** What an input is drawn for. */
export interface InputAim extends Aim {
  readonly viewer: Viewer;
}

type DrawInput = (draw: Draw, world: World, aim: InputAim) => GivenInput;

/** Input that fits the command as things stand; empty for a command that takes none. */
export function drawInput(draw: Draw, world: World, aim: InputAim): GivenInput {
  return INPUTS[`${aim.kind} ${aim.command}`]?.(draw, world, aim) ?? {};
}

/** An rfid as somebody may write it, one of a few. */
function drawRfid(draw: Draw): string {
  const bytes = ['04', 'A2', 'B3', `1${draw.below(6)}`, '5F', '80', '91'].slice(0, draw.oneOf([4, 7]));
  const text = bytes.join(draw.oneOf(['', ':', '-', ' ']));
  return draw.often(1, 2) ? text : text.toLowerCase();
}

/** A contract id as somebody may write it, one of a few. */
function drawContractId(draw: Draw): string {
  const [country, provider, instance] = ['DE', '8AA', `C0000000${draw.below(6)}`];
  const text = draw.often(1, 2) ? `${country}-${provider}-${instance}` : `${country}${provider}${instance}`;
  const whole = draw.often(1, 4) ? `${text}-X` : text;
  return draw.often(1, 2) ? whole : whole.toLowerCase();
}

const INPUTS: Readonly<Record<string, DrawInput>> = {
  'CARD register': (draw, world, { tenantId }) => ({
    programId: drawProgram(draw, world, { tenantId, kind: 'CARD' }),
    holderId: draw.oneOf(HOLDERS),
    embossedName: draw.oneOf(['MARA LIND', 'X', null]),
  }),
  'TEMPORARY_CARD request': (draw, world, { tenantId }) => ({
    programId: drawProgram(draw, world, { tenantId, kind: 'TEMPORARY_CARD' }),
  }),
  'TEMPORARY_CARD assign': drawAssignment,
  'TEMPORARY_CARD extend': (draw, { now }, { thing }) => ({
    validUntil: new Date(Math.max(thing?.validUntil ?? 0, now) + DAY * (1 + draw.below(4))),
  }),
  'CHARGE_CARD import': (draw) => ({ rfid: drawRfid(draw), contractId: drawContractId(draw) }),
  'CHARGE_CARD activate': (draw, _, { thing, viewer }) => ({
    contractId: draw.often(1, 2) ? (thing?.contractId ?? '') : hyphenated(thing?.contractId ?? ''),
    accountId: draw.oneOf(viewer.accountIds.length > 0 ? viewer.accountIds : ACCOUNTS),
    subscriptionId: 'subscription-1',
  }),
  'CHARGE_CARD startActivation': (draw) => ({ accountId: draw.oneOf(ACCOUNTS) }),
  'CHARGE_CARD acceptTerms': () => ({ subscriptionId: 'subscription-2' }),
  'CHARGE_CARD scheduleDeactivation': (draw, { now }) => ({ deactivatesAt: new Date(now + DAY * (1 + draw.below(9))) }),
  'PRODUCTION_OPERATION start': drawStart,
  'PRODUCTION_OPERATION refuse': (draw) => ({ errorCode: draw.oneOf(REQUEST_CODES), description: 'as reported' }),
  'PRODUCTION_OPERATION fail': (draw) => ({ errorCode: draw.oneOf(PRODUCTION_CODES) }),
  'CARD_PROGRAM create': (draw) => ({
    id: `program-${draw.below(9)}`,
    name: 'One more',
    kind: draw.oneOf(['CARD', 'TEMPORARY_CARD']),
    productionChannel: 'BUREAU',
    ...drawOption(draw),
  }),
  'CARD_PROGRAM update': (draw) => ({ ...drawOption(draw), ...drawOption(draw) }),
  'KIOSK register': (draw) => ({ id: `kiosk-${draw.below(9)}`, branch: 'Annexe', status: drawStatus(draw) }),
  'KIOSK update': (draw) =>
    draw.often(1, 3) ? { branch: draw.oneOf(['Hall', 'Yard']) } : { status: drawStatus(draw) },
};

function drawProgram(draw: Draw, world: World, { tenantId, kind }: { tenantId: string; kind: string }): string {
  return draw.oneOf(world.ofKind(tenantId, 'CARD_PROGRAM').filter(({ programKind }) => programKind === kind)).id;
}

function drawAssignment(draw: Draw, world: World, { tenantId, thing }: InputAim): GivenInput {
  const cards = world.ofKind(tenantId, 'CARD');
  const active = cards.filter(({ state }) => state === 'ACTIVE');
  const inactive = cards.filter(({ state }) => state === 'INACTIVE');
  const replaceable = inactive.length > 0 && draw.often(1, 6) ? inactive : active;
  const [replaced] = replaceable.length > 0 && draw.often(3, 4) ? [draw.oneOf(replaceable)] : [];
  const longest = thing === null ? 14 : world.optionsOf(thing).validityDays;
  const days = 1 + draw.below(longest);
  const holderId = draw.oneOf(HOLDERS);
  return {
    holderId: replaced !== undefined && draw.often(5, 6) ? (replaced.holderId ?? holderId) : holderId,
    validUntil: draw.often(1, 2) ? null : new Date(world.now + days * DAY),
    replacesCardId: replaced?.id ?? null,
  };
}

function drawStart(draw: Draw, world: World, { tenantId, viewer }: InputAim): GivenInput {
  const kiosks = world.ofKind(tenantId, 'KIOSK');
  const ready = kiosks.filter(isReady);
  const needsKiosk = viewer.roles.includes('OPERATOR');
  if (!needsKiosk && draw.often(1, 2)) return draw.often(1, 2) ? {} : { kioskId: null };
  if (draw.often(1, 20)) return { kioskId: 'unknown' };
  return { kioskId: draw.oneOf(ready.length > 0 && draw.often(4, 5) ? ready : kiosks).id };
}

function isReady({ branch, status }: Thing): boolean {
  return branch !== null && status === 'READY';
}

function drawOption(draw: Draw): GivenInput {
  const isSo = draw.often(1, 2);
  return draw.oneOf<GivenInput>([
    { approvalRequired: isSo },
    { queueOrders: isSo },
    { multipleOrdersPerHolder: isSo },
    { multipleActivePerHolder: isSo },
    { fourEyes: isSo },
    { issuesCertificates: isSo },
    { validityDays: 10 + draw.below(20) },
    { productionChannel: draw.oneOf(['KIOSK', 'BUREAU', 'SIMULATED']) },
  ]);
}

function drawStatus(draw: Draw): string {
  return draw.oneOf(['READY', 'READY', 'NOT_READY', 'OFFLINE']);
}

function hyphenated(contractId: string): string {
  return `${contractId.slice(0, 2)}-${contractId.slice(2, 5)}-${contractId.slice(5)}`.toLowerCase();
}
