import type { ReasonCode } from '@tessera/lifecycle';
import type { Draw } from './draw.js';
import type { GivenInput, ModelCommand } from './model-command.js';
import type { World } from './world.js';
import { REASONS } from '@tessera/lifecycle';
import { PRODUCTION_CODES, REQUEST_CODES } from './error-codes.js';
import { peopleOf } from './people.js';
import { drawInput } from './plausible-input.js';
import { RULES } from './rules.js';
import { DAY } from './world.js';

type Spoil = (draw: Draw, world: World, command: ModelCommand) => ModelCommand;

/** Makes one thing about a command doubtful, whatever it is; it may turn out right all the same. */
export function spoil(draw: Draw, world: World, command: ModelCommand): ModelCommand {
  return draw.oneOf(SPOILS)(draw, world, command);
}

const REASON_CODES = Object.keys(REASONS) as ReasonCode[];

const SPOILS: readonly Spoil[] = [
  byAnybody,
  byAnybody,
  onAnything,
  onAnything,
  withAnyCommand,
  withAnyCommand,
  (draw, _, command) => {
    const { expectedVersion, subjectId } = command;
    return subjectId === null ? command : { ...command, expectedVersion: (expectedVersion ?? 2) + draw.oneOf([-1, 1]) };
  },
  (draw, _, command) => ({ ...command, reason: draw.often(1, 3) ? null : draw.oneOf(REASON_CODES) }),
  (draw, _, command) => ({ ...command, comment: draw.oneOf([null, 'x'.repeat(500), 'x'.repeat(501)]) }),
  withDoubtfulInput,
  withDoubtfulInput,
  withDoubtfulInput,
];

function byAnybody(draw: Draw, world: World, command: ModelCommand): ModelCommand {
  const tenants = [...new Set(world.things.map(({ tenantId }) => tenantId))];
  const own = command.viewer.tenantId;
  return { ...command, viewer: draw.oneOf(peopleOf(draw.often(2, 3) ? own : draw.oneOf(tenants))) };
}

function onAnything(draw: Draw, world: World, command: ModelCommand): ModelCommand {
  if (command.subjectId === null) return command;
  const ids = world.things.filter(({ kind }) => kind === command.kind).map(({ id }) => id);
  return { ...command, subjectId: draw.often(1, 9) ? 'unknown' : draw.oneOf(ids), expectedVersion: null };
}

/** Any command of the kind on a subject that is there, also those that only the system gives. */
function withAnyCommand(draw: Draw, world: World, before: ModelCommand): ModelCommand {
  const { kind, subjectId, viewer } = before;
  if (subjectId === null) return before;
  const { tenantId } = viewer;
  const thing = world.find(tenantId, kind, subjectId) ?? null;
  const names = Object.entries(RULES[kind]).flatMap(([name, rows]) =>
    rows.every(({ from }) => from !== null) ? name : [],
  );
  const command = draw.oneOf(names);
  return { ...before, command, input: drawInput(draw, world, { tenantId, kind, command, thing, viewer }) };
}

function withDoubtfulInput(draw: Draw, world: World, command: ModelCommand): ModelCommand {
  const doubtful = DOUBTFUL[`${command.kind} ${command.command}`]?.(draw, world, command);
  return doubtful === undefined ? command : { ...command, input: { ...command.input, ...doubtful } };
}

const DOUBTFUL: Readonly<Record<string, (draw: Draw, world: World, command: ModelCommand) => GivenInput>> = {
  'CARD register': (draw, world) =>
    draw.oneOf<GivenInput>([
      { programId: anyProgram(draw, world) },
      { embossedName: draw.oneOf(['', 'X'.repeat(22), 'X'.repeat(23)]) },
    ]),
  'TEMPORARY_CARD request': (draw, world) => ({ programId: anyProgram(draw, world) }),
  'TEMPORARY_CARD assign': (draw, world) =>
    draw.oneOf<GivenInput>([
      { validUntil: new Date(world.now + DAY * draw.oneOf([-1, 0, 13, 14, 15, 90])) },
      { replacesCardId: anyCard(draw, world) },
      { replacesCardId: anyCard(draw, world) },
    ]),
  'TEMPORARY_CARD extend': (draw, { now }) => ({ validUntil: new Date(now + DAY * draw.oneOf([-1, 1, 14, 15, 90])) }),
  'CHARGE_CARD import': (draw) =>
    draw.oneOf<GivenInput>([
      { rfid: draw.oneOf(['04A2B3', '04A2B310F', '04A2B3G0', '', '0102030405060708090A', '0102030405060708090A0B']) },
      { contractId: draw.oneOf(['DE8AAC000000', 'D-8AA-C00000001', 'DE-8AA-000000012', 'de8aa00000001', '']) },
    ]),
  'CHARGE_CARD activate': (draw) =>
    draw.oneOf<GivenInput>([
      { contractId: `DE8AAC0000000${draw.below(6)}` },
      { contractId: 'not a contract' },
      { accountId: draw.oneOf(['account-1', 'account-2', 'account-3', 'account-4']) },
    ]),
  'CHARGE_CARD startActivation': () => ({ accountId: 'account-4' }),
  'CHARGE_CARD scheduleDeactivation': (draw, { now }) => ({ deactivatesAt: new Date(now - draw.below(2) * DAY) }),
  'PRODUCTION_OPERATION start': (draw, world) => ({
    kioskId: draw.oneOf([null, 'unknown', ...world.things.filter(({ kind }) => kind === 'KIOSK').map(({ id }) => id)]),
  }),
  'PRODUCTION_OPERATION refuse': anyCode,
  'PRODUCTION_OPERATION fail': anyCode,
  'CARD_PROGRAM create': (draw) => ({ id: draw.oneOf(['program-0', 'staff', 'visitors']) }),
  'CARD_PROGRAM update': (draw) => (draw.often(1, 2) ? {} : { validityDays: 14 }),
  'KIOSK register': (draw) => ({ id: draw.oneOf(['hall', 'staff']) }),
  'KIOSK update': (draw) => (draw.often(1, 2) ? {} : { branch: null }),
};

function anyCode(draw: Draw): GivenInput {
  return { errorCode: draw.oneOf([...REQUEST_CODES, ...PRODUCTION_CODES, 'NO_SUCH_CODE', null]) };
}

function anyProgram(draw: Draw, world: World): string {
  return draw.oneOf(['unknown', ...world.things.filter(({ kind }) => kind === 'CARD_PROGRAM').map(({ id }) => id)]);
}

function anyCard(draw: Draw, world: World): string {
  return draw.oneOf(['unknown', ...world.things.filter(({ kind }) => kind === 'CARD').map(({ id }) => id)]);
}
