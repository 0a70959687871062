import type { Change, Decision, InputIssueCode, Refusal, TransitionRequest } from '@tessera/lifecycle';
import { checkInput, LIFECYCLES } from '@tessera/lifecycle';

/** The changes of an accepted decision, the commanded subject’s first. Throws for any other. */
export function changesOf(decision: Decision): readonly [Change, ...Change[]] {
  if (decision.type !== 'ACCEPTED') throw new Error(`Not accepted: ${JSON.stringify(decision)}`);
  return decision.changes;
}

/** The refusal of a refused decision. Throws for any other. */
export function refusalOf(decision: Decision): Refusal {
  if (decision.type !== 'REFUSED') throw new Error(`Not refused but ${decision.type}`);
  return decision.refusal;
}

/** The fields that a change sets, the version and the times of every change left aside. */
export function changedFields({ before, after }: Change): Readonly<Record<string, unknown>> {
  const changed = Object.entries(after).filter(
    ([field, value]) => before === null || Reflect.get(before, field) !== value,
  );
  return Object.fromEntries(changed.filter(([field]) => !['version', 'updatedAt', 'stateSince'].includes(field)));
}

/** The faults of a command’s input, told from the input and the roles alone: each with its field and what is wrong. */
export function issuesOf(request: TransitionRequest): readonly (readonly [field: string, code: InputIssueCode])[] {
  const rule = LIFECYCLES.get(request.kind)?.commands[request.command];
  if (rule === undefined) throw new Error(`No command ${request.command} of ${request.kind}`);
  return (checkInput(rule, request)?.issues ?? []).map(({ path, code }) => [path.slice(1).join('.'), code]);
}
