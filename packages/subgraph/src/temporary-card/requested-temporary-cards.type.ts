import type { LifecycleSubject } from '@tessera/lifecycle';
import type { StatusEvent } from '../log/status-event.js';
import { Directive, Field, ObjectType } from 'type-graphql';
import { Access } from '../graphql/access.js';
import { assumedSize } from '../graphql/page-arguments.js';
import { addCallOutcome, createResultUnion } from '../graphql/transition.type.js';
import { temporaryCardTransitions } from './temporary-card.transitions.js';
import { TemporaryCardType } from './temporary-card.type.js';

/** [F] "amount 1–9 cards per order" */
export const MAX_CARDS = 9;

/** Requested temporary cards as their GraphQL type has them. */
export interface TemporaryCardsSource {
  readonly type: 'RequestedTemporaryCards';
  readonly temporaryCards: readonly LifecycleSubject[];
  readonly events: readonly StatusEvent[];
  readonly replayed: boolean;
  readonly dryRun: boolean;
}

@ObjectType('RequestedTemporaryCards', {
  description: 'Returned when temporary cards were requested.',
  simpleResolvers: true,
})
class RequestedTemporaryCardsType {
  @Access({ by: 'READERS' })
  @Directive(assumedSize(MAX_CARDS))
  @Field(() => [TemporaryCardType], { description: 'The new cards; none of a dry run. Of a replay as they are now.' })
  declare readonly temporaryCards: TemporaryCardsSource['temporaryCards'];

  @Access({ by: 'PARENT' })
  @Directive(assumedSize(MAX_CARDS))
  @Field(() => [temporaryCardTransitions.eventType], {
    description: 'The event of each card’s request, in the cards’ order; placing an order is an effect of it.',
  })
  declare readonly events: TemporaryCardsSource['events'];
}
addCallOutcome(RequestedTemporaryCardsType.prototype);

/** What requesting temporary cards leads to. */
export const RequestTemporaryCardsResult = createResultUnion(
  'RequestTemporaryCardsResult',
  'What requesting temporary cards leads to: all of them, or the refusal that came first.',
  RequestedTemporaryCardsType,
);
