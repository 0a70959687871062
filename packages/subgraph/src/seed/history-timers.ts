import type { Database } from '../persistence/database.js';
import type { DueRowRunner } from '../jobs/due-row-runner.js';
import type { SimulatedChannel } from '../production/simulated-channel.js';
import type { SteppedClock } from './stepped-clock.js';
import { readNextDueAt } from '../jobs/due-row.js';
import { grainAt } from './seed-timing.js';

/** What timers are fired with. */
export interface HistoryTimersParts {
  readonly database: Database;
  readonly clock: SteppedClock;
  readonly runner: DueRowRunner;
  readonly simulator: SimulatedChannel;
  /** When history ends, in milliseconds since the epoch. */
  readonly end: number;
}

/** How often a timer may be met at the same time, before it is taken for one that never ends. */
const MOST_MEETINGS = 5;

/** Responsible for firing timers at their times: the clock goes from one stretch in which something is due to the end of the next. */
export class HistoryTimers {
  constructor(private readonly parts: HistoryTimersParts) {}

  /** Fires all that is due up to the moment, in the order of time; the clock does not go beyond it. */
  async fireUpTo(moment: number): Promise<void> {
    const { clock, runner, simulator } = this.parts;
    let meetings = 0;
    for (let due = await this.#findNext(); due !== null && due <= moment; due = await this.#findNext()) {
      meetings = due > clock.now().getTime() ? 1 : meetings + 1;
      if (meetings > MOST_MEETINGS) throw new Error('A timer is due again and again');
      clock.goTo(Math.min(this.#endOfStretch(due), moment));
      await runner.runOnce();
      await simulator.runOnce();
    }
  }

  #endOfStretch(due: number): number {
    const grain = grainAt(due, this.parts.end);
    return Math.ceil(due / grain) * grain;
  }

  /** Of all tenants: whoever fires timers fires everybody's. */
  async #findNext(): Promise<number | null> {
    const { database, simulator } = this.parts;
    const times = [await readNextDueAt(database), await simulator.nextDueAt()];
    const waiting = times.filter((time) => time !== null).map((time) => time.getTime());
    return waiting.length === 0 ? null : Math.min(...waiting);
  }
}
