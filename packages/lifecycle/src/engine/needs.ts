import type { Facts, Need } from './facts.js';
import type { TransitionRequest } from './request.js';
import type { CommandRule, Effect, Known, Lifecycle, Lifecycles, TransitionRow } from './rule.js';
import type { LifecycleSubject } from './subject.js';
import { findRule } from './decide.js';
import { targetsOf } from './define-lifecycle.js';
import { byId } from './examine.js';
import { need, needKey, one } from './facts.js';

/** The part of a request that says what must be known. */
export type Question = Pick<TransitionRequest, 'kind' | 'command' | 'subjectId' | 'input' | 'viewer'>;

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
    if (subject === null) return;
    for (const row of rule.rows) this.#addRow(lifecycle, row, { subject, input: question.input }, question);
  }

  #addReferences(rule: CommandRule<LifecycleSubject>, { input }: Question): void {
    for (const { field, lookup } of rule.references ?? []) {
      const id = input[field];
      if (typeof id === 'string') this.#add(need(lookup, id));
    }
  }

  #findSubject(lifecycle: Lifecycle<LifecycleSubject>, { subjectId, viewer }: Question): LifecycleSubject | null {
    if (subjectId === null) {
      const unborn = new Date(0);
      const base = { id: '', tenantId: viewer.tenantId, state: '', version: 0 };
      return lifecycle.blank({ ...base, createdAt: unborn, updatedAt: unborn, stateSince: unborn });
    }
    const wanted = need(byId(lifecycle), subjectId);
    this.#add(wanted);
    return this.facts.knows(wanted) ? (one(this.facts, byId(lifecycle), subjectId) ?? null) : null;
  }

  #addRow(
    lifecycle: Lifecycle<LifecycleSubject>,
    row: TransitionRow<LifecycleSubject>,
    known: Known<LifecycleSubject>,
    question: Question,
  ): void {
    const rules = [row, ...(row.guards ?? [])];
    for (const rule of rules) rule.needs?.(known).forEach((each) => this.#add(each));
    const entered = targetsOf(row).flatMap((state) => lifecycle.onEntering?.[state] ?? []);
    for (const effect of new Set([...(row.effects ?? []), ...entered])) this.#addEffect(effect, known, question);
  }

  #addEffect(effect: Effect<LifecycleSubject>, known: Known<LifecycleSubject>, { viewer }: Question): void {
    effect.needs?.(known).forEach((each) => this.#add(each));
    const target = effect.on(known);
    if (target === null || target === 'NEW') return;
    this.collect({ kind: effect.kind, command: effect.command, subjectId: target, input: {}, viewer });
  }

  #add(wanted: Need): void {
    if (!this.facts.knows(wanted)) this.gathered.set(needKey(wanted), wanted);
  }
}
