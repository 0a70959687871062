import type { ReasonCode, Role } from '@tessera/lifecycle';
import type { Kind, Options, Thing } from './thing.js';

/** A second in milliseconds. */
export const SECOND = 1_000;

/** An hour in milliseconds. */
export const HOUR = 3_600 * SECOND;

/** A day in milliseconds. */
export const DAY = 24 * HOUR;

/** How long after its registration a card may be ordered and its production started. */
const WINDOW = 60 * DAY;

/** An event as the model expects it. */
export interface ModelEvent {
  readonly thing: Thing;
  readonly sequence: number;
  readonly command: string;
  readonly from: string;
  readonly to: string;
  readonly reason: ReasonCode | null;
  readonly errorCode: string | null;
  readonly hasComment: boolean;
  readonly role: Role;
}

/** An accepted command with an idempotency key. */
export interface Kept {
  readonly given: string;
  readonly things: readonly Thing[];
  readonly at: number;
}

/** Responsible for all that the model remembers: subjects of every tenant, events, idempotency keys, and what time it is. */
export class World {
  readonly things: Thing[] = [];
  readonly events: ModelEvent[] = [];
  readonly kept = new Map<string, Kept>();

  constructor(public now: number) {}

  /** The subjects of a kind in a tenant. */
  ofKind(tenantId: string, kind: Kind): Thing[] {
    return this.things.filter((thing) => thing.tenantId === tenantId && thing.kind === kind);
  }

  /** The subject with the id, if the tenant has it. */
  find(tenantId: string, kind: Kind, id: string): Thing | undefined {
    return this.ofKind(tenantId, kind).find((thing) => thing.id === id);
  }

  /** The present options of the program that a card belongs to. */
  optionsOf({ tenantId, programId }: Thing): Options {
    return latestOptions(this.find(tenantId, 'CARD_PROGRAM', programId ?? ''));
  }

  /** The operations of a card, the first attempt first. */
  operationsOf(card: Thing): Thing[] {
    return this.things.filter(({ producible }) => producible === card);
  }

  /** Whether 60 days have passed since a card, or the card that an operation produces, was created. */
  isWindowOver(thing: Thing): boolean {
    return this.now > windowEnd(thing);
  }
}

/** When the 60 days of a card, or of the card that an operation produces, are over. */
export function windowEnd(thing: Thing): number {
  return (thing.producible ?? thing).createdAt + WINDOW;
}

/** The options of a program as they are now. */
export function latestOptions(program: Thing | undefined): Options {
  const options = program?.options.at(-1);
  if (options === undefined) throw new Error('The model has no such program');
  return options;
}

/** How subjects stand: state and version of each. */
export function standing(things: readonly Thing[]): string {
  return things.map(({ state, version }) => `${state} ${version}`).join(', ');
}
