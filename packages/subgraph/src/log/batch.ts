import type {
  Change,
  CommentErasure,
  Decision,
  DecisionContext,
  LifecycleSubject,
  TimerChanges,
} from '@tessera/lifecycle';
import type { BatchAnswer, RowAnswer } from './batch-answer.js';
import type { BatchContext } from './batch-context.js';
import type { BatchEntry, EntryRow } from './batch-entry.js';
import type { IdempotencyRecord } from './idempotency.js';
import type { StatusEvent } from './status-event.js';
import type { BulkRows, TransitionCommand } from './transition-command.js';
import { changeTimers, decide, UnknownFactError } from '@tessera/lifecycle';
import { answerDryRun, eventIdOf, refuseKey } from './batch-answer.js';
import { dueRowKey, subjectKey } from './batch-context.js';
import { sealEvent } from './chain.js';
import { decideRows } from './decide-rows.js';
import { DueRowChanges } from './due-row-changes.js';
import { inputHashOf, keyHashOf } from './idempotency.js';
import { toLogEvent } from './log-event.js';

/** Events after which a batch ends, though commands are left. */
const MAX_EVENTS_PER_BATCH = 4_096;

/** A subject that the batch changes: as it is stored (null: not yet) and as it becomes. */
export interface SubjectChange {
  readonly kind: string;
  readonly before: LifecycleSubject | null;
  readonly after: LifecycleSubject;
}

/** Comments to remove, from events before a position. */
export interface PlacedErasure extends CommentErasure {
  readonly before: number;
}

type Accepted = Extract<Decision, { type: 'ACCEPTED' }>;

/** An accepted command as the batch has taken it in. */
interface Taken {
  readonly ids: readonly string[];
  readonly event: StatusEvent;
  readonly subject: LifecycleSubject;
}

/** Responsible for deciding commands one after the other, each seeing the ones before it, and for gathering what they write. */
export class Batch {
  readonly answers = new Map<BatchEntry, BatchAnswer>();
  /** By `subjectKey`. */
  readonly subjects = new Map<string, SubjectChange>();
  readonly events: StatusEvent[] = [];
  readonly erasures: PlacedErasure[] = [];
  readonly records = new Map<string, IdempotencyRecord>();
  readonly dueRows = new DueRowChanges();

  constructor(readonly context: BatchContext) {}

  /** Whether there is nothing to write. */
  get isEmpty(): boolean {
    return this.events.length === 0 && this.dueRows.isEmpty && this.records.size === 0;
  }

  get isFull(): boolean {
    return this.events.length >= MAX_EVENTS_PER_BATCH;
  }

  /** Decides one command. Throws only `UnknownFactError`: the need is to be loaded and the command decided again. */
  decide(entry: BatchEntry): void {
    try {
      entry.ids.rewind();
      this.answers.set(entry, this.#answer(entry));
    } catch (error) {
      if (error instanceof UnknownFactError) throw error;
      this.fail(entry, error);
    }
  }

  /** Answers a command that could not be decided by a fault of ours. */
  fail(entry: BatchEntry, error: unknown): void {
    this.answers.set(entry, { type: 'FAULT', error });
  }

  #answer(entry: BatchEntry): BatchAnswer {
    const { command } = entry;
    const keyHash = keyHashOf(command);
    const record = keyHash === null ? undefined : (this.records.get(keyHash) ?? this.context.records.get(keyHash));
    if (record !== undefined && record.inputHash !== inputHashOf(command)) return refuseKey(command);
    if (command.bulk !== null) return this.#answerRows(entry, command.bulk, { keyHash, record });
    if (record !== undefined) return { type: 'REPLAY_OF_EVENT', eventId: record.eventIds[0] ?? '' };
    if (this.#isStale(entry)) return { type: 'STALE' };
    const [{ request }] = entry.rows as readonly [EntryRow];
    const decision = decide(request, this.#decisionContext(entry));
    if (decision.type === 'REFUSED') return decision;
    if (decision.type === 'REPLAYED') return { ...decision, type: 'REPLAY_OF_STATES', kind: command.kind };
    return command.dryRun ? answerDryRun(decision) : this.#accept(entry, decision, keyHash);
  }

  #isStale({ command }: BatchEntry): boolean {
    const { firing, subjectId } = command;
    if (firing === null || subjectId === null) return false;
    const wasTaken = this.dueRows.touches(subjectId, firing.timer);
    return (
      wasTaken || this.context.dueRows.get(dueRowKey(subjectId, firing.timer))?.getTime() !== firing.dueAt.getTime()
    );
  }

  #decisionContext(entry: BatchEntry): DecisionContext {
    const { lifecycles, workingSet: facts, now, settings } = this.context;
    return { lifecycles, facts, now, settings, newId: (prefix) => entry.ids.take(prefix, now) };
  }

