import type { Viewer } from '@tessera/lifecycle';
import type { Draw } from './draw.js';
import type { ModelCommand } from './model-command.js';
import type { Kind, Thing } from './thing.js';
import type { World } from './world.js';
import { wordsOf } from './input-rules.js';
import { duesOf } from './model-timers.js';
import { peopleOf } from './people.js';
import { drawInput } from './plausible-input.js';
import { isForCallers, rowFrom, RULES, rowsOf } from './rules.js';
import { rolesOn } from './sight.js';

/** What a command is drawn for. */
export interface Aim {
  readonly tenantId: string;
  readonly kind: Kind;
  readonly command: string;
  /** Null where the command creates its subject. */
  readonly thing: Thing | null;
}

/** How likely a command is drawn, where it is not 6: likelier what leads on, less likely what ends or changes nothing. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'CARD_PROGRAM update': 2,
  'KIOSK update': 2,
  'CHARGE_CARD reveal': 2,
  'CARD reject': 4,
  'CARD abort': 4,
  'CARD approve': 10,
  'CARD repeat': 20,
  'CARD activate': 15,
  'CARD reactivate': 10,
  'CARD lock': 3,
  'TEMPORARY_CARD abort': 30,
  'TEMPORARY_CARD initialize': 15,
  'TEMPORARY_CARD assign': 15,
  'TEMPORARY_CARD withdraw': 12,
  'TEMPORARY_CARD extend': 12,
  'TEMPORARY_CARD lock': 2,
  'PRODUCTION_OPERATION ready': 15,
  'PRODUCTION_OPERATION start': 25,
  'PRODUCTION_OPERATION complete': 15,
  'PRODUCTION_OPERATION refuse': 5,
  'PRODUCTION_OPERATION fail': 5,
  'PRODUCTION_OPERATION cancel': 2,
  'CHARGE_CARD scheduleDeactivation': 10,
  'CHARGE_CARD acceptTerms': 12,
  'CHARGE_CARD unblock': 12,
  'CHARGE_CARD resume': 12,
  'CHARGE_CARD deactivate': 3,
  'CHARGE_CARD cancelDeactivation': 12,
};

/** States that little leads out of. */
const ENDED = ['ABORTED', 'REJECTED', 'FAILED', 'EXPIRED', 'LOCKED', 'DEACTIVATED'];

/** How many subjects with a future are enough, so that they get further and do not only become more. */
const ENOUGH = 4;

/** What a walk is mostly about: another kind is drawn a fifth as often. */
const FOCUSES: readonly (readonly Kind[])[] = [
  ['CARD', 'PRODUCTION_OPERATION'],
  ['CARD', 'TEMPORARY_CARD', 'PRODUCTION_OPERATION'],
  ['CHARGE_CARD'],
  Object.keys(RULES) as Kind[],
];

/** A command that may well be accepted in the tenant as it stands; often one where several rules meet. The focus is any whole number. */
export function drawPlausible(draw: Draw, world: World, { tenantId, focus }: Region): ModelCommand {
  const all = world.things.filter((thing) => thing.tenantId === tenantId);
  const some = draw.oneOf([
    all,
    all,
    all.filter((thing) => isLate(world, thing)),
    all.filter((thing) => isPaired(all, thing)),
  ]);
  const among = choicesAmong(some, focus).filter(({ things }) => some === all || things[0] !== null);
  const { kind, command, things } = draw.byWeight(among.length > 0 ? among : choicesAmong(all, focus));
  return drawCommand(draw, world, { tenantId, kind, command, thing: draw.oneOf(things) });
}

/** Whether a timer of the subject has not fired though it is past due. */
function isLate({ now }: World, thing: Thing): boolean {
  return duesOf(thing).some(({ at }) => at <= now);
}

/** Whether it stands in for a card, or is that card or another of the same holder and program. */
function isPaired(all: readonly Thing[], thing: Thing): boolean {
  return all.some(({ id, replaces }) => {
    if (replaces === null) return false;
    return id === thing.id || (replaces.holderId === thing.holderId && replaces.programId === thing.programId);
  });
}

