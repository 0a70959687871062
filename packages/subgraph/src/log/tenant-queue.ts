import type { BatchEntry } from './batch-entry.js';

/** Commands of one batch. */
const MAX_COMMANDS_PER_BATCH = 256;

/** Responsible for the commands of one tenant that wait for a batch. Callers go first; jobs fill at most half while callers wait. */
export class TenantQueue {
  #callers: BatchEntry[] = [];
  #jobs: BatchEntry[] = [];
  /** Whether a batch of the tenant is being committed. */
  isRunning = false;

  constructor(readonly tenantId: string) {}

  get length(): number {
    return this.#callers.length + this.#jobs.length;
  }

  add(entry: BatchEntry): void {
    (entry.command.lane === 'CALLER' ? this.#callers : this.#jobs).push(entry);
  }

  /** Takes an entry out that nobody waits for any more. */
  remove(entry: BatchEntry): void {
    this.#callers = this.#callers.filter((each) => each !== entry);
    this.#jobs = this.#jobs.filter((each) => each !== entry);
  }

  /** Takes the entries of the next batch. */
  take(): BatchEntry[] {
    const jobsShare = this.#callers.length > 0 ? MAX_COMMANDS_PER_BATCH / 2 : MAX_COMMANDS_PER_BATCH;
    const jobs = Math.min(this.#jobs.length, jobsShare);
    const callers = this.#callers.splice(0, MAX_COMMANDS_PER_BATCH - jobs);
    return [...callers, ...this.#jobs.splice(0, jobs)];
  }

  /** Puts entries back that did not fit into their batch, before all others. */
  putBack(entries: readonly BatchEntry[]): void {
    this.#callers.unshift(...entries.filter(({ command }) => command.lane === 'CALLER'));
    this.#jobs.unshift(...entries.filter(({ command }) => command.lane === 'JOB'));
  }
}
