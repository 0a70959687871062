import type { HostileRequest, HostileWorld } from './hostile-requests.js';
import type { HostileTarget, Judged } from './send-hostile.js';
import * as fc from 'fast-check';
import { hostileRequests } from './hostile-requests.js';
import { sendHostile } from './send-hostile.js';

/** How many requests, which, and to whom. */
export interface HostileRun {
  readonly target: HostileTarget;
  readonly world: HostileWorld;
  readonly seed: number;
  readonly count: number;
}

/** What a run met. */
export interface HostileReport {
  /** Each with its request and its answer, shortened. */
  readonly faults: readonly string[];
  /** How often each status of HTTP, and each way of a socket. */
  readonly met: ReadonlyMap<string, number>;
}

const AT_ONCE = 8;
const DRAWN_AT_ONCE = 200;
const SHOWN_CHARACTERS = 1_500;

/** What the server reads of a body and of an address with its headers, in bytes. */
const LARGEST = { body: 1_048_576, head: 16_384 };

const NO_ANSWER = { status: -1, contentType: '', body: '' };

/** Sends requests, several at once, and collects what is wrong with the answers. */
export async function runHostile({ target, world, seed, count }: HostileRun): Promise<HostileReport> {
  const faults: string[] = [];
  const met = new Map<string, number>();
  const requests = drawRequests(world, seed, count);
  const work = async () => {
    for (const request of requests) {
      const judged = await judge(target, request);
      const way = `${request.over} ${judged.answer.status}`;
      met.set(way, (met.get(way) ?? 0) + 1);
      if (judged.fault !== null) faults.push(describeFault(request, judged));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { faults, met };
}

/** Few at a time: some are as large as a request may be. */
function* drawRequests(world: HostileWorld, seed: number, count: number): Generator<HostileRequest, void, undefined> {
  const arbitrary = hostileRequests(world);
  for (let drawn = 0; drawn < count; drawn += DRAWN_AT_ONCE) {
    yield* fc.sample(arbitrary, { seed: seed + drawn, numRuns: Math.min(DRAWN_AT_ONCE, count - drawn) });
  }
}

async function judge(target: HostileTarget, request: HostileRequest): Promise<Judged> {
  try {
    return await sendHostile(target, request);
  } catch (error) {
    // Whoever still sends when it is answered that this is too much may not come to read it.
    if (isTooLarge(request)) return { answer: { ...NO_ANSWER, status: 413 }, fault: null };
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return { answer: NO_ANSWER, fault: `no answer: ${String(cause)}` };
  }
}

function isTooLarge({ search, body }: HostileRequest): boolean {
  return Buffer.byteLength(body ?? '') > LARGEST.body || search.length > LARGEST.head;
}

function describeFault({ over, as, method, search, headers, body }: HostileRequest, { answer, fault }: Judged): string {
  const sent = `${over} ${method} as ${String(as)} ${JSON.stringify(headers)} ${search}\n${body ?? ''}`;
  return `${fault ?? ''}\n${shorten(sent)}\nanswered ${answer.status}: ${shorten(answer.body)}\n`;
}

function shorten(text: string): string {
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)} … (${text.length} characters)`;
}
