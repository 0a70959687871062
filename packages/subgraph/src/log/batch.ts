import type {
  Change,
  Decision,
  DecisionContext,
  LifecycleSubject,
  Lifecycles,
  TimerChanges,
  TimerSettings,
} from '@tessera/lifecycle';
import type { BatchEntry } from './batch-entry.js';
import type { IdempotencyRecord } from './idempotency.js';
import type { StatusEvent } from './status-event.js';
import type { TransitionCommand, TransitionOutcome } from './transition-command.js';
import type { MacKeys, UnsealedEvent } from './chain.js';
import type { WorkingSet } from './working-set.js';
import { changeTimers, decide, UnknownFactError } from '@tessera/lifecycle';
import { sealEvent } from './chain.js';
import { DueRowChanges } from './due-row-changes.js';
import { inputHashOf, keyHashOf } from './idempotency.js';

/** Events after which a batch ends, though commands are left. */
const MAX_EVENTS_PER_BATCH = 4_096;

/** The head of a tenant's log, as locked. */
export interface LogHead {
  readonly position: number;
  readonly mac: string;
  /** When the newest event happened; null while there is none. */
  readonly lastAt: Date | null;
}

/** What a batch decides with. */
export interface BatchContext {
  readonly tenantId: string;
  readonly lifecycles: Lifecycles;
  readonly settings: TimerSettings;
  readonly macKeys: MacKeys;
  readonly workingSet: WorkingSet;
  readonly now: Date;
  readonly head: LogHead;
  /** The stored idempotency records of the commands' keys, by key hash. */
  readonly records: ReadonlyMap<string, IdempotencyRecord>;
  /** Key hashes whose stored record is older than records are kept. */
  readonly expiredKeyHashes: readonly string[];
  /** When the due rows of the batch's firings are due, by `dueRowKey`. */
  readonly dueRows: ReadonlyMap<string, Date>;
}

/** What a command of the batch is answered, once the batch is committed. A replay's event is looked up then. */
export type BatchAnswer =
  | TransitionOutcome
  | { readonly type: 'REPLAY_OF_EVENTS'; readonly eventIds: readonly string[] }
  | { readonly type: 'REPLAY_OF_STATES'; readonly subject: LifecycleSubject; readonly states: readonly string[] }
  | { readonly type: 'FAULT'; readonly error: unknown };

/** A subject that the batch changes: as it is stored (null: not yet) and as it becomes. */
export interface SubjectChange {
  readonly kind: string;
  readonly before: LifecycleSubject | null;
  readonly after: LifecycleSubject;
}

/** Responsible for deciding commands one after the other, each seeing the ones before it, and for gathering what they write. */
export class Batch {
  readonly answers = new Map<BatchEntry, BatchAnswer>();
  readonly subjects = new Map<string, SubjectChange>();
  readonly events: StatusEvent[] = [];
  readonly records = new Map<string, IdempotencyRecord>();
  readonly dueRows = new DueRowChanges();

  constructor(readonly context: BatchContext) {}

