import type { Logger } from 'pino';

/** A job that runs again and again in the background, and answers something of each run. */
export interface RepeatingJob<T = unknown> {
  /** Runs it now, and again each time the interval has passed since it ended. */
  start(): void;
  /** Lets the part of a run that is in progress end; none begins afterwards. Resolves when it has ended. */
  stop(): Promise<void>;
  /** Runs it once, beside its own runs; nobody stops that. Rejects with what it throws. */
  runOnce(): Promise<T>;
}

/** What a run looks at between two parts of a long work. */
export interface Stopping {
  /** Whether it should end before the next part; another process, or the next start, goes on. */
  readonly isStopping: boolean;
}

/** For a run that nobody stops. */
const UNSTOPPED: Stopping = { isStopping: false };

/** What a repeating job does and how often. */
export interface RepeatingJobOptions<T> {
  readonly name: string;
  readonly intervalMs: number;
  readonly logger: Logger;
  /** One run. A throw is logged, the first of several in a row; the next run comes all the same. */
  readonly run: (stopping: Stopping) => Promise<T>;
}

/** The rest after a run that failed, in milliseconds, where the interval is shorter. */
const REST_AFTER_FAILURE_MS = 1_000;

/** Creates a job that never overlaps itself. */
export function createRepeatingJob<T>(options: RepeatingJobOptions<T>): RepeatingJob<T> {
  return new TimedJob(options);
}

/** Responsible for running one job on and on. Talks to the machine's timers only. */
class TimedJob<T> implements RepeatingJob<T>, Stopping {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #isStopped = true;
  #isFailing = false;

  constructor(private readonly options: RepeatingJobOptions<T>) {}

  get isStopping(): boolean {
    return this.#isStopped;
  }

  start(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  runOnce(): Promise<T> {
    return this.options.run(UNSTOPPED);
  }

  #schedule(afterMs: number): void {
    this.#timer = setTimeout(() => {
      this.#running = this.#runOnAndOn();
    }, afterMs);
  }

  async #runOnAndOn(): Promise<void> {
    const { intervalMs } = this.options;
    const succeeded = await this.#run();
    if (!this.#isStopped) this.#schedule(succeeded ? intervalMs : Math.max(intervalMs, REST_AFTER_FAILURE_MS));
  }

  async #run(): Promise<boolean> {
    const { run, logger, name: job } = this.options;
    try {
      await run(this);
      if (this.#isFailing) logger.info({ job }, 'The job works again');
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) logger.error({ err: error, job }, 'A job failed; it is tried again until it works');
      this.#isFailing = true;
    }
    return !this.#isFailing;
  }
}
