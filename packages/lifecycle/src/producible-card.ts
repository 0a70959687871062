import type { CardProgram, ProgramOption } from './card-program.js';
import type { LifecycleSubject, Readers, SubjectScope } from './engine/subject.js';
import type { Guard, InputField, Known, Objection, Step, Timer } from './engine/rule.js';
import type { Lookup } from './engine/facts.js';
import type { GuardCode } from './guard-codes.js';
import type { ReasonCode } from './reasons.js';
import { PROGRAM_BY_ID } from './card-program.js';
import { need, one } from './engine/facts.js';
import { isWindowOver } from './engine/rule.js';
import { NO_TIES, readersOf } from './engine/subject.js';
import { TENANT_READERS } from './roles.js';

/** A card of any kind that a program issues and a production operation makes. */
export interface ProducibleCard extends LifecycleSubject {
  readonly programId: string;
  /** Null while it is tied to nobody. */
  readonly holderId: string | null;
  /** How many production operations were opened for it. */
  readonly attempts: number;
}

/** Who reads such cards: a holder their own, a producer those it was to make, without their events. */
export const PRODUCIBLE_CARD_READERS: Readers = {
  ...readersOf(TENANT_READERS),
  CARDHOLDER: { scope: 'HOLDER', events: true },
  PRODUCER: { scope: 'ORDERED', events: false },
};

/** The ties of such a card. */
export function scopeOfProducibleCard({ programId, holderId, attempts }: ProducibleCard): SubjectScope {
  return { ...NO_TIES, programId, holderId, wasOrdered: attempts > 0 };
}

/** What asking a card's program needs. */
export function needsProgram({ subject }: Known<ProducibleCard>) {
  return [need(PROGRAM_BY_ID, subject.programId)];
}

/** The program of the step's card. Throws when it does not exist, which the database rules out. */
export function programOf({ facts, subject }: Step<ProducibleCard>): CardProgram {
  const program = one(facts, PROGRAM_BY_ID, subject.programId);
  if (program === undefined) throw new Error(`The program ${subject.programId} of card ${subject.id} does not exist`);
  return program;
}

/** A target that applies while the card's program has the option on. */
interface ProgramChoice<T extends string> {
  readonly to: T;
  readonly when: { readonly option: ProgramOption; holds(step: Step<ProducibleCard>): boolean };
}

/** Makes a target that applies while the card's program has the option on. */
export function whenProgram<T extends string>(to: T, option: ProgramOption): ProgramChoice<T> {
  return { to, when: { option, holds: (step) => programOf(step)[option] } };
}

/** Where an order that may be placed leads: into the queue, or to the producer at once. */
export const queueOrOrder = [whenProgram('PROCESSING', 'queueOrders'), { to: 'ORDERED' }] as const;

/** Entering ORDERED counts an attempt, by whatever command; an order that is not queued is placed at once. */
export function countAttempt(step: Step<ProducibleCard>): { readonly attempts?: number } {
  return programOf(step).queueOrders ? {} : { attempts: step.subject.attempts + 1 };
}

/** What an erasure tells a card; a timer's wipe tells it nothing. */
export const ERASURE_INPUT = {
  holderId: { type: 'ID', means: 'Of an erasure: the person whose comments on the card’s events are removed.' },
} as const satisfies Readonly<Record<string, InputField>>;

/** Why the ordering or production of a card fails. */
export const FAIL_REASONS: readonly ReasonCode[] = [
  'PRODUCTION_REFUSED',
  'PRODUCTION_FAILED',
  'PRODUCTION_CANCELED',
  'PRODUCTION_WINDOW_EXPIRED',
  'ORDERING_FAILED',
];

/** [S] "The card will be ordered via batch sync automatically." */
export const batchSync: Timer<ProducibleCard> = {
  means:
    'Batch sync: at the end of the period in which the card was queued. Fails the card when its production window is over.',
  at: ({ state, stateSince }, { batchSyncMs }) =>
    state === 'PROCESSING' ? new Date((Math.floor(stateSince.getTime() / batchSyncMs) + 1) * batchSyncMs) : null,
  fires: ({ createdAt }, now) =>
    isWindowOver(createdAt, now) ? { command: 'fail', reason: 'PRODUCTION_WINDOW_EXPIRED' } : { command: 'order' },
};

/** A rule that a holder has one card at a time in some states, in a program, unless an option allows several. */
export interface OneAtATime<S extends ProducibleCard> {
  readonly means: string;
  readonly kind: string;
  readonly guard: GuardCode;
  readonly option: 'multipleOrdersPerHolder' | 'multipleActivePerHolder';
  readonly lookup: Lookup<S>;
  readonly states: readonly S['state'][];
  /** Whose card it is to be; absent: the card's own holder. */
  readonly holderOf?: (known: Known<S>) => string | null;
  readonly message: string;
}

/** Makes the guard of such a rule. It names the card in the way. */
export function oneAtATime<S extends ProducibleCard>(rule: OneAtATime<S>): Guard<S> {
  const { means, kind, guard, option, lookup, states, message } = rule;
  const holderOf = rule.holderOf ?? (({ subject }: Known<S>) => subject.holderId);
  return {
    means,
    ...(rule.holderOf === undefined ? {} : { readsInput: true }),
    needs: (known) => [...needsProgram(known), need(lookup, holderOf(known) ?? '')],
    refuse: (step): Objection | null => {
      const holderId = holderOf(step);
      if (holderId === null || programOf(step)[option]) return null;
      const { id, programId } = step.subject;
      const inTheWay = step.facts
        .all(lookup, holderId)
        .find((card) => card.id !== id && card.programId === programId && states.includes(card.state));
      return inTheWay === undefined ? null : { guard, option, message, conflicting: { kind, subject: inTheWay } };
    },
  };
}
