import type { InputIssue } from '@tessera/lifecycle';
import type { RefusalSource } from '../graphql/refusal.type.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { TransitionMutation } from '../graphql/submit-transition.js';
import type { TransitionInput } from '../graphql/transition-inputs.js';
import type { TemporaryCardsSource } from './requested-temporary-cards.type.js';
import { inputIssue } from '@tessera/lifecycle';
import { toRefusalSource } from '../graphql/refusal.type.js';
import { submitCommand, toCommand } from '../graphql/submit-transition.js';
import { MAX_CARDS } from './requested-temporary-cards.type.js';

/** Orders several temporary cards by one command: all of them or none. */
export async function requestTemporaryCards(
  made: TransitionMutation,
  input: TransitionInput & { readonly count: number },
  context: RequestContext,
): Promise<TemporaryCardsSource | RefusalSource> {
  const own = toCommand(made, input, context);
  const issues = checkCount(input.count);
  const count = issues.length === 0 ? input.count : 0;
  const bulk = {
    rows: Array.from({ length: count }, () => own.input),
    rejects: 'EVERYTHING',
    whole: null,
  } as const;
  const outcome = await submitCommand({ rule: made.rule, issues }, { ...own, bulk }, context);
  if (outcome.type === 'REFUSED') return toRefusalSource(outcome.refusal);
  if (outcome.type !== 'BULK') throw new Error(`A bulk command was answered by ${outcome.type}`);
  const refused = outcome.rows.find((row) => row.type === 'REFUSED');
  if (refused !== undefined) return toRefusalSource(refused.refusal);
  const written = outcome.rows.filter((row) => row.type === 'ACCEPTED');
  return {
    type: 'RequestedTemporaryCards',
    temporaryCards: written.map(({ subject }) => subject),
    events: written.map(({ event }) => event),
    replayed: outcome.replayed,
    dryRun: own.dryRun,
  };
}

function checkCount(count: number): InputIssue[] {
  if (count >= 1 && count <= MAX_CARDS) return [];
  return [inputIssue('count', 'OUT_OF_RANGE', `Order 1 to ${MAX_CARDS} cards by one call, for example 3.`)];
}
