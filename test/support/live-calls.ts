import { HOLDERS } from './live-profiles.js';

/** A mutation with its input. */
export interface LiveCall {
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>> & { readonly idempotencyKey: string };
}

/** What is decided on a card that is requested. */
const DECISIONS = ['approveCard', 'approveCard', 'rejectCard', 'abortCard'];

/** Responsible for what the load does next: cards from their registration to their order, and imports of charge cards in between. */
export class LiveCalls {
  /** Cards of which something can be asked still, by their ids. */
  readonly #open = new Map<string, string>();
  #calls = 0;
  #imported = 0;

  /** @param name Begins the keys of all calls. */
  constructor(private readonly name: string) {}

  next(): LiveCall {
    const [open] = this.#open;
    if (open === undefined || Math.random() < 0.4) return this.#register();
    const [id, state] = open;
    this.#open.delete(id);
    const mutation = state === 'REGISTERED' ? 'requestCard' : draw(DECISIONS);
    return {
      mutation,
      input: { id, idempotencyKey: this.#key(), ...(mutation === 'rejectCard' ? { comment: 'No.' } : {}) },
    };
  }

  /** An import of so many charge cards. */
  nextImport(rows: number): LiveCall {
    const input = { rows: Array.from({ length: rows }, () => this.#chargeCard()), idempotencyKey: this.#key() };
    return { mutation: 'importChargeCards', input };
  }

  /** A card is in the state now. */
  learn(id: string, state: string): void {
    if (state === 'REGISTERED' || state === 'REQUESTED') this.#open.set(id, state);
  }

  #register(): LiveCall {
    const programId = draw(['office', 'direct']);
    return { mutation: 'registerCard', input: { programId, holderId: draw(HOLDERS), idempotencyKey: this.#key() } };
  }

  #chargeCard() {
    this.#imported += 1;
    const number = String(this.#imported).padStart(9, '0');
    return { rfid: `04A2B3${number.slice(-8)}`, contractId: `DE8AAC${number}` };
  }

  #key(): string {
    this.#calls += 1;
    return `${this.name}-${this.#calls}`;
  }
}

function draw(items: readonly string[]): string {
  return items[Math.floor(Math.random() * items.length)] ?? '';
}
