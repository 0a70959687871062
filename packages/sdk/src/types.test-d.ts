// What must compile and what must not: read by `npm run check:types`, never run, never shipped.
import type {
  CardState,
  CardStatusEvent,
  CardTransition,
  Card,
  Page,
  Refusal,
  Tessera,
  UnknownResult,
  UnknownValue,
} from './index.js';
import { expectTypeOf } from 'expect-type';
import { createTessera, TransitionNotAllowedError, VersionConflictError } from './index.js';
import { GetCardDocument } from './documents.js';

declare const tessera: Tessera;
const id = 'card_1';

export async function inputIsClosed(): Promise<void> {
  await tessera.cards.list({ states: ['ACTIVE', 'INACTIVE'] }, { first: 5 });
  // @ts-expect-error: a state that is misspelt
  await tessera.cards.list({ states: ['ACTVE'] });
  // @ts-expect-error: a filter that there is not
  await tessera.cards.list({ state: 'ACTIVE' });
  // @ts-expect-error: one state is no list of states
  await tessera.cards.list({ states: 'ACTIVE' });
  // @ts-expect-error: a reason that is misspelt
  await tessera.cards.lock(id, { reason: 'STOLLEN' });
  // @ts-expect-error: an input that there is not
  await tessera.cards.approve(id, { coment: 'Yes.' });
  // @ts-expect-error: the id has its own place
  await tessera.cards.approve(id, { id });
  // @ts-expect-error: a look is never repeated, so it takes no key
  await tessera.chargeCards.reveal(id, { idempotencyKey: 'a' });
  // @ts-expect-error: a kind of program that there is not
  await tessera.programs.create({ id: 'a', name: 'A', kind: 'CARDS', productionChannel: 'SIMULATED' });
  // @ts-expect-error: the log is begun by the options’ after
  await tessera.events.list({ after: 'c' });
}

export async function idsAreTexts(): Promise<void> {
  // @ts-expect-error: a number is no id
  await tessera.cards.get(5);
  // @ts-expect-error: an id must be given
  await tessera.cards.get();
  // @ts-expect-error: null is no id
  await tessera.cards.approve(null);
  // @ts-expect-error: a list is no id
  await tessera.cards.history([id]);
  // @ts-expect-error: an object is no id
  tessera.cards.watchCard({ id });
}

export async function optionsAreClosed(): Promise<void> {
  const token = 'a';
  const url = 'https://cards.example.com/graphql';
  createTessera({ url, token: () => Promise.resolve(token), fetch, timeoutMs: 5, channel: 'CONSOLE', logger: console });
  // @ts-expect-error: the url is missing
  createTessera({ token });
  // @ts-expect-error: the token is missing
  createTessera({ url });
  // @ts-expect-error: the options are missing
  createTessera();
  // @ts-expect-error: an option that there is not
  createTessera({ url, token, timeout: 5 });
  // @ts-expect-error: a channel that there is not
  createTessera({ url, token, channel: 'api' });
  // @ts-expect-error: a token function that gets a number
  createTessera({ url, token: () => 5 });
  await tessera.cards.get(id, { signal: new AbortController().signal, timeoutMs: 5 });
  // @ts-expect-error: the signal is an option, not the options
  await tessera.cards.get(id, new AbortController().signal);
  // @ts-expect-error: an option that there is not
  await tessera.cards.get(id, { timeout: 5 });
  // @ts-expect-error: a read has no pages
  await tessera.cards.get(id, { first: 5 });
  // @ts-expect-error: a stream has no end in time
  tessera.cards.watch({}, { timeoutMs: 5 });
}

export async function commandsDemandWhatTheRulesDemand(): Promise<void> {
  await tessera.cards.approve(id);
  await tessera.cards.reject(id, { comment: 'No.' });
  // @ts-expect-error: a rejection needs its comment
  await tessera.cards.reject(id);
  // @ts-expect-error: a comment that is null is none
  await tessera.cards.reject(id, { comment: null });
  // @ts-expect-error: a lock needs its reason
  await tessera.cards.lock(id, { comment: 'Lost.' });
  // @ts-expect-error: also where refusals are answered
  await tessera.result.cards.lock(id);
  // @ts-expect-error: an assignment needs a holder
  await tessera.temporaryCards.assign(id);
  // @ts-expect-error: a failure needs its code
  await tessera.production.fail(id, {});
  await tessera.cards.deactivate(id);
}

export async function answersAreTyped(): Promise<void> {
  expectTypeOf(await tessera.cards.get(id)).toEqualTypeOf<Card | null>();
  expectTypeOf(await tessera.cards.approve(id)).toEqualTypeOf<CardTransition>();
  expectTypeOf(await tessera.cards.list()).toEqualTypeOf<Page<Card>>();
  expectTypeOf(await tessera.events.cursor()).toEqualTypeOf<string>();
  for await (const card of tessera.cards.list()) expectTypeOf(card).toEqualTypeOf<Card>();
  for await (const event of tessera.cards.history(id)) expectTypeOf(event).toEqualTypeOf<CardStatusEvent>();
  for await (const event of tessera.cards.watch({ to: ['ACTIVE'] }))
    expectTypeOf(event).toEqualTypeOf<CardStatusEvent>();
  for await (const card of tessera.cards.watchCard(id)) expectTypeOf(card).toEqualTypeOf<Card>();
}

