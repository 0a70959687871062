import type { Tessera } from '@tessera/sdk';
import { CursorExpiredError, CursorInvalidError, InvalidRequestError, SubjectNotFoundError } from '@tessera/sdk';
import { DAY_MS } from '@tessera/lifecycle';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll } from '../support/poll.js';
import { createClientOf, SdkFollower } from '../support/sdk-followers.js';
import { startServerStack } from '../support/server-stack.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import { TestClock } from '../support/test-clock.js';

type Stack = Awaited<ReturnType<typeof startServerStack>>;

let stack: Stack;
let tessera: Tessera;
let holders = 0;
beforeAll(async () => {
  stack = await startServerStack({ TESSERA_BATCH_SYNC_MS: '600000' });
  tessera = clientOf(stack);
});
afterAll(() => stack.stop());

function clientOf({ server, tokens }: Stack, as = 'operator', options: object = {}): Tessera {
  return createClientOf({ url: server.url, token: tokens.get(as) ?? '', ...options });
}

async function registerCard(): Promise<string> {
  // Nobody has two orders at once.
  holders += 1;
  const { card } = await tessera.cards.register({ programId: 'staff', holderId: `holder-${holders}` });
  if (card === null) throw new Error('Who registers a card may see it');
  return card.id;
}

describe('cards.watch', () => {
  it('begins now, and with a cursor after that event, also when it was stored', async () => {
    const follower = new SdkFollower((options) => tessera.cards.watch({}, options));
    await poll('it is live', () => follower.isLive);
    const cardIds = [await registerCard(), await registerCard()];
    await poll('both have come', () => follower.items.length === 2);
    await follower.stop();
    expect(follower.items.map(({ subjectId }) => subjectId)).toEqual(cardIds);
    const [first] = follower.items;
    const again = clientOf(stack).cards.watch({ after: first?.cursor ?? '' });
    expect((await again.next()).value).toEqual(follower.items[1]);
    await again.return();
  });

  it('gives those of one card, by an own document what that selects', async () => {
    const [other, cardId] = [await registerCard(), await registerCard()];
    const document = `subscription ($cardId: ID, $after: Cursor) {
      changed: cardStatusChanged(cardId: $cardId, after: $after) { to: toState cursor previousCursor }
    }`;
    const follower = new SdkFollower((options) => tessera.cards.watch({ cardId }, { ...options, document }));
    await poll('it is live', () => follower.isLive);
    for (const id of [other, cardId]) await tessera.cards.request(id);
    await poll('it has come', () => follower.items.length === 1);
    await follower.stop();
    expect(follower.items).toEqual([
      { to: 'REQUESTED', cursor: expect.any(String) as string, previousCursor: expect.any(String) as string },
    ]);
  });

  it('ends with CursorInvalidError for a foreign cursor, and InvalidRequestError for wrong values', async () => {
    const foreign = await clientOf(stack, 'operator-b').events.cursor();
    await expect(tessera.cards.watch({ after: foreign }).next()).rejects.toThrow(CursorInvalidError);
    await expect(tessera.cards.watch({ after: 'yesterday' }).next()).rejects.toThrow(CursorInvalidError);
    const wrong = { kinds: ['PARKING_CARD' as 'CARD'] };
    await expect(tessera.events.watch(wrong).next()).rejects.toThrow(InvalidRequestError);
    const unknown =
      'subscription ($after: Cursor) { cardStatusChanged(after: $after) { cursor previousCursor colour } }';
    await expect(tessera.cards.watch({}, { document: unknown }).next()).rejects.toThrow(InvalidRequestError);
  });

  it('ends with CursorExpiredError, which says what is left, where the log is not kept as far back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tessera-retention-'));
    const kept = { DATABASE_URL: `file:${join(folder, 'tessera.db')}`, TESSERA_DATA_DIR: folder };
    const clock = new TestClock();
    const keeping = await startServerStack(kept, { clock });
    const [oldest] = (await clientOf(keeping).events.list()).nodes;
    await keeping.stop();
    clock.advance(100 * DAY_MS);
    const forgetting = await startServerStack({ ...kept, TESSERA_LOG_RETENTION_DAYS: '99' }, { clock });
    const client = clientOf(forgetting);
    await poll('the log is empty', async () => (await client.events.list()).nodes.length === 0);
    const error: unknown = await client.events
      .watch({ after: oldest?.cursor ?? '' })
      .next()
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CursorExpiredError);
    const { oldestCursor } = error as CursorExpiredError;
    const follower = new SdkFollower((options) => client.events.watch({ after: oldestCursor ?? '' }, options));
    await poll('what is left can be followed', () => follower.isLive);
    await follower.stop();
    await forgetting.stop();
    rmSync(folder, { recursive: true });
  });
});

