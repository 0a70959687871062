import type { Scenario, Share } from './scenarios.js';
import type { SubscriptionTarget } from './subscriber-socket.js';
import { createScenario } from './scenarios.js';

const WHOLE: Share = { number: 1, of: 1 };

/** Responsible for one transition at a time, of cards back and forth. Talks to a server over HTTP. */
export class TransitionDriver {
  readonly #scenario: Scenario;

  constructor(
    private readonly target: SubscriptionTarget,
    cards: number,
  ) {
    this.#scenario = createScenario('TRANSITIONS', cards);
  }

  /** The newest event's cursor. */
  async readCursor(): Promise<string> {
    const { data } = JSON.parse(await this.#post('{"query":"{ statusCursor }"}')) as { data: { statusCursor: string } };
    return data.statusCursor;
  }

  /** Makes one transition of a card of the share; two at once must not have the same share. Throws when it is refused. */
  async transition(share = WHOLE): Promise<void> {
    const request = this.#scenario.next(share);
    const answer = await this.#post(request.body);
    if (!answer.includes(request.expected)) throw new Error(answer);
    request.onAnswer();
  }

  async #post(body: string): Promise<string> {
    const { url, token } = this.target;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(url, { method: 'POST', headers, body });
    return answer.text();
  }
}
