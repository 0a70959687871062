import type { Role } from '../roles.js';
import type { CommandRule, Lifecycle, TransitionRow } from './rule.js';
import type { LifecycleSubject } from './subject.js';
import { commandConstant } from './rule.js';

/** Defines a lifecycle; its faults are found when all of them are put together, by `validateLifecycles`. */
export function defineLifecycle<S extends LifecycleSubject>(lifecycle: Lifecycle<S>): Lifecycle<S> {
  return lifecycle;
}

/** The states a row can lead to; of a self-row none. */
export function targetsOf<S extends LifecycleSubject>(row: TransitionRow<S>): readonly S['state'][] {
  if (row.to === 'SAME') return [];
  return typeof row.to === 'string' ? [row.to] : row.to.map((choice) => choice.to);
}

/** Whether the command has a row that a caller may use. */
export function isCallersCommand(rule: CommandRule<LifecycleSubject>): boolean {
  return callerRoles(rule).length > 0;
}

/** The commands that may remove comments from earlier events, as constants. */
export function erasingCommands(lifecycle: Lifecycle<LifecycleSubject>): readonly string[] {
  return Object.entries(lifecycle.commands)
    .filter(([, rule]) => rule.rows.some((row) => row.erases !== undefined))
    .map(([name]) => commandConstant(name));
}

/** Whether the command creates its subject. */
export function isCreation(rule: CommandRule<LifecycleSubject>): boolean {
  return rule.rows.some((row) => row.from === 'NOTHING');
}

/** All roles but SYSTEM that some row of the command is open to, in the rows' order. */
export function callerRoles(rule: CommandRule<LifecycleSubject>): readonly Role[] {
  const known = rolesByRule.get(rule);
  if (known !== undefined) return known;
  const roles = [...new Set(rule.rows.flatMap((row) => row.by))].filter((role) => role !== 'SYSTEM');
  rolesByRule.set(rule, roles);
  return roles;
}

/** A rule never changes, and is asked with every command. */
const rolesByRule = new WeakMap<CommandRule<LifecycleSubject>, readonly Role[]>();

/** The row of the command that leads out of the state. */
export function rowFrom(
  rule: CommandRule<LifecycleSubject>,
  state: string,
): TransitionRow<LifecycleSubject> | undefined {
  return rule.rows.find((row) => row.from === 'ANY' || (row.from !== 'NOTHING' && row.from.includes(state)));
}

/** The callers' commands with a row from the state, for any role, as constants. */
export function commandsFrom(lifecycle: Lifecycle<LifecycleSubject>, state: string): readonly string[] {
  return Object.entries(lifecycle.commands)
    .filter(([, rule]) => rowFrom(rule, state)?.by.some((role) => role !== 'SYSTEM'))
    .map(([name]) => commandConstant(name));
}

/** The name of the mutation that issues the command: command + type unless the rule says otherwise. */
export function mutationName(lifecycle: Lifecycle<LifecycleSubject>, command: string): string {
  return lifecycle.commands[command]?.mutation ?? `${command}${lifecycle.mutationSuffix ?? lifecycle.type}`;
}
