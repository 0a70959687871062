import type { CommandRule, Effect, Lifecycle, Lifecycles, TransitionRow } from './rule.js';
import type { LifecycleSubject } from './subject.js';
import { isCreation, targetsOf } from './define-lifecycle.js';

/** Thrown when lifecycles do not fit together; lists all faults at once. */
export class LifecycleDefinitionError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The lifecycles have ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n- ${faults.join('\n- ')}`);
  }
}

/**
 * Puts lifecycles together, by kind. Throws {@link LifecycleDefinitionError} with all faults: unknown states, unreachable
 * states, a way out of a terminal state, rows without a role, two rows from one state, unknown or circular effects.
 */
export function validateLifecycles(lifecycles: readonly Lifecycle<LifecycleSubject>[]): Lifecycles {
  const byKind: Lifecycles = new Map(lifecycles.map((lifecycle) => [lifecycle.kind, lifecycle]));
  const ofEach = lifecycles.flatMap((lifecycle) => faultsOf(lifecycle, byKind));
  const faults = [...findRepeatedKinds(lifecycles), ...ofEach, ...findCycles(byKind)];
  if (faults.length > 0) throw new LifecycleDefinitionError(faults);
  return byKind;
}

function faultsOf(lifecycle: Lifecycle<LifecycleSubject>, byKind: Lifecycles): string[] {
  const commands = Object.entries(lifecycle.commands);
  const perCommand = commands.flatMap(([name, rule]) => {
    const rows = rule.rows.flatMap((row) => rowFaults(lifecycle, row));
    const effects = rule.rows.flatMap((row) => row.effects ?? []);
    return [...rows, ...ruleFaults(rule), ...effectFaults(effects, byKind)].map(
      (fault) => `${lifecycle.kind}.${name}: ${fault}`,
    );
  });
  const entering = effectFaults(
    Object.values(lifecycle.onEntering ?? {}).flatMap((effects) => effects ?? []),
    byKind,
  );
  return [
    ...perCommand,
    ...[...unknownStates(lifecycle), ...entering, ...unreachable(lifecycle)].map(
      (fault) => `${lifecycle.kind}: ${fault}`,
    ),
  ];
}

function rowFaults(lifecycle: Lifecycle<LifecycleSubject>, row: TransitionRow<LifecycleSubject>): string[] {
  const faults: string[] = [];
  const sources = typeof row.from === 'string' ? [] : row.from;
  const isUnknown = (state: string) => !(state in lifecycle.states);
  for (const state of [...sources, ...targetsOf(row)].filter(isUnknown)) faults.push(`unknown state ${state}`);
  if (row.by.length === 0) faults.push('a row without a role');
  if (row.to !== 'SAME' && row.from === 'ANY') faults.push('a way out of every state, terminal ones included');
  for (const state of sources.filter((each) => lifecycle.terminal.includes(each)))
    faults.push(`a way out of the terminal state ${state}`);
  if (typeof row.to !== 'string' && row.to.at(-1)?.when !== undefined)
    faults.push('the last choice of its target has a condition');
  if (row.from === 'NOTHING' && !targetsOf(row).includes(lifecycle.initial))
    faults.push('a creation that does not lead to the initial state');
  return faults;
}

function ruleFaults(rule: CommandRule<LifecycleSubject>): string[] {
  const faults: string[] = [];
  const sources = rule.rows.flatMap((row) => (typeof row.from === 'string' ? [row.from] : [...row.from]));
  for (const state of new Set(sources.filter((each, index) => sources.indexOf(each) !== index)))
    faults.push(`two rows from ${state}`);
  if (rule.reasonRequired === true && (rule.reasons ?? []).length === 0)
    faults.push('a mandatory reason without a list of reasons');
  if (isCreation(rule) && rule.rows.length > 1) faults.push('a creation with further rows');
  return faults;
}

function effectFaults(effects: readonly Effect<LifecycleSubject>[], byKind: Lifecycles): string[] {
  const isUnknown = ({ kind, command }: Effect<LifecycleSubject>) => byKind.get(kind)?.commands[command] === undefined;
  return effects.filter(isUnknown).map(({ kind, command }) => `an effect on ${kind} by the unknown command ${command}`);
}

/** Kinds that stand twice; each of their lifecycles would hide the other. */
function findRepeatedKinds(lifecycles: readonly Lifecycle<LifecycleSubject>[]): string[] {
  const kinds = lifecycles.map(({ kind }) => kind);
  const repeated = kinds.filter((kind, index) => kinds.indexOf(kind) !== index);
  return [...new Set(repeated)].map((kind) => `${kind}: two lifecycles of this kind`);
}

/** States that are named outside the rows but do not exist. */
function unknownStates({ states, initial, terminal, onEntering = {} }: Lifecycle<LifecycleSubject>): string[] {
  const named = [
    { state: initial, as: 'unknown initial state' },
    ...terminal.map((state) => ({ state, as: 'unknown terminal state' })),
    ...Object.keys(onEntering).map((state) => ({ state, as: 'an effect of entering the unknown state' })),
  ];
  return named.filter(({ state }) => !(state in states)).map(({ state, as }) => `${as} ${state}`);
}

function unreachable(lifecycle: Lifecycle<LifecycleSubject>): string[] {
  const reached = new Set<string>([lifecycle.initial]);
  const rows = Object.values(lifecycle.commands).flatMap((rule) => rule.rows);
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    const open = rows.filter((row) => typeof row.from !== 'string' && row.from.some((state) => reached.has(state)));
    for (const state of open.flatMap((row) => targetsOf(row))) reached.add(state);
  }
  const states = Object.keys(lifecycle.states).filter((state) => !reached.has(state));
  return states.map((state) => `the state ${state} is unreachable`);
}

/** Effects of a command, those of entering any of its targets included, as `KIND.command`. */
function effectTargets(lifecycle: Lifecycle<LifecycleSubject>, rule: CommandRule<LifecycleSubject>): string[] {
  const entered = rule.rows.flatMap(targetsOf).flatMap((state) => lifecycle.onEntering?.[state] ?? []);
  return [...rule.rows.flatMap((row) => row.effects ?? []), ...entered].map(
    ({ kind, command }) => `${kind}.${command}`,
  );
}

function findCycles(byKind: Lifecycles): string[] {
  const edges = new Map<string, string[]>();
  for (const lifecycle of byKind.values()) {
    for (const [name, rule] of Object.entries(lifecycle.commands))
      edges.set(`${lifecycle.kind}.${name}`, effectTargets(lifecycle, rule));
  }
  const leadsTo = (from: string, goal: string, seen: Set<string>): boolean =>
    (edges.get(from) ?? []).some((next) => next === goal || (!seen.has(next) && leadsTo(next, goal, seen.add(next))));
  return [...edges.keys()]
    .filter((command) => leadsTo(command, command, new Set()))
    .map((command) => `${command} is an effect of itself`);
}
