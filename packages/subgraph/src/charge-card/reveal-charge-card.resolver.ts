import type { ChargeCard } from '@tessera/lifecycle';
import type { RefusalSource } from '../graphql/refusal.type.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { TransitionInput } from '../graphql/transition-inputs.js';
import type { StatusEvent } from '../log/status-event.js';
import { chargeCardLifecycle } from '@tessera/lifecycle';
import { Arg, Ctx, Directive, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Access, accessOfCommand } from '../graphql/access.js';
import { toRefusalSource } from '../graphql/refusal.type.js';
import { submitCommand, toCommand } from '../graphql/submit-transition.js';
import { createResultUnion } from '../graphql/transition.type.js';
import { createInputType } from '../graphql/transition-inputs.js';
import { mutationOf } from '../graphql/transitions.js';
import { chargeCardTransitions } from './charge-card.transitions.js';

const MADE = mutationOf({ lifecycle: chargeCardLifecycle, subjectField: 'chargeCard' }, 'reveal');

const RevealChargeCardInput = createInputType(MADE.mutation, MADE.rule);

/** A revealed RFID as its GraphQL type has it. */
interface RevealedSource {
  readonly type: 'ChargeCardRevealed';
  readonly rfid: string;
  readonly event: StatusEvent;
}

@ObjectType('ChargeCardRevealed', {
  description: 'Returned when the RFID of a charge card was revealed.',
  simpleResolvers: true,
})
class ChargeCardRevealedType {
  @Field(() => String, { description: 'The full RFID: a credential. Keep it nowhere.' })
  declare readonly rfid: string;

  @Access({ by: 'PARENT' })
  @Field(() => chargeCardTransitions.eventType, { description: 'The event that says who looked.' })
  declare readonly event: StatusEvent;
}

const RevealChargeCardResult = createResultUnion(
  'RevealChargeCardResult',
  'What revealing a charge card leads to: its RFID, or the refusal that came first.',
  ChargeCardRevealedType,
);

/** Responsible for the one place where an RFID is told. Talks to the log writer: each look is an event. */
@Resolver()
export class RevealChargeCardResolver {
  @Access(accessOfCommand(MADE.rule))
  @Directive('@cost(weight: 10)')
  @Mutation(() => RevealChargeCardResult, { description: MADE.rule.means })
  async revealChargeCard(
    @Arg('input', () => RevealChargeCardInput, { description: 'The charge card.' }) input: TransitionInput,
    @Ctx() context: RequestContext,
  ): Promise<RevealedSource | RefusalSource> {
    const outcome = await submitCommand(MADE, toCommand(MADE, input, context), context);
    if (outcome.type === 'REFUSED') return toRefusalSource(outcome.refusal);
    if (outcome.type !== 'ACCEPTED') throw new Error(`Revealing a charge card was answered by ${outcome.type}`);
    // The command is one of charge cards.
    const { rfid } = outcome.subject as ChargeCard;
    return { type: 'ChargeCardRevealed', rfid, event: outcome.event };
  }
}
