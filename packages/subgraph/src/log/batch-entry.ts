import type { CommandRule, LifecycleSubject, Refusal, TransitionRequest } from '@tessera/lifecycle';
import type { TransitionCommand, TransitionOutcome } from './transition-command.js';
import { canonicalInput, checkInput } from '@tessera/lifecycle';
import { IdSequence } from './id-sequence.js';

/** One request of a command: of a bulk command there are as many as it has rows. */
export interface EntryRow {
  readonly request: TransitionRequest;
  /** What is wrong with its input alone; then it is not decided. */
  readonly invalid: Refusal | null;
}

/** Responsible for one command on its way through the writer, and for answering its caller exactly once. */
export class BatchEntry {
  readonly ids = new IdSequence();
  readonly rows: readonly EntryRow[];
  readonly outcome: Promise<TransitionOutcome>;
  /** Whether the batch that holds it has begun: from then on it is never taken back. */
  isRunning = false;
  #isSettled = false;
  #timer: NodeJS.Timeout | undefined;
  #resolve: (outcome: TransitionOutcome) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(
    readonly command: TransitionCommand,
    rule: CommandRule<LifecycleSubject>,
  ) {
    const requests = command.bulk === null ? [command] : command.bulk.rows.map((input) => ({ ...command, input }));
    this.rows = requests.map((request) => toRow(request, rule));
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Calls back after the time, unless it is answered before. */
  expireAfter(ms: number, onExpiry: () => void): void {
    this.#timer = setTimeout(onExpiry, Math.max(ms, 0));
  }

  resolve(outcome: TransitionOutcome): void {
    if (this.#settle()) this.#resolve(outcome);
  }

  reject(error: unknown): void {
    if (this.#settle()) this.#reject(error);
  }

  #settle(): boolean {
    clearTimeout(this.#timer);
    const isFirst = !this.#isSettled;
    this.#isSettled = true;
    return isFirst;
  }
}

/** The system's own inputs are right as they are, and need not fit what callers are asked for. */
function toRow(request: TransitionRequest, rule: CommandRule<LifecycleSubject>): EntryRow {
  const invalid = request.viewer.roles.includes('SYSTEM') ? null : checkInput(rule, request);
  if (invalid !== null) return { request, invalid };
  const input = canonicalInput(rule, request.input);
  return { request: input === request.input ? request : { ...request, input }, invalid };
}