export async function resultsNarrowByTheirName(): Promise<void> {
  const result = await tessera.result.cards.approve(id);
  expectTypeOf(result).toEqualTypeOf<CardTransition | Refusal | UnknownResult>();
  switch (result.__typename) {
    case 'CardTransition':
      expectTypeOf(result.card).toEqualTypeOf<Card | null>();
      break;
    case 'VersionConflict':
      expectTypeOf(result.currentVersion).toEqualTypeOf<number>();
      break;
    case 'TransitionNotPermitted':
    case 'TransitionNotAllowed':
    case 'GuardRefused':
    case 'SubjectNotFound':
    case 'IdempotencyConflict':
    case 'InputInvalid':
    case 'ProductionWindowExpired':
      expectTypeOf(result.message).toEqualTypeOf<string>();
      break;
    default:
      // Nothing that is known is left over.
      expectTypeOf(result).toEqualTypeOf<UnknownResult>();
      expectTypeOf(result.code).toEqualTypeOf<string | undefined>();
  }
  // @ts-expect-error: a name that is misspelt is never equal
  if (result.__typename === 'CardTranstion') throw new Error('never');
}

export function errorsHaveTheFieldsOfTheirRefusal(error: unknown): void {
  if (error instanceof VersionConflictError) {
    expectTypeOf(error.currentVersion).toEqualTypeOf<number>();
    expectTypeOf(error.requestId).toEqualTypeOf<string | undefined>();
  }
  if (error instanceof TransitionNotAllowedError) expectTypeOf(error.allowed).toEqualTypeOf<readonly string[]>();
}

/** Every state, and the values of later servers: without the default, or without a state, it does not compile. */
export function switchesMayBeExhaustive(state: CardState): string {
  switch (state) {
    case 'REGISTERED':
    case 'REQUESTED':
    case 'ABORTED':
    case 'REJECTED':
    case 'PROCESSING':
    case 'FAILED':
    case 'ORDERED':
    case 'IN_PRODUCTION':
    case 'PRODUCED':
      return 'not yet';
    case 'ACTIVE':
      return 'in use';
    case 'INACTIVE':
    case 'EXPIRED':
    case 'LOCKED':
      return 'not in use';
    default:
      expectTypeOf(state).toEqualTypeOf<UnknownValue>();
      return state;
  }
}

export function statesThatAreMisspeltDoNotCompile(state: CardState): boolean {
  // @ts-expect-error: there is no such state
  return state === 'ACTVE';
}

/** A table of all states compiles, and one that lacks a state does not. */
export function tablesOfStates(state: CardState): string {
  type Program = 'SIMULATED' | UnknownValue;
  const words: Record<Program, string> = { SIMULATED: 'only tried' };
  // @ts-expect-error: a channel lacks
  const none: Record<Program, string> = {};
  const [first = state] = Object.keys({ ...words, ...none });
  return first;
}

interface OwnCard {
  readonly card: { readonly nickname: string } | null;
}
interface OwnCards {
  readonly __typename: 'Query';
  readonly cards: { readonly nodes: readonly { readonly nickname: string }[] };
}
interface OwnApproval {
  readonly approveCard:
    | { readonly __typename: 'CardTransition'; readonly to: CardState }
    | { readonly __typename: 'GuardRefused'; readonly guard: string };
}
interface OwnHistory {
  readonly card: { readonly history: { readonly nodes: readonly { readonly id: string }[] } } | null;
}

export async function documentsOfOnesOwnHaveTheirTypes(): Promise<void> {
  const document = '{ ... }';
  expectTypeOf(await tessera.cards.get<OwnCard>(id, { document })).toEqualTypeOf<OwnCard['card']>();
  for await (const card of tessera.cards.list<OwnCards>({}, { document }))
    expectTypeOf(card).toEqualTypeOf<{ readonly nickname: string }>();
  for await (const event of tessera.cards.history<OwnHistory>(id, { document }))
    expectTypeOf(event).toEqualTypeOf<{ readonly id: string }>();
  // Its refusals are thrown.
  expectTypeOf(await tessera.cards.approve<OwnApproval>(id, {}, { document })).toEqualTypeOf<{
    readonly __typename: 'CardTransition';
    readonly to: CardState;
  }>();
  // One that carries its types needs none said.
  expectTypeOf(await tessera.cards.get(id, { document: GetCardDocument })).toEqualTypeOf<Card | null>();
  expectTypeOf(await tessera.execute(GetCardDocument, { id })).toEqualTypeOf<{ readonly card: Card | null }>();
  // @ts-expect-error: its variables too
  await tessera.execute(GetCardDocument, { id: 5 });
}

export async function documentsWithoutTypesAnswerUnknown(): Promise<void> {
  const document = '{ ... }';
  expectTypeOf(await tessera.cards.get(id, { document })).toEqualTypeOf<unknown>();
  expectTypeOf(await tessera.cards.list({}, { document })).toEqualTypeOf<Page<unknown>>();
  expectTypeOf(await tessera.cards.history(id, { document })).toEqualTypeOf<Page<unknown>>();
  expectTypeOf(await tessera.events.list({}, { document })).toEqualTypeOf<Page<unknown>>();
  expectTypeOf(await tessera.cards.availableTransitions(id, { document })).toEqualTypeOf<unknown>();
  expectTypeOf(await tessera.cards.approve(id, {}, { document })).toEqualTypeOf<unknown>();
}
