import type { Lifecycle } from '../engine/rule.js';
import type { LifecycleSubject, ReadScope } from '../engine/subject.js';
import type { Role } from '../roles.js';
import { toMermaid } from '../engine/to-mermaid.js';
import { CALLER_ROLES } from '../roles.js';
import { describeCommand, describeCommands } from './command-section.js';
import { blocks, codes, table } from './markdown.js';

type AnyLifecycle = Lifecycle<LifecycleSubject>;

const SCOPE_WORDS: Readonly<Record<ReadScope, string>> = {
  TENANT: 'all of their tenant',
  HOLDER: 'those they hold',
  ACCOUNT: 'those of their accounts',
  ORDERED: 'those that a production operation was opened for',
};

/** One lifecycle in Markdown: diagram, states, commands, timers and readers. */
export function describeLifecycle(lifecycle: AnyLifecycle): string {
  const sections = Object.entries(lifecycle.commands).map(([name, rule]) => describeCommand(lifecycle, name, rule));
  return blocks(
    `## ${lifecycle.type}`,
    lifecycle.means,
    ...describeCourse(lifecycle),
    `### Commands of ${lifecycle.type}`,
    describeCommands(lifecycle),
    ...sections,
    ...(Object.keys(lifecycle.timers).length === 0
      ? []
      : [`### Timers of ${lifecycle.type}`, describeTimers(lifecycle)]),
    `### Who reads ${lifecycle.type}`,
    describeReaders(lifecycle),
  );
}

/** Diagram and states; configuration has none worth telling. */
function describeCourse(lifecycle: AnyLifecycle): string[] {
  if (lifecycle.isConfiguration === true)
    return ['Configuration: versions, but no states. A change affects future commands only.'];
  return [
    `\`\`\`mermaid\n${toMermaid(lifecycle)}\n\`\`\``,
    `### States of ${lifecycle.type}`,
    describeStates(lifecycle),
  ];
}

function describeStates({ states, initial, terminal }: AnyLifecycle): string {
  const rows = Object.entries(states).map(([state, means]) => [
    codes([state]),
    means,
    [...(state === initial ? ['start'] : []), ...(terminal.includes(state) ? ['terminal'] : [])].join(', '),
  ]);
  return table(['state', 'meaning', 'kind'], rows);
}

function describeTimers({ timers }: AnyLifecycle): string {
  const rows = Object.entries(timers).map(([name, { means, blocksWhenOverdue }]) => [
    codes([name]),
    means,
    blocksWhenOverdue === true ? 'wait for it (`OVERDUE`)' : 'go on',
  ]);
  return table(['timer', 'when', 'while it is past due, callers'], rows);
}

function describeReaders({ readers }: AnyLifecycle): string {
  const rows = CALLER_ROLES.map((role: Role) => {
    const rule = readers[role];
    return [codes([role]), rule === undefined ? 'none' : SCOPE_WORDS[rule.scope], rule?.events === true ? 'yes' : 'no'];
  });
  return table(['role', 'reads', 'with their events'], rows);
}
