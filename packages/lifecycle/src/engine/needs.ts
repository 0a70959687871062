import type { Facts, Need } from './facts.js';
import type { TransitionRequest } from './request.js';
import type { CommandRule, Effect, Guard, Known, Lifecycle, Lifecycles, TransitionRow } from './rule.js';
import type { LifecycleSubject } from './subject.js';
import { blankOf } from './blank.js';
import { findRule } from './decide.js';
import { targetsOf } from './define-lifecycle.js';
import { byId } from './examine.js';
import { need, needKey, one } from './facts.js';
import { NEW_SUBJECT, SAME_SUBJECT } from './rule.js';

/** The part of a request that says what must be known. */
export type Question = Pick<TransitionRequest, 'kind' | 'command' | 'subjectId' | 'input' | 'reason' | 'viewer'>;

/**
 * What must still be loaded before the request can be decided, as far as the facts tell by now; call again after loading, until
 * nothing is missing. All rows of the command count, not only the one from the present state: a neighbour in the same batch may
 * move the subject before its turn.
 */
export function missingNeeds(question: Question, lifecycles: Lifecycles, facts: Facts): readonly Need[] {
  const gathered = new Map<string, Need>();
  new NeedCollector(lifecycles, facts, gathered).collect(question);
  return [...gathered.values()];
}

/** Responsible for walking a command with its effects. Talks to the facts loaded so far. */
class NeedCollector {
  constructor(
    private readonly lifecycles: Lifecycles,
    private readonly facts: Facts,
    private readonly gathered: Map<string, Need>,
  ) {}

  collect(question: Question): void {
    const { lifecycle, rule } = findRule({ lifecycles: this.lifecycles }, question.kind, question.command);
    this.#addReferences(rule, question);
    const subject = this.#findSubject(lifecycle, question);
    const { input, reason, viewer } = question;
    if (subject !== null) this.#addRows(question, { subject, input, reason, viewer });
  }

  #addRows(question: Question, known: Known<LifecycleSubject>): void {
    const { lifecycle, rule } = findRule({ lifecycles: this.lifecycles }, question.kind, question.command);
    const { askers, effects } = planOf(lifecycle, rule);
    for (const asker of askers) this.#addAll(asker.needs?.(known));
    for (const effect of effects) this.#addEffect(effect, known, question);
  }

  #addReferences(rule: CommandRule<LifecycleSubject>, { input }: Question): void {
    for (const reference of rule.references ?? []) {
      const id = input[reference.field];
      if ('lookup' in reference && typeof id === 'string') this.#add(need(reference.lookup, id));
    }
  }

  #findSubject(lifecycle: Lifecycle<LifecycleSubject>, { subjectId }: Question): LifecycleSubject | null {
    if (subjectId === null) return blankOf(lifecycle);
    const wanted = need(byId(lifecycle), subjectId);
    this.#add(wanted);
    return this.facts.knows(wanted) ? (one(this.facts, byId(lifecycle), subjectId) ?? null) : null;
  }

  #addEffect(effect: Effect<LifecycleSubject>, known: Known<LifecycleSubject>, cause: Question): void {
    this.#addAll(effect.needs?.(known));
    const target = effect.on(known);
    if (target === null || target === NEW_SUBJECT) return;
    const own = { kind: effect.kind, command: effect.command, input: {}, reason: null, viewer: cause.viewer };
    if (target === SAME_SUBJECT)
      this.#addRows({ ...own, subjectId: cause.subjectId }, { ...known, input: {}, reason: null });
    else this.collect({ ...own, subjectId: target });
  }

  /** A rule's need without a value comes from the blank of a creation: nothing is to be found by it. */
  #addAll(needs: readonly Need[] = []): void {
    for (const each of needs) if (each.value !== '') this.#add(each);
  }

  #add(wanted: Need): void {
    if (!this.facts.knows(wanted)) this.gathered.set(needKey(wanted), wanted);
  }
}

/** What of a command may need something: its rows and guards, and the effects of any row, those of the states they enter included. */
interface Plan {
  readonly askers: readonly (TransitionRow<LifecycleSubject> | Guard<LifecycleSubject>)[];
  readonly effects: readonly Effect<LifecycleSubject>[];
}

/** By lifecycle and rule: neither ever changes, and both are asked about with every command. */
const plans = new WeakMap<Lifecycle<LifecycleSubject>, Map<CommandRule<LifecycleSubject>, Plan>>();

function planOf(lifecycle: Lifecycle<LifecycleSubject>, rule: CommandRule<LifecycleSubject>): Plan {
  const ofLifecycle = plans.get(lifecycle) ?? new Map<CommandRule<LifecycleSubject>, Plan>();
  plans.set(lifecycle, ofLifecycle);
  const plan = ofLifecycle.get(rule) ?? makePlan(lifecycle, rule);
  ofLifecycle.set(rule, plan);
  return plan;
}

function makePlan(lifecycle: Lifecycle<LifecycleSubject>, { rows }: CommandRule<LifecycleSubject>): Plan {
  const entered = rows.flatMap(targetsOf).flatMap((state) => lifecycle.onEntering?.[state] ?? []);
  const effects = [...new Set([...rows.flatMap((row) => row.effects ?? []), ...entered])];
  return { askers: rows.flatMap((row) => [row, ...(row.guards ?? [])]), effects };
}
