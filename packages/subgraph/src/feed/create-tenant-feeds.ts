import type { Lifecycles, Viewer } from '@tessera/lifecycle';
import type { Logger } from 'pino';
import type { CursorCodec } from '../log/cursor.js';
import type { StatusEvent } from '../log/status-event.js';
import type { Database } from '../persistence/database.js';
import type { Timers } from '../timers.js';
import type { LogExtent } from './event-reader.js';
import type { EventFilter, EventStream, TenantFeeds } from './tenant-feeds.js';
import type { TailParts } from './tenant-tail.js';
import { canReadEvent, erasingCommands } from '@tessera/lifecycle';
import { systemTimers } from '../timers.js';
import { EventReader } from './event-reader.js';
import { cursorAhead, FeedsClosedError } from './feed-faults.js';
import { FeedStream } from './feed-stream.js';
import { HeadPoller } from './head-poller.js';
import { LoopTurns } from './loop-turns.js';
import { TailMemory } from './tail-memory.js';
import { TenantTail } from './tenant-tail.js';

/** How long a tail outlives its last listener, in milliseconds. */
const LINGER_MS = 60_000;

/** What feeds are made with. */
export interface TenantFeedsOptions {
  readonly database: Database;
  readonly cursors: CursorCodec;
  readonly lifecycles: Lifecycles;
  readonly logger: Logger;
  readonly timers?: Timers;
  /** What the recent events of all tenants may take; 64 MiB unless given. */
  readonly memoryBytes?: number;
}

/** Creates the feeds of a process. */
export function createTenantFeeds(options: TenantFeedsOptions): TenantFeeds {
  return new LogFeeds(options);
}

/** Responsible for the tails of a process, from the first listener to a minute after the last. Talks to the tails. */
class LogFeeds implements TenantFeeds {
  readonly #tails = new Map<string, TenantTail>();
  /** How to call off the end of a tail that nobody listens to. */
  readonly #lingering = new Map<TenantTail, () => void>();
  readonly #parts: TailParts;
  readonly #poller: HeadPoller;
  readonly #turns = new LoopTurns();
  #isClosed = false;

  constructor(private readonly options: TenantFeedsOptions) {
    const { database, cursors, lifecycles, logger, timers = systemTimers, memoryBytes } = options;
    const reader = new EventReader(database, cursors);
    const memory = new TailMemory(memoryBytes);
    const erases = erasureTest(lifecycles);
    this.#parts = { reader, memory, erases, dialect: database.dialect, timers, logger };
    this.#poller = new HeadPoller({ reader, timers, logger, tails: () => [...this.#tails.values()] });
  }

  async readHead(tenantId: string): Promise<number> {
    const { head } = await this.#parts.reader.readExtent(tenantId);
    return head;
  }

  async follow(viewer: Viewer, filter: EventFilter, after: number | null): Promise<EventStream> {
    const extent = await this.#parts.reader.readExtent(viewer.tenantId);
    if (this.#isClosed) throw new FeedsClosedError();
    if (after !== null && after > extent.head) throw cursorAhead();
    const tail = this.#tailOf(viewer.tenantId, extent);
    return new FeedStream({
      tail,
      turns: this.#turns,
      after: after ?? extent.head,
      accepts: (event) => filter.accepts(event) && this.#isReadable(viewer, event),
      onEnd: () => this.#leave(tail),
    });
  }

  wake(tenantId: string): void {
    this.#tails.get(tenantId)?.wake();
  }

  wakeAll(): void {
    this.#poller.lookNow();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const tails = [...this.#tails.values()];
    for (const tail of tails) tail.end(new FeedsClosedError());
    for (const cancel of this.#lingering.values()) cancel();
    await Promise.all([this.#poller.close(), ...tails.map((tail) => tail.release())]);
  }

  #isReadable(viewer: Viewer, event: StatusEvent): boolean {
    const lifecycle = this.options.lifecycles.get(event.subjectKind);
    return lifecycle !== undefined && canReadEvent(lifecycle, viewer, event);
  }

  /** The tenant's tail, kept alive; one that has ended is replaced. */
  #tailOf(tenantId: string, extent: LogExtent): TenantTail {
    const known = this.#tails.get(tenantId);
    if (known !== undefined && !known.hasEnded) {
      this.#lingering.get(known)?.();
      this.#lingering.delete(known);
      known.learn(extent);
      return known;
    }
    const tail = new TenantTail(tenantId, extent, this.#parts);
    this.#tails.set(tenantId, tail);
    // What was committed between the look at the head and now woke nobody.
    tail.wake();
    this.#poller.start();
    return tail;
  }

  #leave(tail: TenantTail): void {
    if (tail.listenerCount > 0) return;
    if (tail.hasEnded) this.#drop(tail);
    else
      this.#lingering.set(
        tail,
        this.#parts.timers.after(LINGER_MS, () => this.#drop(tail)),
      );
  }

  #drop(tail: TenantTail): void {
    this.#lingering.delete(tail);
    if (this.#tails.get(tail.tenantId) === tail) this.#tails.delete(tail.tenantId);
    tail.end(new FeedsClosedError());
    void tail.release();
  }
}

/** Whether an event's command is one that removes comments from earlier events. */
function erasureTest(lifecycles: Lifecycles): (event: StatusEvent) => boolean {
  const commands = new Map([...lifecycles].map(([kind, lifecycle]) => [kind, erasingCommands(lifecycle)]));
  return ({ subjectKind, command }) => commands.get(subjectKind)?.includes(command) === true;
}
