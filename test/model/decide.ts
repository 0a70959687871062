import type { Act, ModelCommand, Row } from './model-command.js';
import type { Thing } from './thing.js';
import type { World } from './world.js';
import { isOverdue } from './model-timers.js';
import { repeatedReport } from './production-rules.js';
import { allowedFrom, rowFrom, rowsOf } from './rules.js';
import { canSee, reaches, rolesOn } from './sight.js';
import { standing } from './world.js';

/** Commands that an overdue timer does not hold up. */
const BEFORE_TIMERS = ['lock', 'withdraw', 'deactivate', 'suspend', 'reveal'];

/** What is to be done, or the word of the first refusal that applies from SubjectNotFound on, or that of a repeated report. */
export function decide(world: World, command: ModelCommand, thing: Thing | undefined): Decided | string {
  if (thing === undefined || !isAllSeen(world, command, thing)) return 'SubjectNotFound';
  const { kind, command: name, viewer, expectedVersion } = command;
  const roles = command.subjectId === null ? viewer.roles : rolesOn(world, command, thing);
  const isOpen = ({ who }: Row) => who.some((role) => roles.includes(role));
  if (!rowsOf(kind, name).some(isOpen)) return 'TransitionNotPermitted';
  const report = kind === 'PRODUCTION_OPERATION' ? repeatedReport(command, thing, roles.includes('OPERATOR')) : null;
  if (report !== null) return report === 'replayed' ? `replayed ${standing([thing])}` : report;
  if (expectedVersion !== null && expectedVersion !== thing.version) return 'VersionConflict';
  const row = rowFrom(thing, name);
  if (row === undefined) return `TransitionNotAllowed, but ${allowedFrom(thing).sort().join(' ')}`;
  const role = row.who.find((each) => roles.includes(each));
  if (role === undefined) return 'TransitionNotPermitted';
  const { input, comment, reason } = command;
  const act = { world, thing, viewer, role, input, comment, reason, errorCode: null };
  return findGuard(act, row, name) ?? { act, row };
}

/** A command that nothing is against. */
export interface Decided {
  readonly act: Act;
  readonly row: Row;
}

/** Whether the viewer sees the subject and all that the input names. */
function isAllSeen(world: World, command: ModelCommand, thing: Thing): boolean {
  const { kind, subjectId, viewer, input } = command;
  if (subjectId === null) {
    const programId = input.programId ?? null;
    return programId === null || world.find(viewer.tenantId, 'CARD_PROGRAM', programId)?.programKind === kind;
  }
  if (!reaches(world, command, thing) || isForeignAccount(command)) return false;
  const replacesCardId = input.replacesCardId ?? null;
  if (replacesCardId === null) return true;
  const replaced = world.find(viewer.tenantId, 'CARD', replacesCardId);
  return replaced !== undefined && canSee(world, viewer, replaced);
}

function isForeignAccount({ command, viewer, input }: ModelCommand): boolean {
  const isOwners = command === 'activate' && viewer.roles.includes('ACCOUNT_OWNER');
  return isOwners && input.accountId !== undefined && !viewer.accountIds.includes(input.accountId);
}

function findGuard(act: Act, row: Row, name: string): string | null {
  if (row.isInWindow === true && act.world.isWindowOver(act.thing)) return 'ProductionWindowExpired';
  if (isOverdue(act.world, act.thing) && !BEFORE_TIMERS.includes(name)) return 'OVERDUE';
  for (const guard of row.guards ?? []) {
    const word = guard(act);
    if (word !== null) return word;
  }
  return null;
}
