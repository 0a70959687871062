import type { Closers } from './closers.js';
import type { Timers } from './timers.js';
import { pause } from './timers.js';

/** What a drain is made with. */
export interface DrainOptions {
  /** How long everything is served still after the server was told to stop, in milliseconds. */
  readonly graceMs: number;
  readonly timers: Timers;
  readonly closers: Closers;
}

/**
 * Responsible for how a server ends: it says that it drains, serves on for a grace period, then takes nobody any more and is closed.
 * Talks to the closers.
 */
export class Drain {
  #isDraining = false;
  #isClosing = false;
  #ended: Promise<void> | null = null;

  constructor(private readonly options: DrainOptions) {}

  /** Whether the server was told to stop: requests should go elsewhere. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  /** Whether the grace is over: requests that still come are refused. */
  get isClosing(): boolean {
    return this.#isClosing;
  }

  /** Drains. Every call waits for the same end. Rejects when not everything could be closed. */
  stop(): Promise<void> {
    return (this.#ended ??= this.#run());
  }

  async #run(): Promise<void> {
    const { graceMs, timers, closers } = this.options;
    this.#isDraining = true;
    if (graceMs > 0) await pause(timers, graceMs, NEVER);
    this.#isClosing = true;
    await closers.closeAll();
  }
}

/** The grace is not cut short: a second signal ends the whole process. */
const NEVER = new AbortController().signal;
