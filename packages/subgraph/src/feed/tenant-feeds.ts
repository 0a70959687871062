import type { Viewer } from '@tessera/lifecycle';
import type { StatusEvent } from '../log/status-event.js';

/** Which events a subscriber wants; reads only the event's own columns. */
export interface EventFilter {
  accepts(event: StatusEvent): boolean;
}

/** One item of a stream. */
export interface FeedItem {
  readonly event: StatusEvent;
  /** Position of the item last sent to this subscriber; of the first item `after`, or the head when the stream began. */
  readonly previousPosition: number;
}

/**
 * One subscriber's stream. It ends with a `CodedError` (CURSOR_EXPIRED with `oldestCursor`, or a fault), never silently; it ends
 * silently only when the consumer returns it.
 */
export interface EventStream extends AsyncGenerator<FeedItem, void, void> {
  /**
   * To go on after when the stream has ended: everything up to here was handed over, as far as the subscriber wants and may read it. An
   * item counts as handed over once the next one is asked for.
   */
  readonly position: number;
  /** Of the item that counts as handed over last, as the next one will have it: the subscriber holds its cursor, or is not the one who was sent it. */
  readonly previousPosition: number;
  /**
   * Gives back what was read ahead, and the item that was handed over last: it cannot be delivered soon. It is the next item again, as the
   * log has it when it is asked for.
   */
  handBack(): void;
  /** From now on hands over only what passes this test too; it is asked for each event, at its delivery. */
  narrow(accepts: (event: StatusEvent) => boolean): void;
}

/** Streams of a tenant's log: every event once and in order, as far as the viewer may read. */
export interface TenantFeeds {
  /** The newest position of the tenant's log, from the database; 0 when it has none. */
  readHead(tenantId: string): Promise<number>;
  /**
   * All events after the position that pass the filter and that the viewer may read, then live ones. `after` null: from now on;
   * the head is read before the promise resolves.
   */
  follow(viewer: Viewer, filter: EventFilter, after: number | null): Promise<EventStream>;
  /** A hint that the tenant's log has grown. Losing one costs time, never an event. */
  wake(tenantId: string): void;
  /** A hint that any log may have grown: one statement reads how far those of all tenants that are listened to reach. */
  wakeAll(): void;
  close(): Promise<void>;
}
