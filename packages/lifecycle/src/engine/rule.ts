import type { GuardCode } from '../guard-codes.js';
import type { ReasonCode } from '../reasons.js';
import type { Role, Viewer } from '../roles.js';
import type { Facts, Lookup, Need } from './facts.js';
import type { InputIssue } from './refusal.js';
import type { LifecycleSubject, Readers, SubjectScope } from './subject.js';

/** A command's own input, by field name, checked against {@link InputField}. */
export type Input = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;

/** A form of text that has one canonical spelling, in which it is compared and stored. */
export interface TextFormat {
  /** What is right, as the end of “Give …”. */
  readonly means: string;
  /** A right text, quoted; told with a fault. */
  readonly example: string;
  /** The canonical spelling; null when the text is not of the form. */
  canonical(text: string): string | null;
}

/** What a field of an input is; the last ones are closed lists. */
export type InputType =
  | 'ID'
  | 'STRING'
  | 'DATE_TIME'
  | 'BOOLEAN'
  | 'INT'
  | 'ERROR_CODE'
  | 'CARD_KIND'
  | 'PRODUCTION_CHANNEL'
  | 'KIOSK_STATUS';

/** One field of a command's own input, as data: the GraphQL input and its check follow from it. */
export interface InputField {
  readonly type: InputType;
  readonly means: string;
  /** Mandatory for everybody, or only for callers acting in these roles. */
  readonly requiredFor?: 'EVERYBODY' | readonly Role[];
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Of a number: the least and the largest that are taken. */
  readonly range?: readonly [min: number, max: number];
  readonly oneOf?: readonly string[];
  readonly format?: TextFormat;
  /** A field that is not to be given together with this one. */
  readonly notWith?: string;
  /** A right value, told with a fault; absent: the format's. */
  readonly example?: string;
}

/** What is known before a decision: enough to say what must be loaded for it. */
export interface Known<S extends LifecycleSubject> {
  /** As before the command; of a creation a blank with its id, tenant and time. */
  readonly subject: S;
  readonly input: Input;
  /** Of an effect null: what it is given follows from the decision. */
  readonly reason: ReasonCode | null;
  readonly viewer: Viewer;
}

/** One command being decided on one subject. */
export interface Step<S extends LifecycleSubject> extends Known<S> {
  readonly comment: string | null;
  /** The role the viewer acts in. */
  readonly role: Role;
  readonly now: Date;
  readonly facts: Facts;
}

/** Why a guard says no. */
export type Objection =
  | {
      readonly guard: GuardCode;
      readonly message: string;
      readonly retryable?: boolean;
      readonly option?: string;
      readonly conflicting?: { readonly kind: string; readonly subject: LifecycleSubject };
    }
  | { readonly issue: InputIssue };

/** A named rule over the facts, beyond state and role. Pure. */
export interface Guard<S extends LifecycleSubject> {
  /** The rule in one sentence, for the documentation. */
  readonly means: string;
  /** Whether it can only be decided with the command's own input; then `availableTransitions` leaves it out. */
  readonly readsInput?: true;
  /** Whether what it asks for is a comment; then `availableTransitions` says that one is required. */
  readonly demandsComment?: true;
  needs?(known: Known<S>): readonly Need[];
  refuse(step: Step<S>): Objection | null;
}

/** Stands for the subject that an effect's command creates. */
export const NEW_SUBJECT: unique symbol = Symbol('new subject');

/** Stands for the subject of the causing command itself, one that it creates included. */
export const SAME_SUBJECT: unique symbol = Symbol('same subject');

/** A further command, mostly on another subject, in the same transaction, decided without the role check. Required unless optional. */
export interface Effect<S extends LifecycleSubject> {
  readonly kind: string;
  readonly command: string;
  /** The effect in a few words, for the documentation. */
  readonly means: string;
  /** Left out when refused, which the causing event's comment then says. */
  readonly optional?: true;
  /** Which subject, by its id; null for none. */
  on(known: Known<S>): string | typeof NEW_SUBJECT | typeof SAME_SUBJECT | null;
  /** What the effect's own command is given. */
  with?(after: S, step: Step<S>): { readonly input?: Input; readonly reason?: ReasonCode };
  /** What the effect's command must know beyond its target and that target's own needs. */
  needs?(known: Known<S>): readonly Need[];
}

