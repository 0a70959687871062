import { poll } from '../support/poll.js';
import { startStack } from '../support/start-stack.js';
import { readJourney } from './readme-blocks.js';

const CARD_ID = /card_[0-9a-z]{26}/g;

describe('the README', () => {
  it('tells a journey whose documents answer as it says, each step arriving live', async () => {
    await using stack = await startStack();
    const { stream, steps, streamed } = readJourney();
    expect(steps).toHaveLength(8);
    const live = await stack.subscribe('operator', stream);
    let cardId = '';
    const fill = <T>(shown: T): T => JSON.parse(JSON.stringify(shown).replace(CARD_ID, (id) => cardId || id)) as T;
    for (const { persona, isAwaited, document, answer } of steps) {
      const send = () => stack.send(persona, fill(document));
      const sendUntil = () => poll(document, async () => matching(await send(), fill(answer)));
      const given = isAwaited ? await sendUntil() : await send();
      cardId ||= JSON.stringify(given).match(CARD_ID)?.[0] ?? '';
      if (answer !== null) expect(given).toEqual(fill(answer));
      else expect(given.errors).toBeUndefined();
    }
    const items = await live.take(streamed.length);
    expect(items).toEqual(streamed.map((event) => ({ data: { cardStatusChanged: event } })));
  });
});

function matching<T>(given: T, shown: unknown): T | null {
  return JSON.stringify(given) === JSON.stringify(shown) ? given : null;
}
