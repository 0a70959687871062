import type { Client } from 'graphql-ws';
import { poll } from '../support/poll.js';
import { startServerStack } from '../support/server-stack.js';
import { readJourney } from './readme-blocks.js';

const SUBJECT_ID = /(?:card|temp|charge)_[0-9a-z]{26}/g;
const QUICK = { TESSERA_BATCH_SYNC_MS: '300', TESSERA_SIMULATOR_STEP_MS: '20' };

describe('the README', () => {
  it('tells a journey whose documents answer as it says, each step arriving live', async () => {
    const { ask, subscriber, stop } = await startServerStack(QUICK);
    const { stream, steps, streamed } = readJourney();
    expect(steps).toHaveLength(14);
    const client = subscriber('operator');
    const live = await gather(client, stream);
    const ids = new ShownIds();
    const fill = <T>(shown: T): T => ids.fill(shown);
    for (const { persona, isAwaited, document, answer } of steps) {
      const send = async () => {
        const { data, errors } = await ask({ query: fill(document), as: persona });
        return errors === undefined ? { data } : { data, errors };
      };
      const sendUntil = () => poll(document, async () => matching(await send(), fill(answer)));
      const given = isAwaited ? await sendUntil() : await send();
      ids.learn(answer, given);
      if (answer === null) expect(given).not.toHaveProperty('errors');
      else expect(given).toEqual(fill(answer));
    }
    await poll('all events of the stream', () => live.length === streamed.length);
    expect(live).toEqual(streamed.map((event) => ({ data: { cardStatusChanged: event } })));
    await client.dispose();
    await stop();
  });
});

/** Responsible for the ids that the README shows: which of this run stands in the place of each. */
class ShownIds {
  readonly #real = new Map<string, string>();

  /** Takes the ids of an answer for those that the README shows in the same places. */
  learn(shown: unknown, given: unknown): void {
    const real = JSON.stringify(given).match(SUBJECT_ID) ?? [];
    const seen = JSON.stringify(shown).match(SUBJECT_ID) ?? [];
    seen.forEach((id, index) => this.#real.set(id, this.#real.get(id) ?? real[index] ?? id));
  }

  fill<T>(shown: T): T {
    return JSON.parse(JSON.stringify(shown).replace(SUBJECT_ID, (id) => this.#real.get(id) ?? id)) as T;
  }
}

/** Subscribes; resolves when the server listens, with a list that grows as results arrive. */
async function gather(client: Client, query: string): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  await new Promise<void>((resolve) => {
    client.on('connected', () => resolve());
    client.subscribe(
      { query },
      { next: (item) => items.push(item), error: () => undefined, complete: () => undefined },
    );
  });
  return items;
}

function matching<T>(given: T, shown: unknown): T | null {
  return JSON.stringify(given) === JSON.stringify(shown) ? given : null;
}
