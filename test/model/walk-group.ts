import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type { Pause } from './draw-step.js';
import { findTallyFaults } from '../support/tally-faults.js';
import { TestClock } from '../support/test-clock.js';
import { createTimerStack, ScriptedChannel } from '../support/timer-stack.js';
import { toTransition } from './answer.js';
import { Draw } from './draw.js';
import { drawPause } from './draw-step.js';
import { HEAD_START } from './setting-up.js';
import { findLogFaults } from './log-faults.js';
import { findStoredFaults, findTimerFaults } from './stored-faults.js';
import { readNew } from './trace.js';
import { Walk } from './walk.js';

/** What some walks side by side are drawn from: a seed a step, null for a step that is left out. */
export interface WalkSeeds {
  readonly pauses: readonly (number | null)[];
  /** Null for a walk that is left out. */
  readonly walks: readonly (readonly (number | null)[] | null)[];
}

/** A millisecond past the minute, so that no moment of batch sync is met exactly. */
const START = '2026-03-02T08:00:00.001Z';

/**
 * Responsible for some walks side by side on one writer, each with tenants of its own: the same time passes for all. One command a walk
 * is sent at once, for the sake of speed: what belongs to one tenant is never in the way of another.
 */
export class WalkGroup {
  readonly #database: Database;
  readonly #clock = new TestClock(START);
  readonly #stack: ReturnType<typeof createTimerStack>;
  readonly #name: string;

  constructor(database: Database, name: string) {
    this.#database = database;
    this.#name = name;
    this.#stack = createTimerStack(database, { clock: this.#clock, channel: new ScriptedChannel() });
  }

  /** Walks as the seeds say; answers what each has met. */
  async run({ pauses, walks: seeds }: WalkSeeds): Promise<readonly ReadonlySet<string>[]> {
    const walks = seeds.map((each, index) => ({
      walk: new Walk(`${this.#name}-${index}`, this.#clock.now(), index),
      seeds: each ?? [],
    }));
    const all = walks.map(({ walk }) => walk);
    try {
      for (let round = 0; round <= HEAD_START; round += 1) await this.#setUp(all, round);
      for (const walk of all) walk.begin();
      for (const [index, pause] of pauses.entries()) {
        if (pause !== null) await this.#passTime(drawPause(new Draw(pause), index), all);
        await Promise.all(walks.map((each) => this.#step(each.walk, each.seeds[index] ?? null)));
        await this.#compareEvents(all.filter(({ isEventful }) => isEventful));
      }
      await this.#compareEvents(all);
      await Promise.all(all.map((walk) => this.#compareStored(walk)));
      return all.map(({ met }) => met);
    } finally {
      await this.#forgetTimers(all);
    }
  }

  async #setUp(walks: readonly Walk[], round: number): Promise<void> {
    const sent = walks.flatMap((walk) => walk.setUp(round).map((command) => ({ walk, command })));
    const outcomes = await Promise.all(sent.map(({ command }) => this.#stack.writer.submit(toTransition(command))));
    outcomes.forEach((outcome, index) => {
      const each = sent[index];
      each?.walk.judge(each.command, outcome);
    });
    await this.#compareEvents(walks);
  }

  async #step(walk: Walk, seed: number | null): Promise<void> {
    if (seed === null) return;
    const command = walk.next(new Draw(seed));
    walk.judge(command, await this.#stack.writer.submit(toTransition(command)));
  }

  async #passTime({ ms, isFired }: Pause, walks: readonly Walk[]): Promise<void> {
    if (ms === 0) return;
    this.#clock.advance(ms);
    for (const walk of walks) walk.passTime(this.#clock.now(), isFired);
    if (!isFired) return;
    await this.#stack.runner.runOnce();
    await this.#compareEvents(walks);
  }

  async #compareEvents(walks: readonly Walk[]): Promise<void> {
    const events = await readNew(
      this.#database,
      walks.flatMap(({ traces }) => traces),
    );
    for (const walk of walks) walk.compareEvents(events);
  }

  async #compareStored(walk: Walk): Promise<void> {
    const { world, tenantIds } = walk;
    const faultLists = await Promise.all([
      findStoredFaults(this.#database, world, tenantIds),
      findTimerFaults(this.#database, world, tenantIds),
      ...tenantIds.map((tenantId) => findTallyFaults(this.#database, tenantId)),
      ...tenantIds.map(async (tenantId) =>
        findLogFaults(world, tenantId, await readNew(this.#database, [{ tenantId, position: 0 }])),
      ),
    ]);
    const faults = faultLists.flat();
    if (faults.length > 0) walk.fail(faults);
  }

  /** The database is shared: what would be due later must not be fired by the next walks. */
  async #forgetTimers(walks: readonly Walk[]): Promise<void> {
    const tenantIds = walks.flatMap((walk) => walk.tenantIds);
    const session = await this.#database.openWriteSession();
    await session.begin();
    await session.write(`DELETE FROM due_row WHERE tenant_id IN (${tenantIds.map(() => '?').join(', ')})`, tenantIds);
    await session.commit();
    session.release();
  }
}
