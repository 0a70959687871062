import type { GivenInput, ModelCommand } from './model-command.js';
import type { Thing } from './thing.js';
import type { World } from './world.js';
import type { Draw } from './draw.js';
import { drawCommand, drawPlausible } from './plausible-command.js';
import { peopleOf } from './people.js';
import { spoil } from './spoil.js';
import { DAY, HOUR, SECOND } from './world.js';

/** How time passes before a command. */
export interface Pause {
  readonly ms: number;
  /** Whether what is due by then is fired; otherwise it stays overdue. */
  readonly isFired: boolean;
}

/** Steps in which little time passes. */
const EARLY = 20;

/** The two tenants of a walk, and what was sent before. */
export interface WalkSoFar {
  readonly world: World;
  readonly tenantIds: readonly [string, string];
  readonly sent: readonly ModelCommand[];
  /** What it is mostly about. */
  readonly focus: number;
}

/**
 * Draws how time passes before a step: at first little, so that there is something for which it can be too late. Every pause is longer
 * than batch sync takes, and none ends on a full minute, so that no two moments ever fall together by chance.
 */
export function drawPause(draw: Draw, step: number): Pause {
  const times = step < EARLY ? 1 : 4;
  const { ms, often } = draw.byWeight([
    { weight: 54, ms: 0, often: 0 },
    { weight: 26, ms: (6 + draw.below(20)) * SECOND, often: 3 },
    { weight: 8, ms: HOUR * (1 + draw.below(30)) + 7 * SECOND, often: 2 },
    { weight: 3 * times, ms: DAY * (1 + draw.below(4)) + 11 * SECOND, often: 2 },
    { weight: 2 * times, ms: DAY * (5 + draw.below(11)) + 13 * SECOND, often: 2 },
    { weight: times - 1, ms: DAY * (16 + draw.below(46)) + 17 * SECOND, often: 2 },
  ]);
  return { ms, isFired: draw.often(often, 4) };
}

/** Draws a command: three of four are such as may be accepted, some repeat what was sent or reported before. */
export function drawCommandOf(draw: Draw, soFar: WalkSoFar): ModelCommand {
  const { world, tenantIds, sent, focus } = soFar;
  const tenantId = tenantIds[draw.often(1, 8) ? 1 : 0];
  if (sent.length > 0 && draw.often(1, 12)) return repeat(draw, sent);
  const plausible =
    (draw.often(1, 14) ? drawLateReport(draw, world, tenantId) : null) ??
    drawPlausible(draw, world, { tenantId, focus });
  const isDoubtful = draw.often(1, 4);
  const once = isDoubtful ? spoil(draw, world, plausible) : plausible;
  const twice = isDoubtful && draw.often(1, 3) ? spoil(draw, world, once) : once;
  // A look at a credential takes neither.
  if (twice.command === 'reveal') return twice;
  return { ...twice, idempotencyKey: draw.often(1, 4) ? `key-${draw.below(4)}` : null, isDryRun: draw.often(1, 14) };
}

/** A report on an operation that may know it already; null where there is no operation. */
function drawLateReport(draw: Draw, world: World, tenantId: string): ModelCommand | null {
  const operations = world.ofKind(tenantId, 'PRODUCTION_OPERATION').filter(({ state }) => state !== 'REQUESTED');
  if (operations.length === 0) return null;
  const thing = draw.oneOf(operations);
  const command = draw.oneOf(['ready', 'start', 'start', 'complete', 'refuse', 'fail']);
  const report = drawCommand(draw, world, { tenantId, kind: thing.kind, command, thing });
  const viewer = draw.oneOf(peopleOf(tenantId).filter(({ roles }) => roles.includes('PRODUCER')));
  const isSame = draw.often(2, 3);
  return { ...report, viewer, input: isSame ? inputOfReport(command, thing) : report.input };
}

function inputOfReport(command: string, { kioskId, errorCode }: Thing): GivenInput {
  if (command === 'start') return { kioskId };
  return command === 'refuse' || command === 'fail' ? { errorCode } : {};
}

/** What was sent before once more, or almost: as a dry run, as another name, with another comment. */
function repeat(draw: Draw, sent: readonly ModelCommand[]): ModelCommand {
  const withKey = sent.filter(({ idempotencyKey }) => idempotencyKey !== null);
  const command = draw.oneOf(withKey.length > 0 && draw.often(3, 4) ? withKey : sent);
  if (draw.often(1, 2)) return command;
  if ('name' in command.input) return { ...command, input: { ...command.input, name: 'Another' } };
  const isDryRun = command.command !== 'reveal' && draw.often(1, 3);
  return { ...command, comment: 'on second thoughts', isDryRun };
}
