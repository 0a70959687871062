import type { CommandRule, Effect, InputField, Lifecycle, TransitionRow } from '../engine/rule.js';
import type { LifecycleSubject } from '../engine/subject.js';
import { MAX_COMMENT_LENGTH } from '../engine/check-input.js';
import { isCallersCommand, mutationName, targetsOf } from '../engine/define-lifecycle.js';
import { blocks, codes, list, table } from './markdown.js';

type AnyLifecycle = Lifecycle<LifecycleSubject>;
type AnyRule = CommandRule<LifecycleSubject>;
type AnyRow = TransitionRow<LifecycleSubject>;

/** All commands of a lifecycle at a glance, each linked to its section. */
export function describeCommands(lifecycle: AnyLifecycle): string {
  const rows = Object.entries(lifecycle.commands).flatMap(([command, rule]) =>
    rule.rows.map((row, index) => [
      index === 0 ? `[${command}](#${anchorOf(lifecycle, command)})` : '',
      describeSources(row),
      describeTargets(row),
      describeRoles(row),
    ]),
  );
  return table(['command', 'from', 'to', 'who'], rows);
}

/** One command with all that holds for it. */
export function describeCommand(lifecycle: AnyLifecycle, command: string, rule: AnyRule): string {
  return blocks(
    `#### ${titleOf(lifecycle, command)}`,
    rule.means,
    list([
      `Mutation: ${isCallersCommand(rule) ? codes([mutationName(lifecycle, command)]) : 'none; only the system issues it.'}`,
      ...describeDemands(rule),
      ...describeExceptions(rule),
      ...rule.rows.flatMap((row) => describeRow(lifecycle, row, rule.rows.length > 1)),
    ]),
    describeInput(rule),
  );
}

function titleOf({ type }: AnyLifecycle, command: string): string {
  return `${type}: ${command}`;
}

/** As GitHub makes anchors of headings: lower case, without punctuation, hyphens for spaces. */
function anchorOf(lifecycle: AnyLifecycle, command: string): string {
  return titleOf(lifecycle, command)
    .toLowerCase()
    .replace(/[^a-z0-9 ]/g, '')
    .replaceAll(' ', '-');
}

function describeSources({ from }: AnyRow): string {
  if (from === 'NOTHING') return 'nothing';
  return from === 'ANY' ? 'any state' : codes(from);
}

function describeTargets({ to }: AnyRow): string {
  if (to === 'SAME') return 'the same';
  if (typeof to === 'string') return codes([to]);
  return to
    .map(({ to: state, when }) => codes([state]) + (when === undefined ? '' : ` if ${codes([when.option])}`))
    .join(', else ');
}

function describeRoles({ by }: AnyRow): string {
  return by.map((role) => (role === 'SYSTEM' ? 'system' : `\`${role}\``)).join(', ');
}

function describeDemands(rule: AnyRule): string[] {
  const reasons = rule.reasons ?? [];
  const demand = rule.reasonRequired === true ? 'mandatory' : 'optional';
  const reason = reasons.length === 0 ? 'none is taken.' : `${demand}, one of ${codes(reasons)}.`;
  const other = reasons.includes('OTHER') ? '; mandatory with `OTHER`' : '';
  const comment = rule.commentRequired === true ? 'mandatory' : `optional${other}`;
  return [`Reason: ${reason}`, `Comment: ${comment}; at most ${MAX_COMMENT_LENGTH} characters.`];
}

function describeExceptions(rule: AnyRule): string[] {
  return [
    ...(rule.windowed === true ? ['Refused as `ProductionWindowExpired` once the card is older than 60 days.'] : []),
    ...(rule.evenWhenOverdue === true ? ['Accepted even while a timer of the subject is past due.'] : []),
    ...(rule.repeat === undefined ? [] : ['A repeated report is answered as done already (`replayed: true`).']),
    ...(rule.apiOnly === true ? ['Offered by the API only.'] : []),
    ...(rule.eachCallCounts === true ? ['Each call counts: takes neither `dryRun` nor `idempotencyKey`.'] : []),
  ];
}

function describeRow(lifecycle: AnyLifecycle, row: AnyRow, isOneOfSeveral: boolean): string[] {
  const where = isOneOfSeveral ? ` from ${describeSources(row)}` : '';
  const entered = targetsOf(row).flatMap((state) =>
    (lifecycle.onEntering?.[state] ?? []).map((effect) => `${describeEffect(effect)}, on entering ${codes([state])}`),
  );
  const effects = [...(row.effects ?? []).map(describeEffect), ...entered];
  return [
    ...(row.guards ?? []).map((guard) => `Guard${where}: ${guard.means}`),
    ...effects.map((effect) => `Effect${where}: ${effect}.`),
  ];
}

function describeEffect({ kind, command, means, optional }: Effect<LifecycleSubject>): string {
  return `${means} (${codes([command])} on ${codes([kind])}${optional === true ? '; left out when refused' : ''})`;
}

function describeInput({ input = {} }: AnyRule): string {
  const fields = Object.entries(input);
  if (fields.length === 0) return '';
  return table(
    ['input', 'type', 'mandatory', 'meaning'],
    fields.map(([name, field]) => [codes([name]), codes([field.type]), describeNeed(field), field.means]),
  );
}

function describeNeed({ requiredFor = [] }: InputField): string {
  if (requiredFor === 'EVERYBODY') return 'yes';
  return requiredFor.length === 0 ? 'no' : `for ${codes(requiredFor)}`;
}
