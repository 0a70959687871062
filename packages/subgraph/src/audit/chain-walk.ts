import type { MacKeys } from '../log/chain.js';
import type { StatusEvent } from '../log/status-event.js';
import { findChainFault, GENESIS_MAC } from '../log/chain.js';

/** A place in a tenant's chain: an event's position and MAC. The MAC stands for all events up to it. */
export interface ChainPoint {
  readonly position: number;
  readonly mac: string;
}

/** The first thing that is wrong with a chain. */
export interface ChainFault {
  readonly position: number;
  /** What stands at the position; null when nothing does. */
  readonly event: Pick<StatusEvent, 'id' | 'command' | 'subjectKind' | 'subjectId'> | null;
  readonly why: string;
}

/** What a chain is walked with. */
export interface WalkOptions {
  readonly keys: MacKeys;
  /** Where the log says that it ends; position 0 when it is empty. */
  readonly head: ChainPoint;
  /** A place that the chain had at an earlier time; null: none is known. */
  readonly known: ChainPoint | null;
}

/** Responsible for one walk along a tenant's chain, from its first event to its head. Talks to nobody: is given the events in order. */
export class ChainWalk {
  #last: StatusEvent | null = null;

  constructor(private readonly options: WalkOptions) {}

  /** How many events, from the first, fit. */
  get proven(): number {
    return this.#last?.position ?? 0;
  }

  /** Takes the next event that is stored; answers what is wrong with it or before it. Throws a `MissingMacKeyError`. */
  take(event: StatusEvent): ChainFault | null {
    const why = this.#whyNot(event);
    if (why === null) {
      this.#last = event;
      return null;
    }
    const expected = this.proven + 1;
    return event.position > expected && expected <= this.options.head.position
      ? missing(expected, `an event is missing: the next one stands at ${event.position}`)
      : faultOf(event, why);
  }

  /** Says what is wrong at the end, after the last event that is stored. */
  finish(): ChainFault | null {
    const { head, known } = this.options;
    const last = this.#last;
    if (this.proven < head.position)
      return missing(this.proven + 1, `the tail is cut: the log has positions up to ${head.position}`);
    if (last !== null && last.mac !== head.mac) return faultOf(last, 'it is not the head that the log names');
    if (known !== null && this.proven < known.position)
      return missing(this.proven + 1, `the tail is cut: the checkpoint knows positions up to ${known.position}`);
    return null;
  }

  #whyNot(event: StatusEvent): string | null {
    const { keys, head, known } = this.options;
    const { position, mac } = event;
    if (position < 1) return 'it stands before the first position';
    if (position > head.position) return `it stands behind the head of the log, which is at ${head.position}`;
    if (position !== this.proven + 1) return 'it does not follow';
    const fault = findChainFault(event, this.#last?.mac ?? GENESIS_MAC, keys);
    if (fault !== null) return fault;
    return known?.position === position && known.mac !== mac ? 'it is not the event that the checkpoint knows' : null;
  }
}

function missing(position: number, why: string): ChainFault {
  return { position, event: null, why };
}

function faultOf({ position, id, command, subjectKind, subjectId }: StatusEvent, why: string): ChainFault {
  return { position, event: { id, command, subjectKind, subjectId }, why };
}
