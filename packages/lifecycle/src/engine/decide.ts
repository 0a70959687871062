import type { Change, Decision, DecisionContext, EventDraft, TransitionRequest } from './request.js';
import type { Refusal } from './refusal.js';
import type { CommandRule, CommentErasure, Effect, Lifecycle, Step, TransitionRow } from './rule.js';
import type { LifecycleSubject } from './subject.js';
import type { Attempt } from './examine.js';
import { examine } from './examine.js';
import { OverlayFacts } from './overlay-facts.js';
import { commandConstant, NEW_SUBJECT, SAME_SUBJECT, textOf } from './rule.js';

/** Thrown when a request names a kind or command that no lifecycle has: a fault of ours, never of a caller. */
export class UnknownCommandError extends Error {}

/** What nearly every change removes. */
const NOTHING_ERASED: readonly CommentErasure[] = [];

/** Finds the lifecycle and the rule of a command. */
export function findRule(
  { lifecycles }: Pick<DecisionContext, 'lifecycles'>,
  kind: string,
  command: string,
): { readonly lifecycle: Lifecycle<LifecycleSubject>; readonly rule: CommandRule<LifecycleSubject> } {
  const lifecycle = lifecycles.get(kind);
  const rule = lifecycle?.commands[command];
  if (lifecycle === undefined || rule === undefined) throw new UnknownCommandError(`No command ${command} on ${kind}`);
  return { lifecycle, rule };
}

/**
 * Decides a request whose input was checked: the changes with their events, a replay, or the first refusal that applies.
 * Pure: reads only the context, changes nothing. Effects are decided too, each seeing what came before it.
 * Throws `UnknownFactError` when a rule asks for something that was not loaded.
 */
export function decide(request: TransitionRequest, context: DecisionContext): Decision {
  const facts = new OverlayFacts(context.facts);
  const chain = new DecisionChain({ ...context, facts }, facts);
  return chain.decide(request);
}

/**
 * Decides requests one after the other, each seeing what those before it changed; one that is refused changes nothing. Pure, and
 * throws, as `decide`.
 */
export function decideEach(requests: readonly TransitionRequest[], context: DecisionContext): readonly Decision[] {
  const facts = new OverlayFacts(context.facts);
  return requests.map((request) => {
    const decision = decide(request, { ...context, facts });
    for (const change of decision.type === 'ACCEPTED' ? decision.changes : []) putChange(facts, change);
    return decision;
  });
}

/** A row that may be taken. */
interface Move {
  readonly attempt: Attempt;
  readonly row: TransitionRow<LifecycleSubject>;
  readonly step: Step<LifecycleSubject>;
  /** Index of the change whose effect this is. */
  readonly causedBy: number | null;
}

/** A row that was taken. */
interface TakenMove extends Move {
  readonly after: LifecycleSubject;
  /** Index of its change. */
  readonly index: number;
}

/** Responsible for one decision with all its effects. Talks to nobody: gathers changes over the facts. */
class DecisionChain {
  readonly #changes: Change[] = [];

  constructor(
    private readonly context: DecisionContext,
    private readonly facts: OverlayFacts,
  ) {}

  decide(request: TransitionRequest): Decision {
    const outcome = this.#run(request, null);
    if (outcome !== null) return outcome;
    const [first, ...others] = this.#changes;
    if (first === undefined) throw new Error('An accepted command made no change');
    return { type: 'ACCEPTED', changes: [first, ...others] };
  }