/** What an event tells beyond its transition. */
export interface EventDetails {
  /** Of a change of configuration: what changed, in words. */
  readonly summary?: string;
  /** Of a reminder: how many days are left, begun ones counted. */
  readonly daysLeft?: number;
}

/** Events whose comments a transition removes for good: those before it, of one subject, that tell of one holder. */
export interface CommentErasure {
  readonly kind: string;
  readonly subjectId: string;
  /** The holder after the event or, where the event ended their tie, before it. */
  readonly holderId: string;
}

/** One possible target of a row: the first whose `when` holds. */
export interface Choice<S extends LifecycleSubject> {
  readonly to: S['state'];
  /** The condition, named in a word or a few: mostly a program's option. Absent: always. */
  readonly when?: { readonly option: string; holds(step: Step<S>): boolean };
}

/** One row of a lifecycle's table. */
export interface TransitionRow<S extends LifecycleSubject> {
  readonly from: readonly S['state'][] | 'NOTHING' | 'ANY';
  readonly to: S['state'] | 'SAME' | readonly Choice<S>[];
  /** In the order in which a viewer with several roles acts. */
  readonly by: readonly Role[];
  readonly guards?: readonly Guard<S>[];
  /** The fields that the transition changes. Pure. */
  set?(step: Step<S>): Partial<S>;
  /** What `set`, `erases` and the choice of the target must know. */
  needs?(known: Known<S>): readonly Need[];
  readonly effects?: readonly Effect<S>[];
  /** What the event tells beyond the transition. Pure. */
  tells?(after: S, step: Step<S>): EventDetails;
  /** The comments that the transition removes. Pure. */
  erases?(step: Step<S>): readonly CommentErasure[];
}

/** Something the input names that the viewer must be able to see, else `SubjectNotFound`. */
export type Reference =
  | { readonly field: string; readonly lookup: Lookup<unknown> }
  /** Known without looking anything up. */
  | { readonly field: string; isSeenBy(viewer: Viewer, id: string): boolean };

/** Subjects that a caller need not read to act on, when the input proves that they may. */
export interface Reach<S extends LifecycleSubject> {
  readonly from: readonly S['state'][];
  isProven(known: Known<S>): boolean;
}

/** How a command that repeats a report is answered, when it is not simply decided. */
export type Repetition =
  /** As done already: by the event that entered one of these states first. */
  { readonly replayOf: readonly string[] } | { readonly objection: Objection };

/** One command: all its rows, and what holds for each of them. */
export interface CommandRule<S extends LifecycleSubject> {
  /** The command in one sentence: becomes the mutation's description. */
  readonly means: string;
  /** The mutation's name where it is not command + type. */
  readonly mutation?: string;
  readonly input?: Readonly<Record<string, InputField>>;
  readonly references?: readonly Reference[];
  /** Of a creation: the input's field that is the new subject's id. Absent: the id is made. */
  readonly idField?: string;
  readonly reasons?: readonly ReasonCode[];
  readonly reasonRequired?: true;
  readonly commentRequired?: true;
  /** Refused as `ProductionWindowExpired` once the 60 days are over. */
  readonly windowed?: true;
  /** Not refused as OVERDUE. */
  readonly evenWhenOverdue?: true;
  /** Offered by the API, but not by a console. */
  readonly apiOnly?: true;
  /** Every call is one of its own: takes neither `dryRun` nor `idempotencyKey`. */
  readonly eachCallCounts?: true;
  /** How a caller in one of the command's roles reaches subjects that they do not read; a personal role then counts on them. */
  readonly reaches?: Reach<S>;
  /** Recognizes a repeated report, before versions and states are looked at. */
  repeat?(step: Step<S>): Repetition | null;
  readonly rows: readonly TransitionRow<S>[];
}

