import type { CommandRule, Input, InputField, LifecycleSubject, Refusal, Viewer } from '@tessera/lifecycle';
import type { ConformanceStack } from './conformance-stack.js';
import { CALLER_ROLES, LIFECYCLES, systemViewer } from '@tessera/lifecycle';
import { aViewer } from '../../support/log-stack.js';
import { HOLDER } from './conformance-stack.js';

const SYSTEM = systemViewer('acme');
const EVERYBODY = aViewer('OPERATOR', { id: HOLDER.id, roles: CALLER_ROLES, accountIds: ['northwind'] });

/** The subject of a question about its ways out. */
export interface SubjectKey {
  readonly kind: string;
  readonly id: string;
}

/**
 * Tries, in dry runs, every command of the kind on one subject, as a caller with every role and as the system; answers the commands
 * that are not refused for its state and would change that state, each with where it leads or why it is refused.
 */
export async function findWaysOut(stack: ConformanceStack, { kind, id }: SubjectKey): Promise<readonly string[]> {
  const ways: string[] = [];
  for (const [command, rule] of commandsOf(kind))
    for (const viewer of [EVERYBODY, SYSTEM]) {
      const way = await tryCommand(stack, { kind, id, command, rule, viewer });
      if (way !== null) ways.push(`${command} → ${way}`);
    }
  return ways;
}

interface Trial extends SubjectKey {
  readonly command: string;
  readonly rule: CommandRule<LifecycleSubject>;
  readonly viewer: Viewer;
}

async function tryCommand(stack: ConformanceStack, trial: Trial): Promise<string | null> {
  const { kind, id, command, rule, viewer } = trial;
  const reason = rule.reasons?.find((code) => code !== 'OTHER') ?? null;
  const given = { input: inputOf(stack, rule), reason, comment: 'Why.', dryRun: true };
  const outcome = await stack.submit({ kind, subjectId: id, command, viewer, ...given });
  switch (outcome.type) {
    case 'REFUSED':
      return isRefusedForGood(outcome.refusal) ? null : outcome.refusal.type;
    case 'DRY_RUN':
      return outcome.toState === outcome.fromState ? null : outcome.toState;
    case 'ACCEPTED':
      return outcome.replayed ? null : outcome.event.toState;
    case 'BULK':
    case 'STALE':
      return outcome.type;
  }
}

/** For the state or the role; or, of a repeated start, for having been started. */
function isRefusedForGood(refusal: Refusal): boolean {
  if (refusal.type === 'GuardRefused') return refusal.guard === 'REQUEST_ALREADY_EXISTS';
  return refusal.type === 'TransitionNotAllowed' || refusal.type === 'TransitionNotPermitted';
}

function commandsOf(kind: string): readonly [string, CommandRule<LifecycleSubject>][] {
  const commands = Object.entries(LIFECYCLES.get(kind)?.commands ?? {});
  return commands.filter(([, { rows }]) => rows.every(({ from }) => from !== 'NOTHING'));
}

/** A right value for every field of the command. */
function inputOf(stack: ConformanceStack, { input = {} }: CommandRule<LifecycleSubject>): Input {
  const tomorrow = new Date(stack.clock.now().getTime() + 24 * 60 * 60 * 1_000);
  const valueOf = (name: string, { type, oneOf }: InputField) => {
    if (type === 'DATE_TIME') return tomorrow;
    return oneOf?.[0] ?? TEXTS[name] ?? 'something';
  };
  const fields = Object.entries(input).filter(([, { requiredFor }]) => requiredFor !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, valueOf(name, field)]));
}

const TEXTS: Readonly<Record<string, string>> = {
  holderId: HOLDER.id,
  kioskId: 'WIS00001',
  contractId: 'DE8AAC00123456',
  accountId: 'northwind',
};
