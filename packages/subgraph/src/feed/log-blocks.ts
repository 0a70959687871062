import type { StatusEvent } from '../log/status-event.js';
import type { Held, TailMemory } from './tail-memory.js';
import { PAGE_SIZE } from './event-reader.js';
import { estimateBytes } from './recent-events.js';

/** Positions of a block. */
const BLOCK_SIZE = PAGE_SIZE;

/** Reads of one tenant's log. */
export interface LogReads {
  /** The events that follow the position without a gap, up to a page of them; none when the very next one is missing. */
  readRun(after: number): Promise<readonly StatusEvent[]>;
  /** The same; throws CURSOR_EXPIRED when the very next one is missing. */
  requireRun(after: number): Promise<readonly StatusEvent[]>;
}

/** A stretch of one tenant's log, as it was read. */
export class LogBlock implements Held {
  readonly bytes: number;

  /** @param drop Called when its memory is needed for others. */
  constructor(
    private readonly events: readonly StatusEvent[],
    readonly drop: () => void = () => undefined,
  ) {
    this.bytes = events.reduce((sum, event) => sum + estimateBytes(event), 0);
  }

  /** The event at the position, if it is of this stretch. */
  at(position: number): StatusEvent | undefined {
    return this.events[position - (this.events[0]?.position ?? position)];
  }

  /** A block is held or not. */
  dropOldest(): boolean {
    this.drop();
    return false;
  }
}

/**
 * Responsible for what is read from the database for those who lag: blocks between fixed positions, each read once for all who come by
 * at about the same time. Talks to the `TailMemory`, which takes back those that nobody used for longest.
 */
export class LogBlocks {
  readonly #blocks = new Map<number, LogBlock>();
  readonly #reading = new Map<number, Promise<LogBlock>>();
  /** How often everything was forgotten: what was being read meanwhile is read again. */
  #generation = 0;

  constructor(
    private readonly reads: LogReads,
    private readonly memory: TailMemory,
  ) {}

  /** A block that holds the event after the position. Throws CURSOR_EXPIRED when that event is missing. */
  async find(position: number): Promise<LogBlock> {
    const generation = this.#generation;
    const number = Math.floor(position / BLOCK_SIZE);
    const block = this.#blocks.get(number) ?? (await this.#read(number));
    if (block.at(position + 1) !== undefined) {
      this.memory.touch(block);
      return generation === this.#generation ? block : this.find(position);
    }
    // The log ended sooner when the block was read, or there is a hole, which matters only to those who stand before it.
    this.#forget(number);
    const events = await this.reads.requireRun(position);
    return generation === this.#generation ? new LogBlock(events) : this.find(position);
  }

  /** Forgets everything: the log's events are no longer as they were read. */
  clear(): void {
    this.#generation += 1;
    this.#reading.clear();
    for (const number of this.#blocks.keys()) this.#forget(number);
  }

  /** Gives back its memory; resolves when nothing is being read any more. */
  async release(): Promise<void> {
    await Promise.allSettled(this.#reading.values());
    this.clear();
  }

  #read(number: number): Promise<LogBlock> {
    const known = this.#reading.get(number);
    if (known !== undefined) return known;
    const isCurrent = () => this.#reading.get(number) === reading;
    const reading = this.reads.readRun(number * BLOCK_SIZE).then((events) => {
      const block = new LogBlock(events, () => this.#blocks.delete(number));
      if (isCurrent()) this.#keep(number, block);
      return block;
    });
    this.#reading.set(number, reading);
    const end = () => {
      if (isCurrent()) this.#reading.delete(number);
    };
    reading.then(end, end);
    return reading;
  }

  #keep(number: number, block: LogBlock): void {
    this.#blocks.set(number, block);
    this.memory.charge(block);
  }

  #forget(number: number): void {
    const block = this.#blocks.get(number);
    if (block === undefined) return;
    this.#blocks.delete(number);
    this.memory.release(block);
  }
}
