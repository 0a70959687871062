import type { ToldEvent } from './event-source.js';
import { readSample } from './event-source.js';

/** Responsible for proof that a stream's events come once and in order: each names the cursor of the one before it. */
export class CursorChain {
  /** The cursor of the last event. */
  constructor(private cursor: string) {}

  /** Reads the next message. Throws when it carries no event, or not the next one. */
  take(message: Buffer): ToldEvent {
    const { event } = readSample(message.toString());
    if (event['previousCursor'] !== this.cursor)
      throw new Error(`An event is missing, or came twice: after ${this.cursor} came ${message.toString()}`);
    this.cursor = String(event['cursor']);
    return event;
  }
}