  #accept(entry: BatchEntry, decision: Accepted, keyHash: string | null): BatchAnswer {
    const { command } = entry;
    const [taken] = this.#take(entry, [decision]);
    if (taken === undefined) throw new Error('An accepted command was not taken');
    if (command.firing !== null && command.subjectId !== null)
      this.dueRows.consume(command.kind, command.subjectId, command.firing.timer);
    if (keyHash !== null) this.#remember(command, keyHash, taken.ids);
    const { subject, event } = taken;
    return { type: 'ACCEPTED', subject, event, replayed: false };
  }

  #answerRows(
    entry: BatchEntry,
    bulk: BulkRows,
    { keyHash, record }: { readonly keyHash: string | null; readonly record: IdempotencyRecord | undefined },
  ): BatchAnswer {
    const { command } = entry;
    const context = this.#decisionContext(entry);
    const decision = decideRows(entry.rows, bulk, {
      written: record?.eventIds ?? [],
      isDryRun: command.dryRun,
      context,
    });
    if (decision.type === 'REFUSED') return decision;
    const { rows, isWritten } = decision;
    const accepted = rows.filter((row) => row.type === 'ACCEPTED');
    const taken = new Map(isWritten ? this.#take(entry, accepted).map((each, index) => [accepted[index], each]) : []);
    const answers = rows.map((row): RowAnswer => {
      const own = row.type === 'ACCEPTED' ? taken.get(row) : undefined;
      if (own !== undefined) return { type: 'ACCEPTED', subject: own.subject, event: own.event };
      return row.type === 'ACCEPTED' ? { type: 'VALID' } : row;
    });
    // Refused rows are part of what the call came to: its key stands for it, also when all were.
    const isNew = taken.size > 0 || (isWritten && record === undefined);
    if (keyHash !== null && isNew) this.#remember(command, keyHash, answers.map(eventIdOf));
    return { type: 'ROWS', rows: answers };
  }

  #remember(command: TransitionCommand, keyHash: string, eventIds: IdempotencyRecord['eventIds']): void {
    this.records.set(keyHash, { keyHash, inputHash: inputHashOf(command), eventIds, createdAt: this.context.now });
  }

  /** Takes accepted decisions in: their events, subjects and due rows. A throw leaves nothing behind. */
  #take(entry: BatchEntry, decisions: readonly Accepted[]): readonly Taken[] {
    // First what calls the rules, which may throw.
    const moves = decisions.map(({ changes }) => ({
      ids: changes.map(() => entry.ids.take('evt', this.context.now)),
      changes: changes.map((change) => ({ change, timers: this.#timersOf(change) })),
    }));
    return moves.map(({ ids, changes }) => {
      const events = changes.map(({ change }, index) => this.#log(entry.command, change, { ids, index }));
      for (const { change, timers } of changes) this.#apply(change, timers);
      const [event] = events;
      // An effect may have changed the commanded subject again.
      const last = changes.findLast(({ change }) => change.after.id === event?.subjectId);
      if (event === undefined || last === undefined) throw new Error('An accepted command has no event');
      return { ids, event, subject: last.change.after };
    });
  }

  #log(
    command: TransitionCommand,
    change: Change,
    place: { readonly ids: readonly string[]; readonly index: number },
  ): StatusEvent {
    const { tenantId, head, now, macKeys } = this.context;
    const position = head.position + this.events.length + 1;
    const unsealed = toLogEvent(command, change, { tenantId, position, occurredAt: now, ...place });
    const sealed = sealEvent(unsealed, this.events.at(-1)?.mac ?? head.mac, macKeys);
    this.events.push(sealed);
    for (const erasure of change.erased) this.erasures.push({ ...erasure, before: position });
    return sealed;
  }

  #timersOf({ kind, before, after }: Change): TimerChanges {
    const lifecycle = this.context.lifecycles.get(kind);
    if (lifecycle === undefined) throw new Error(`No lifecycle of kind ${kind}`);
    return changeTimers(lifecycle, { before, after }, this.context.settings);
  }

  #apply({ kind, before, after }: Change, timers: TimerChanges): void {
    const key = subjectKey(kind, after.id);
    const known = this.subjects.get(key);
    this.subjects.set(key, { kind, before: known === undefined ? before : known.before, after });
    this.context.workingSet.put(kind, after);
    this.dueRows.add(kind, after.id, timers);
  }
}
