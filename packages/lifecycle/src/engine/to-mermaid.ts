import type { Lifecycle, TransitionRow } from './rule.js';
import type { LifecycleSubject } from './subject.js';

/** Draws the lifecycle as a Mermaid state diagram. Self-rows that are allowed in every state are left to the prose. */
export function toMermaid(lifecycle: Lifecycle<LifecycleSubject>): string {
  const rows = Object.entries(lifecycle.commands).flatMap(([command, rule]) =>
    rule.rows.flatMap((row) => arrows(command, row)),
  );
  const ends = lifecycle.terminal.map((state) => `${state} --> [*]`);
  return ['stateDiagram-v2', ...[...rows, ...ends].map((line) => `  ${line}`)].join('\n');
}

function arrows(command: string, row: TransitionRow<LifecycleSubject>): string[] {
  const sources = row.from === 'NOTHING' ? ['[*]'] : row.from === 'ANY' ? [] : row.from;
  return sources.flatMap((from) => targets(row, from).map(({ to, when }) => `${from} --> ${to} : ${command}${when}`));
}

function targets(row: TransitionRow<LifecycleSubject>, from: string): { to: string; when: string }[] {
  if (row.to === 'SAME') return [{ to: from, when: '' }];
  if (typeof row.to === 'string') return [{ to: row.to, when: '' }];
  return row.to.map(({ to, when }) => ({ to, when: when === undefined ? '' : ` [${when.option}]` }));
}