/** What timers may be set by. */
export interface TimerSettings {
  /** Length of the batch sync's period in milliseconds. */
  readonly batchSyncMs: number;
}

/** What a timer does when it fires: a command to the writer, or a call to the production channel. */
export type Firing =
  | { readonly command: string; readonly reason?: ReasonCode; readonly input?: Input }
  | { readonly call: 'SUBMIT' | 'CANCEL' };

/** A moment at which something happens by itself. Its due row follows from the subject alone. */
export interface Timer<S extends LifecycleSubject> {
  /** The timer in one sentence, for the documentation. */
  readonly means: string;
  /** While it is past due, callers' commands wait for it (OVERDUE). */
  readonly blocksWhenOverdue?: true;
  /** When it is due; null while it is not set. Pure. */
  at(subject: S, settings: TimerSettings): Date | null;
  /** What happens then. Pure. */
  fires(subject: S, now: Date): Firing;
}

/** One lifecycle: the only place where its rules stand. */
export interface Lifecycle<S extends LifecycleSubject> {
  /** `CARD`: the value of the GraphQL enum `SubjectKind`. */
  readonly kind: string;
  /** `Card`: the GraphQL type, and the ending of its mutations' names. */
  readonly type: string;
  /** The ending of the mutations' names where it is not the type. */
  readonly mutationSuffix?: string;
  /** What ids of this kind begin with. */
  readonly idPrefix: string;
  readonly means: string;
  /** Every state with what it means. */
  readonly states: Readonly<Record<S['state'], string>>;
  readonly initial: S['state'];
  readonly terminal: readonly S['state'][];
  readonly commands: Readonly<Record<string, CommandRule<S>>>;
  /** Effects of entering a state, by whatever command; after the row's own. */
  readonly onEntering?: Readonly<Partial<Record<S['state'], readonly Effect<S>[]>>>;
  readonly timers: Readonly<Record<string, Timer<S>>>;
  readonly readers: Readers;
  /** A subject before its first event: all that `set` does not fill in is null or zero. Asked once, for every subject to come. */
  blank(base: LifecycleSubject): S;
  /** It is configuration: its events tell new versions, and no states. Absent: it has a life with states. */
  readonly isConfiguration?: true;
  /** The subject's ties, for filters and permissions. */
  scopeOf(subject: S): SubjectScope;
  /** Since when the 60 days of the production window run. */
  windowStart(subject: S): Date;
}

/** All lifecycles by kind. */
export type Lifecycles = ReadonlyMap<string, Lifecycle<LifecycleSubject>>;

/** Days after which a card's personalization data is obfuscated and it can no longer be produced. Source: Wise, "Produce a card". */
export const PRODUCTION_WINDOW_DAYS = 60;

/** Milliseconds a day. */
export const DAY_MS = 86_400_000;

/** The moment so many times 24 hours later. */
export function daysAfter(start: Date, days: number): Date {
  return new Date(start.getTime() + days * DAY_MS);
}

/** When the production window that began at `start` ends. */
export function windowEnd(start: Date): Date {
  return daysAfter(start, PRODUCTION_WINDOW_DAYS);
}

/** Whether the production window that began at `start` is over: strictly more than 60 × 24 h ago. */
export function isWindowOver(start: Date, now: Date): boolean {
  return now.getTime() > windowEnd(start).getTime();
}

/** `startProduction` → `START_PRODUCTION`: a command as GraphQL enums and the log spell it. */
export function commandConstant(command: string): string {
  return command.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** A text field of the input, or null when it was not given. */
export function textOf(input: Input, field: string): string | null {
  const value = input[field];
  return typeof value === 'string' ? value : null;
}

/** A moment of the input, or null when it was not given. */
export function dateOf(input: Input, field: string): Date | null {
  const value = input[field];
  return value instanceof Date ? value : null;
}