  /** Null when the command was accepted; its changes are then gathered. */
  #run(request: TransitionRequest, causedBy: number | null): Exclude<Decision, { type: 'ACCEPTED' }> | null {
    const { lifecycle, rule } = findRule(this.context, request.kind, request.command);
    const attempt = { lifecycle, rule, request, asEffect: causedBy !== null, asProbe: false, context: this.context };
    const verdict = examine(attempt);
    if (verdict.type === 'REFUSAL') return { type: 'REFUSED', refusal: verdict.refusal };
    if (verdict.type === 'REPLAY') return { type: 'REPLAYED', subject: verdict.subject, states: verdict.states };
    return this.#runEffects(this.#accept({ attempt, row: verdict.row, step: verdict.step, causedBy }));
  }

  #accept(move: Move): TakenMove {
    const { attempt, row, step } = move;
    const isCreation = attempt.request.subjectId === null;
    const id = isCreation ? this.#idOfNew(attempt) : step.subject.id;
    const after = changeSubject(id, row, step);
    const parts = { kind: attempt.lifecycle.kind, before: isCreation ? null : step.subject, after };
    const erased = row.erases?.(step) ?? NOTHING_ERASED;
    const change = { ...parts, event: draftEvent(move, parts), erased };
    this.#changes.push(change);
    putChange(this.facts, change);
    return { ...move, after, index: this.#changes.length - 1 };
  }

  #idOfNew({ rule, lifecycle, request }: Attempt): string {
    const given = rule.idField === undefined ? null : textOf(request.input, rule.idField);
    return given ?? this.context.newId(lifecycle.idPrefix);
  }

  #runEffects(move: TakenMove): Exclude<Decision, { type: 'ACCEPTED' }> | null {
    const { attempt, row, step, after, index } = move;
    for (const effect of effectsOf(attempt.lifecycle, row, { before: step.subject, after })) {
      const refusal = this.#runEffect(effect, move);
      if (refusal === null) continue;
      if (effect.optional !== true) return refuseForEffect(effect, refusal);
      this.#noteLeftOut(index, effect);
    }
    return null;
  }

  #runEffect(effect: Effect<LifecycleSubject>, { step, after, attempt, index }: TakenMove): Refusal | null {
    const target = effect.on(step);
    if (target === null) return null;
    const given = { input: {}, reason: null, ...effect.with?.(after, step) };
    const own = { comment: null, expectedVersion: null, viewer: attempt.request.viewer };
    const subjectId = target === NEW_SUBJECT ? null : target === SAME_SUBJECT ? after.id : target;
    const gathered = this.#changes.length;
    const outcome = this.#run({ kind: effect.kind, command: effect.command, subjectId, ...given, ...own }, index);
    if (outcome?.type !== 'REFUSED') return null;
    this.#changes.length = gathered;
    this.facts.resetTo(this.#changes.map((change) => [change.kind, change.after]));
    return outcome.refusal;
  }

  #noteLeftOut(index: number, effect: Effect<LifecycleSubject>): void {
    const change = this.#changes[index];
    if (change === undefined) return;
    const note = `Left out: ${effect.means}`;
    const comment = change.event.comment === null ? note : `${change.event.comment}\n${note}`;
    this.#changes[index] = { ...change, event: { ...change.event, comment } };
  }
}

function putChange(facts: OverlayFacts, { kind, before, after }: Change): void {
  if (before === null) facts.putNew(kind, after);
  else facts.put(kind, after);
}

/** The effects of a row, then those of the state it enters. */
export function effectsOf(
  lifecycle: Lifecycle<LifecycleSubject>,
  row: TransitionRow<LifecycleSubject>,
  { before, after }: { readonly before: LifecycleSubject; readonly after: LifecycleSubject },
): readonly Effect<LifecycleSubject>[] {
  const entered = before.state === after.state ? [] : (lifecycle.onEntering?.[after.state] ?? []);
  return [...(row.effects ?? []), ...entered];
}

/** The state that the row leads to from the step's subject. */
export function resolveTarget(row: TransitionRow<LifecycleSubject>, step: Step<LifecycleSubject>): string {
  if (row.to === 'SAME') return step.subject.state;
  if (typeof row.to === 'string') return row.to;
  const choice = row.to.find(({ when }) => when === undefined || when.holds(step));
  if (choice === undefined) throw new Error('No target of the row applies: its last choice must have no condition');
  return choice.to;
}

function changeSubject(
  id: string,
  row: TransitionRow<LifecycleSubject>,
  step: Step<LifecycleSubject>,
): LifecycleSubject {
  const { subject, now } = step;
  const state = resolveTarget(row, step);
  const stateSince = state === subject.state ? subject.stateSince : now;
  return { ...subject, ...row.set?.(step), id, state, stateSince, updatedAt: now, version: subject.version + 1 };
}

function draftEvent(
  { attempt, row, step, causedBy }: Move,
  { before, after }: Pick<Change, 'before' | 'after'>,
): EventDraft {
  const { lifecycle, request } = attempt;
  const { role, reason, input, viewer } = step;
  const scope = lifecycle.scopeOf(after);
  const old = before === null ? scope : lifecycle.scopeOf(before);
  return {
    subjectKind: lifecycle.kind,
    subjectId: after.id,
    sequence: after.version,
    command: commandConstant(request.command),
    from: lifecycle.isConfiguration ? null : (before?.state ?? null),
    to: lifecycle.isConfiguration ? null : after.state,
    reason,
    comment: request.comment?.trim() ? request.comment : null,
    errorCode: textOf(input, 'errorCode'),
    actorId: viewer.id,
    actorRole: role,
    causedBy,
    scope,
    previousHolderId: old.holderId === scope.holderId ? null : old.holderId,
    previousAccountId: old.accountId === scope.accountId ? null : old.accountId,
    details: row.tells?.(after, step) ?? {},
  };
}

function refuseForEffect(effect: Effect<LifecycleSubject>, cause: Refusal): { type: 'REFUSED'; refusal: Refusal } {
  if (cause.type === 'GuardRefused') return { type: 'REFUSED', refusal: cause };
  const message = `Not possible, because ${effect.means} was refused. ${cause.message}`;
  const { retryable } = cause;
  return {
    type: 'REFUSED',
    refusal: { type: 'GuardRefused', message, retryable, guard: 'EFFECT_REFUSED', option: null, conflictingId: null },
  };
}
