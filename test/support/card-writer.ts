import type { GatewayStack } from './gateway-stack.js';
import { setTimeout as wait } from 'node:timers/promises';

const REGISTER = `mutation ($input: RegisterCardInput!) {
  registerCard(input: $input) { ... on CardTransition { card { id } } }
}`;

/** How long it waits before it sends a call again, in milliseconds. */
const PAUSE_MS = 50;

/** Responsible for cards that are registered one after the other through a gateway, each once whatever happens to its call. */
export class CardWriter {
  /** The cards that it was told of. */
  readonly cardIds: string[] = [];

  constructor(private readonly stack: GatewayStack) {}

  /** Registers so many; each call is repeated with its key until it is answered. */
  async write(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      const key = `card-${this.cardIds.length}`;
      const input = { programId: 'staff', holderId: key, idempotencyKey: key };
      let id: string | null = null;
      while (id === null) id = (await this.#register(input)) ?? (await wait(PAUSE_MS, null));
      this.cardIds.push(id);
    }
  }

  /** Null: no answer, or that of a gateway that had none from the subgraph. */
  async #register(input: object): Promise<string | null> {
    const answer = await this.stack.ask({ query: REGISTER, variables: { input } }).catch(() => null);
    const registered = answer?.data?.['registerCard'];
    // The query asks for the card.
    return registered ? (registered as { readonly card: { readonly id: string } }).card.id : null;
  }
}