  /** Whether there is nothing to write. */
  get isEmpty(): boolean {
    return this.events.length === 0 && this.dueRows.isEmpty;
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
      this.answers.set(entry, { type: 'FAULT', error });
    }
  }

  #answer(entry: BatchEntry): BatchAnswer {
    const { command } = entry;
    const keyHash = keyHashOf(command);
    const record = keyHash === null ? undefined : (this.records.get(keyHash) ?? this.context.records.get(keyHash));
    if (record !== undefined) return answerRecord(record, entry);
    if (this.#isStale(entry)) return { type: 'STALE' };
    const decision = decide(command, this.#decisionContext(entry));
    if (decision.type === 'REFUSED') return decision;
    if (decision.type === 'REPLAYED')
      return { type: 'REPLAY_OF_STATES', subject: decision.subject, states: decision.states };
    return command.dryRun ? answerDryRun(decision) : this.#accept(entry, decision.changes, keyHash);
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

  #accept(entry: BatchEntry, changes: readonly [Change, ...Change[]], keyHash: string | null): BatchAnswer {
    const { command } = entry;
    const ids = changes.map(() => entry.ids.take('evt', this.context.now));
    // First what calls the rules: a throw must leave nothing behind.
    const moves = changes.map((change) => ({ change, timers: this.#timersOf(change) }));
    const events = changes.map((change, index) => this.#log(command, change, { id: ids[index] ?? '', ids }));
    for (const { change, timers } of moves) this.#apply(change, timers);
    if (command.firing !== null && command.subjectId !== null)
      this.dueRows.consume(command.kind, command.subjectId, command.firing.timer);
    if (keyHash !== null) {
      this.records.set(keyHash, {
        keyHash,
        inputHash: inputHashOf(command),
        eventIds: ids,
        createdAt: this.context.now,
      });
    }
    const [event] = events;
    if (event === undefined) throw new Error('An accepted command has no event');
    return { type: 'ACCEPTED', subject: changes[0].after, event, replayed: false };
  }

  #log(
    command: TransitionCommand,
    { event }: Change,
    { id, ids }: { readonly id: string; readonly ids: readonly string[] },
  ): StatusEvent {
    const { tenantId, head, now, macKeys } = this.context;
    const { scope } = event;
    const unsealed: UnsealedEvent = {
      tenantId,
      position: head.position + this.events.length + 1,
      id,
      subjectKind: event.subjectKind,
      subjectId: event.subjectId,
      sequence: event.sequence,
      command: event.command,
      fromState: event.from,
      toState: event.to,
      reason: event.reason,
      comment: event.comment,
      // A code was checked against the catalogue before it came here.
      errorCode: event.errorCode as StatusEvent['errorCode'],
      actorId: event.actorId,
      actorRole: event.actorRole,
      channel: command.channel,
      causedBy: event.causedBy === null ? null : (ids[event.causedBy] ?? null),
      requestId: command.requestId,
      occurredAt: now,
      programId: scope.programId,
      holderId: scope.holderId,
      previousHolderId: event.previousHolderId,
      accountId: scope.accountId,
      previousAccountId: event.previousAccountId,
      kioskId: scope.kioskId,
      producibleId: scope.producibleId,
    };
    const sealed = sealEvent(unsealed, this.events.at(-1)?.mac ?? head.mac, macKeys);
    this.events.push(sealed);
    return sealed;
  }

  #timersOf({ kind, before, after }: Change): TimerChanges {
    const lifecycle = this.context.lifecycles.get(kind);
    if (lifecycle === undefined) throw new Error(`No lifecycle of kind ${kind}`);
    return changeTimers(lifecycle, { before, after }, this.context.settings);
  }

  #apply({ kind, before, after }: Change, timers: TimerChanges): void {
    const key = `${kind}\0${after.id}`;
    const known = this.subjects.get(key);
    this.subjects.set(key, { kind, before: known === undefined ? before : known.before, after });
    this.context.workingSet.put(kind, after);
    this.dueRows.add(kind, after.id, timers);
  }
}

/** One string for a due row. */
export function dueRowKey(subjectId: string, timer: string): string {
  return `${subjectId}\0${timer}`;
}

function answerRecord(record: IdempotencyRecord, { command }: BatchEntry): BatchAnswer {
  if (record.inputHash === inputHashOf(command)) return { type: 'REPLAY_OF_EVENTS', eventIds: record.eventIds };
  const message = 'Use a new key for a new call; to repeat the earlier one, send exactly its input.';
  const idempotencyKey = command.idempotencyKey ?? '';
  return { type: 'REFUSED', refusal: { type: 'IdempotencyConflict', message, retryable: false, idempotencyKey } };
}

function answerDryRun({ changes: [first] }: Extract<Decision, { type: 'ACCEPTED' }>): BatchAnswer {
  return { type: 'DRY_RUN', subject: first.before, fromState: first.event.from, toState: first.event.to };
}
