import type { ChargeCardStatusEvent, ImportChargeCardsInput, Tessera } from '@tessera/sdk';
import { ServerError } from '@tessera/sdk';
import { poll } from './poll.js';
import { SdkFollower } from './sdk-followers.js';

/** A stream that is followed while events are written and something is done to what carries it. */
export interface ChaosPlan {
  /** Follows. */
  readonly reader: Tessera;
  /** Writes, each call until it is answered, and reads the log. */
  readonly writer: Tessera;
  /** Done so often, each time in mid-stream; resolves when the worst is over. */
  readonly strike: (follower: SdkFollower) => Promise<void>;
  readonly strikes: number;
  readonly events: number;
  /** How many events one call writes. */
  readonly rows?: number;
}

/** What came of it. */
export interface ChaosReport {
  /** The ids of the events, as they came. */
  readonly received: readonly string[];
  /** As the log has them. */
  readonly written: readonly string[];
  readonly connects: number;
}

/** How long after the last write and the last strike everything has come, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Follows, writes and strikes; resolves when as many events have come as were written, or throws. */
export async function runChaos(plan: ChaosPlan): Promise<ChaosReport> {
  const { reader, writer, strike, strikes, events, rows = 10 } = plan;
  const start = await writer.events.cursor();
  const follower = new SdkFollower((options) => reader.chargeCards.watch({}, options));
  await poll('the stream is there', () => follower.isLive, PATIENCE_MS);
  const calls = new ImportCalls(writer);
  const portion = Math.ceil(events / strikes);
  for (let goal = portion; calls.count < events; goal += portion) {
    const written = calls.write(Math.min(goal, events), rows);
    await poll('the stream flows', () => follower.items.length >= goal - portion + portion / 4, PATIENCE_MS);
    await strike(follower);
    await written;
  }
  await poll('everything has come', () => follower.items.length >= events, PATIENCE_MS);
  // What came twice would come now.
  await poll('the stream is quiet', () => follower.isLive, PATIENCE_MS);
  await follower.stop();
  const written = await readLog(writer, start);
  return { received: idsOf(follower.items), written, connects: follower.connects };
}

/** The ids of all events of charge cards after the cursor. */
export async function readLog(client: Tessera, after: string): Promise<readonly string[]> {
  const ids: string[] = [];
  const log = client.events.list({ kinds: ['CHARGE_CARD'] }, { first: 1_000, after });
  for await (const { id } of log) ids.push(id);
  return ids;
}

/** The ids of events. */
export function idsOf(events: readonly Pick<ChargeCardStatusEvent, 'id'>[]): readonly string[] {
  return events.map(({ id }) => id);
}

/** Responsible for charge cards that are imported, each of which is an event. Talks to the server by the SDK. */
export class ImportCalls {
  #count = 0;

  constructor(private readonly writer: Tessera) {}

  /** How many were imported by now. */
  get count(): number {
    return this.#count;
  }

  /** Imports until there are so many, `rows` by one call, one call after the other. */
  async write(goal: number, rows: number): Promise<void> {
    while (this.#count < goal) {
      const cards = Array.from({ length: Math.min(rows, goal - this.#count) }, (_, index) => this.#card(index));
      const input = { rows: cards, idempotencyKey: `import-${this.#count}` };
      await poll('the import is answered', () => this.#import(input), PATIENCE_MS);
      this.#count += cards.length;
    }
  }

  /** Whether it is answered. A gateway may tell its loss of the subgraph as a fault that no client repeats by itself. */
  async #import(input: ImportChargeCardsInput): Promise<boolean> {
    try {
      await this.writer.chargeCards.importMany(input);
      return true;
    } catch (error) {
      if (error instanceof ServerError) return false;
      throw error;
    }
  }

  #card(index: number) {
    const number = String(this.#count + index + 1).padStart(9, '0');
    return { rfid: `04A2B3${number.slice(-8)}`, contractId: `DE8AAC${number}` };
  }
}
