import type { Act, Effect, Row } from './model-command.js';
import type { Thing } from './thing.js';
import { destination, rowFrom } from './rules.js';

/** Carries out what was decided: the subject's own change and event first, then its effects in their order. */
export function apply(act: Act, row: Row, command: string): void {
  const { world, thing, role, reason } = act;
  const from = thing.state;
  const to = destination(act, row);
  const effects = row.effects?.(act) ?? [];
  const hasComment = act.comment !== null || row.leavesOut?.(act) === true;
  if (row.from === null) world.things.push(thing);
  thing.version += 1;
  if (to !== from) enter(thing, to, world.now);
  row.change?.(act, from);
  const errorCode = act.errorCode ?? act.input.errorCode ?? null;
  world.events.push({ thing, sequence: thing.version, command, from, to, reason, errorCode, hasComment, role });
  for (const effect of effects) force(act, effect);
}

/** Carries out an effect or a timer's command, which by the rules can never be refused where it is caused. */
export function force({ world, viewer }: Pick<Act, 'world' | 'viewer'>, effect: Effect): void {
  const { thing, command, reason = null, errorCode = null } = effect;
  const row = rowFrom(thing, command);
  if (row === undefined) throw new Error(`The model cannot ${command} a ${thing.kind} that is ${thing.state}`);
  apply({ world, viewer, thing, role: 'SYSTEM', input: {}, comment: null, reason, errorCode }, row, command);
}

function enter(thing: Thing, state: string, now: number): void {
  thing.state = state;
  thing.stateSince = now;
  thing.stateChanges += 1;
}
