import type { LifecycleSubject, Refusal } from '@tessera/lifecycle';
import type { TransitionCommand, TransitionOutcome } from '../../packages/subgraph/src/log/transition-command.js';
import type { ModelCommand } from './model-command.js';
import type { Kind } from './thing.js';
import { aCommand } from '../support/log-stack.js';

/** The command as the writer takes it. */
export function toTransition(command: ModelCommand): TransitionCommand {
  const { isDryRun: dryRun, count, input, ...given } = command;
  const isBulk = given.kind === 'TEMPORARY_CARD' && given.subjectId === null;
  const rows = Array.from({ length: count }, () => ({ ...input }));
  return aCommand({
    ...given,
    dryRun,
    // A mutation's name holds the kind.
    mutation: `${given.command} ${given.kind}`,
    input: isBulk ? {} : { ...input },
    bulk: isBulk ? { rows, rejects: 'EVERYTHING', whole: null } : null,
  });
}

/** A writer's answer in the words of the model. */
export function answerOf(kind: Kind, outcome: TransitionOutcome): string {
  switch (outcome.type) {
    case 'ACCEPTED':
      return `${outcome.replayed ? 'replayed' : 'accepted'} ${standing(kind, outcome.subject)}`;
    case 'DRY_RUN':
      return `would be ${isConfiguration(kind) ? '' : outcome.toState}`;
    case 'REFUSED':
      return wordOf(outcome.refusal);
    case 'BULK':
      return answerOfBulk(kind, outcome);
    case 'STALE':
      return 'STALE';
  }
}

function answerOfBulk(kind: Kind, { rows, replayed }: Extract<TransitionOutcome, { type: 'BULK' }>): string {
  const words = rows.map((row) => {
    if (row.type === 'ACCEPTED') return standing(kind, row.subject);
    return row.type === 'VALID' ? 'VALID' : wordOf(row.refusal);
  });
  const areWritten = rows.every(({ type }) => type === 'ACCEPTED');
  if (areWritten) return `${replayed ? 'replayed' : 'accepted'} ${words.join(', ')}`;
  // As all rows of these calls are alike, so are their results.
  const [word = ''] = words;
  if (words.some((other) => other !== word)) return words.join(', ');
  return word === 'VALID' ? 'would be REQUESTED' : word;
}

function standing(kind: Kind, { state, version }: LifecycleSubject): string {
  return `${isConfiguration(kind) ? '' : state} ${version}`;
}

function isConfiguration(kind: Kind): boolean {
  return kind === 'CARD_PROGRAM' || kind === 'KIOSK';
}

function wordOf(refusal: Refusal): string {
  if (refusal.type === 'GuardRefused') return refusal.guard;
  if (refusal.type !== 'TransitionNotAllowed') return refusal.type;
  return `TransitionNotAllowed, but ${refusal.allowed.map(camelCase).sort().join(' ')}`;
}

/** `START_PRODUCTION` as `startProduction`. */
export function camelCase(constant: string): string {
  return constant.toLowerCase().replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