describe('watches of one client', () => {
  it('share one connection, on which one that ends disturbs no other', async () => {
    await using proxy = await startTcpProxy(Number(new URL(stack.server.url).port));
    const client = clientOf(stack, 'operator', { webSocketUrl: `ws://127.0.0.1:${proxy.port}/graphql` });
    const followers = Array.from({ length: 3 }, () => new SdkFollower((options) => client.cards.watch({}, options)));
    await poll('all are live', () => followers.every(({ isLive }) => isLive));
    expect(proxy.connections).toBe(1);
    await expect(client.cards.watch({ after: 'yesterday' }).next()).rejects.toThrow(CursorInvalidError);
    const [first, ...others] = followers;
    await first?.stop();
    const cardId = await registerCard();
    await poll('the others have it', () => others.every(({ items }) => items.length === 1));
    expect(others.map(({ items, connects }) => [items[0]?.subjectId, connects])).toEqual([
      [cardId, 1],
      [cardId, 1],
    ]);
    client.close();
    expect(await Promise.all(others.map(({ ended }) => ended))).toEqual([undefined, undefined]);
    await poll('the connection is closed', () => proxy.connections === 0);
    expect(followers.map(({ statuses }) => statuses)).toEqual(
      followers.map(() => ['connecting', 'catching-up', 'live', 'closed']),
    );
  });
});

describe('cards.watchCard', () => {
  it('gives the card now, and what it became while its first reading was looked at', async () => {
    const id = await registerCard();
    const watch = tessera.cards.watchCard(id);
    expect((await watch.next()).value).toMatchObject({ id, state: 'REGISTERED' });
    await tessera.cards.request(id);
    expect((await watch.next()).value).toMatchObject({ id, state: 'REQUESTED' });
    await watch.return();
  });

  it('shows the last change of each of 30 cards that change while they are read for the first time', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, registerCard));
    const followers = ids.map((id) => new SdkFollower((options) => tessera.cards.watchCard(id, options)));
    await Promise.all(ids.map((id) => tessera.cards.request(id)));
    await poll('all are shown', () => followers.every(({ items }) => items.at(-1)?.state === 'REQUESTED'));
    await Promise.all(followers.map((follower) => follower.stop()));
    for (const { items } of followers) expect(items.length).toBeLessThanOrEqual(2);
  });

  it('reads by an own document, without a version at every change', async () => {
    const id = await registerCard();
    const document = 'query ($id: ID!) { card(id: $id) { state } }';
    const watch = tessera.cards.watchCard(id, { document });
    expect(await watch.next()).toEqual({ done: false, value: { state: 'REGISTERED' } });
    await tessera.cards.request(id);
    expect(await watch.next()).toEqual({ done: false, value: { state: 'REQUESTED' } });
    await watch.return();
  });

  it('ends with SubjectNotFoundError where nothing has the id', async () => {
    const id = 'card_01m80vakgbed28yha8yffh4kxr';
    const ended = tessera.cards.watchCard(id).next();
    await expect(ended).rejects.toThrow(SubjectNotFoundError);
    await expect(ended).rejects.toMatchObject({ id, code: 'SUBJECT_NOT_FOUND', retryable: false });
  });
});
