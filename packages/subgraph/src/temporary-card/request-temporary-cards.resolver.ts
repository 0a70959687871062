import type { RefusalSource } from '../graphql/refusal.type.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { TransitionInput } from '../graphql/transition-inputs.js';
import type { TemporaryCardsSource } from './requested-temporary-cards.type.js';
import { temporaryCardLifecycle } from '@tessera/lifecycle';
import { Arg, Ctx, Directive, Field, Int, Mutation, Resolver } from 'type-graphql';
import { Access, accessOfCommand } from '../graphql/access.js';
import { createInputType } from '../graphql/transition-inputs.js';
import { mutationOf } from '../graphql/transitions.js';
import { requestTemporaryCards } from './request-temporary-cards.js';
import { RequestTemporaryCardsResult } from './requested-temporary-cards.type.js';

const MADE = mutationOf({ lifecycle: temporaryCardLifecycle, subjectField: 'temporaryCard' }, 'request');

const RequestTemporaryCardsInput = createInputType(MADE.mutation, MADE.rule);
Field(() => Int, { description: 'How many cards: 1 to 9.' })(RequestTemporaryCardsInput.prototype, 'count');

/** Responsible for the order of several temporary cards by one call. Talks to the log writer. */
@Resolver()
export class RequestTemporaryCardsResolver {
  @Access(accessOfCommand(MADE.rule))
  @Directive('@cost(weight: 10)')
  @Mutation(() => RequestTemporaryCardsResult, { description: MADE.rule.means })
  requestTemporaryCards(
    @Arg('input', () => RequestTemporaryCardsInput, { description: 'The program, and how many.' })
    input: TransitionInput & { readonly count: number },
    @Ctx() context: RequestContext,
  ): Promise<TemporaryCardsSource | RefusalSource> {
    return requestTemporaryCards(MADE, input, context);
  }
}
