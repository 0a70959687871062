import type { LifecycleSubject, Refusal } from '@tessera/lifecycle';
import type { TransitionCommand, TransitionOutcome, TransitionSink } from '../log/transition-command.js';
import type { CardIds } from './card-ids.js';
import type { HistoryTimers } from './history-timers.js';
import type { Moment, PlannedCommand, SeedPlan } from './seed-plan.js';
import type { SteppedClock } from './stepped-clock.js';
import { setImmediate } from 'node:timers/promises';

/** What a plan is carried out with. */
export interface PlanRunnerParts {
  readonly writer: TransitionSink;
  readonly clock: SteppedClock;
  readonly timers: HistoryTimers;
  readonly ids: CardIds;
}

/** What a plan is watched by while it is carried out. */
export interface Watch {
  /** Called as time goes on, with the moment that is reached, in milliseconds since the epoch. */
  onProgress(moment: number): void;
  /** Whether to stop before the next moment. */
  isStopping(): boolean;
}

/** Responsible for carrying a plan out: moment after moment through the log writer, with the timers that fire between them. */
export class PlanRunner {
  constructor(private readonly parts: PlanRunnerParts) {}

  /** Throws when it is told to stop, when a command is refused, which is a fault of the plan, and when somebody else has begun the log. */
  async run({ moments, end }: SeedPlan, watch: Watch): Promise<void> {
    const { clock, timers } = this.parts;
    for (const moment of moments) {
      if (watch.isStopping())
        throw new Error(`Stopped at ${clock.now().toISOString()} of the history: nothing was written.`);
      await timers.fireUpTo(moment.at);
      clock.goTo(moment.at);
      await this.#take(moment);
      watch.onProgress(moment.at);
      // On SQLite nothing here waits for anything: without it the process would hear no signal.
      await setImmediate();
    }
    await timers.fireUpTo(end.getTime());
    clock.goTo(end.getTime());
  }

  async #take({ commands }: Moment): Promise<void> {
    const { writer, ids } = this.parts;
    await ids.prepare(commands);
    const outcomes = commands.map(async (command) =>
      this.#note(command, await writer.submit(this.#toCommand(command))),
    );
    await Promise.all(outcomes);
  }

  #note(command: PlannedCommand, outcome: TransitionOutcome): void {
    const made = this.#requireAccepted(command, outcome);
    const { target } = command;
    if (target.type !== 'NEW') return;
    target.keys.forEach((key, place) => {
      const subject = made[place];
      if (subject !== undefined) this.parts.ids.put(key, subject.id);
    });
  }

  #requireAccepted(command: PlannedCommand, outcome: TransitionOutcome): readonly LifecycleSubject[] {
    const rows = outcome.type === 'BULK' ? outcome.rows : [outcome];
    return rows.map((row) => {
      if (row.type !== 'ACCEPTED') throw new Error(`The plan breaks a rule: ${describe(command)}: ${wordsOf(row)}`);
      if (row.event.occurredAt > this.parts.clock.now()) throw new Error(SOMEBODY_ELSE);
      return row.subject;
    });
  }

  #toCommand(planned: PlannedCommand): TransitionCommand {
    const { kind, command, viewer, channel, inputs, isBulk, reason, comment, standsInFor } = planned;
    const [first = {}] = inputs;
    const input = standsInFor === null ? first : { ...first, replacesCardId: this.parts.ids.cardOf(standsInFor) };
    const said = { viewer, channel, kind, command, input, reason, comment, subjectId: this.#subjectOf(planned) };
    return {
      ...said,
      bulk: isBulk ? { rows: inputs, rejects: 'EVERYTHING', whole: null } : null,
      mutation: command,
      lane: 'CALLER',
      expectedVersion: null,
      requestId: null,
      dryRun: false,
      idempotencyKey: null,
      deadlineAt: null,
      firing: null,
    };
  }

  #subjectOf({ target }: PlannedCommand): string | null {
    switch (target.type) {
      case 'NEW':
        return null;
      case 'CARD':
        return this.parts.ids.cardOf(target.key);
      case 'OPERATION':
        return this.parts.ids.operationOf(target.key);
      case 'GIVEN':
        return target.id;
    }
  }
}

const SOMEBODY_ELSE =
  'Another process has begun this log meanwhile: stop the servers that use the database, and seed an empty one.';

function wordsOf(outcome: { readonly type: string; readonly refusal?: Refusal }): string {
  return outcome.refusal?.message ?? outcome.type;
}

function describe({ command, kind, viewer, at }: PlannedCommand): string {
  return `${command} of ${kind} by ${viewer.id} at ${new Date(at).toISOString()}`;
}