/** Where a command is drawn, and what the walk is mostly about. */
interface Region {
  readonly tenantId: string;
  readonly focus: number;
}

function choicesAmong(all: readonly Thing[], focus: number): Choice[] {
  const kinds = Object.keys(RULES) as Kind[];
  const inFocus = FOCUSES[focus % FOCUSES.length] ?? kinds;
  return kinds.flatMap((kind) => {
    const ofKind = all.filter((thing) => thing.kind === kind);
    return Object.keys(RULES[kind]).flatMap((command) => {
      const things = fittingThings(ofKind, kind, command);
      const isCreation = things[0] === null;
      if (things.length === 0) return [];
      const usual = isCreation ? weightOfCreation(ofKind) : (WEIGHTS[`${kind} ${command}`] ?? 6);
      return [{ kind, command, things, weight: usual * (inFocus.includes(kind) ? 5 : 1) }];
    });
  });
}

/** A command and the subjects that it may be given to; null stands for a new one. */
interface Choice {
  readonly kind: Kind;
  readonly command: string;
  readonly things: readonly (Thing | null)[];
  readonly weight: number;
}

function weightOfCreation(all: readonly Thing[]): number {
  const living = all.filter(({ state }) => !ENDED.includes(state));
  return living.length < ENOUGH ? 10 : 1;
}

/** Draws who gives a command, and with which input, reason and comment: such as fit, if there are any. */
export function drawCommand(draw: Draw, world: World, aim: Aim): ModelCommand {
  const { kind, command, thing } = aim;
  const viewer = drawViewer(draw, world, aim);
  const { reasons, needsReason, needsComment } = wordsOf(aim);
  const hasReason = reasons.length > 0 && (needsReason || draw.often(1, 2));
  const reason = hasReason ? draw.oneOf(reasons) : null;
  const needsWords = needsComment || reason === 'OTHER' || (command === 'repeat' && draw.often(1, 2));
  return {
    kind,
    command,
    subjectId: thing?.id ?? null,
    viewer,
    input: drawInput(draw, world, { ...aim, viewer }),
    count: kind === 'TEMPORARY_CARD' && thing === null ? 1 + draw.below(draw.often(1, 9) ? 9 : 2) : 1,
    reason,
    comment: needsWords || draw.often(1, 4) ? 'as agreed' : null,
    expectedVersion: thing !== null && draw.often(1, 4) ? thing.version : null,
    idempotencyKey: null,
    isDryRun: false,
  };
}

/** Somebody who may give the command; often whoever requested the card, which is what some rules ask. */
function drawViewer(draw: Draw, world: World, aim: Aim): Viewer {
  const people = peopleOf(aim.tenantId);
  const fitting = people.filter((viewer) => mayGive(world, viewer, aim));
  const requester = fitting.filter(({ id }) => id === aim.thing?.requestedBy);
  if (requester.length > 0 && draw.often(1, 2)) return draw.oneOf(requester);
  return draw.oneOf(fitting.length > 0 ? fitting : people);
}

/** The subjects that callers may give the command to; null stands for a new one. */
function fittingThings(all: readonly Thing[], kind: Kind, command: string): readonly (Thing | null)[] {
  const rows = rowsOf(kind, command).filter(isForCallers);
  if (rows.some(({ from }) => from === null)) return [null];
  if (rows.length === 0) return [];
  return all.filter((thing) => {
    const isIdle = command === 'cancelDeactivation' && thing.deactivatesAt === null;
    return !isIdle && rows.some((row) => row === rowFrom(thing, command));
  });
}

function mayGive(world: World, viewer: Viewer, { kind, command, thing }: Aim): boolean {
  const row = thing === null ? rowsOf(kind, command)[0] : rowFrom(thing, command);
  const asking = { kind, command, viewer, input: { contractId: thing?.contractId ?? '' } };
  const roles = thing === null ? viewer.roles : rolesOn(world, asking, thing);
  return row?.who.some((role) => roles.includes(role)) ?? false;
}
