import type { CommandRule, Lifecycle, LifecycleSubject, TransitionRow } from '@tessera/lifecycle';
import type { LifecycleCommandType, LifecycleTransitionType } from './lifecycle.type.js';
import type { Plain } from './plain.js';
import type { RequestContext } from './request-context.js';
import { commandConstant, isCallersCommand, mutationName, targetsOf, toMermaid } from '@tessera/lifecycle';
import { Ctx, Query, Resolver } from 'type-graphql';
import { Access } from './access.js';
import { LifecycleType } from './lifecycle.type.js';

/** Responsible for showing the lifecycles' tables as data. Talks to nobody: the tables are the same for everybody. */
@Resolver()
export class LifecycleResolver {
  @Access({ by: 'TENANT' })
  @Query(() => [LifecycleType], { description: 'The rules: every lifecycle’s table, as data.' })
  lifecycles(@Ctx() { services }: RequestContext): Plain<LifecycleType>[] {
    const withStates = [...services.lifecycles.values()].filter(({ isConfiguration }) => isConfiguration !== true);
    return withStates.map(describeLifecycle);
  }
}

function describeLifecycle(lifecycle: Lifecycle<LifecycleSubject>): Plain<LifecycleType> {
  const { kind, means, states, initial, terminal, commands } = lifecycle;
  return {
    kind,
    description: means,
    states: Object.entries(states).map(([name, description]) => ({
      name,
      description,
      isTerminal: terminal.includes(name),
    })),
    initial,
    terminal,
    commands: Object.entries(commands).map(([command, rule]) => describeCommand(lifecycle, command, rule)),
    mermaid: toMermaid(lifecycle),
  };
}

function describeCommand(
  lifecycle: Lifecycle<LifecycleSubject>,
  command: string,
  rule: CommandRule<LifecycleSubject>,
): Plain<LifecycleCommandType> {
  return {
    name: commandConstant(command),
    description: rule.means,
    mutation: isCallersCommand(rule) ? mutationName(lifecycle, command) : null,
    reasons: rule.reasons ?? [],
    reasonRequired: rule.reasonRequired ?? false,
    commentRequired: rule.commentRequired ?? false,
    apiOnly: rule.apiOnly ?? false,
    transitions: rule.rows.map((row) => describeRow(lifecycle, row)),
  };
}

function describeRow(
  lifecycle: Lifecycle<LifecycleSubject>,
  row: TransitionRow<LifecycleSubject>,
): Plain<LifecycleTransitionType> {
  const sources = row.from === 'NOTHING' ? [] : row.from === 'ANY' ? Object.keys(lifecycle.states) : row.from;
  return { from: sources, to: targetsOf(row), roles: row.by, guards: (row.guards ?? []).map(({ means }) => means) };
}
