// A partner's program in a process of its own: reads cards by the SDK or by a bare `fetch`, and follows a log by the SDK.
import { createTessera } from '@tessera/sdk';
import { GetCardDocument } from '@tessera/sdk/documents';
import WebSocket from 'ws';
import { cardId } from './support/cards.js';
import { answerQuestions, readSettings } from './support/child-program.js';
import { EVENT_SCALARS } from './support/event-scalars.js';

/** Which server the program talks to, and as whom. */
export interface SdkClientSettings {
  readonly url: string;
  readonly token: string;
}

/** What the program is asked. */
export interface SdkClientQuestions {
  /** Reads so many cards by `cards.get`, one after the other; answers the process's own processor time a card, in microseconds. */
  getCards(count: number): Promise<number>;
  /** The same by `fetch`: the same document and headers, the answer parsed. */
  fetchCards(count: number): Promise<number>;
  /** Follows the log from the cursor until it has so many events, each of which names the one before; answers how many a second. */
  catchUp(details: { readonly after: string; readonly events: number }): Promise<number>;
}

const WATCH = `subscription ($kinds: [SubjectKind!], $after: Cursor) {
  statusChanged(kinds: $kinds, after: $after) { ${EVENT_SCALARS} }
}`;

const { url, token } = readSettings() as SdkClientSettings;
const tessera = createTessera({ url, token, webSocketImpl: WebSocket });

answerQuestions<SdkClientQuestions>({
  getCards: (count) => measure(count, (id) => tessera.cards.get(id)),
  fetchCards: (count) => measure(count, fetchCard),
  catchUp,
});

async function measure(count: number, read: (id: string) => Promise<{ readonly id: string } | null>): Promise<number> {
  const before = process.cpuUsage();
  for (let number = 1; number <= count; number += 1) {
    const id = cardId(number);
    if ((await read(id))?.id !== id) throw new Error(`${id} was not read`);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

async function fetchCard(id: string): Promise<{ readonly id: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
    },
    body: JSON.stringify({ query: GetCardDocument, variables: { id } }),
  });
  const { data } = (await response.json()) as { readonly data: { readonly card: { readonly id: string } } };
  return data.card;
}

async function catchUp({ after, events }: { readonly after: string; readonly events: number }): Promise<number> {
  const begin = performance.now();
  let cursor = after;
  let count = 0;
  const stream = tessera.events.watch({ after }, { document: WATCH });
  for await (const event of stream) {
    const { cursor: next, previousCursor } = event as { readonly cursor: string; readonly previousCursor: string };
    if (previousCursor !== cursor) throw new Error(`After ${cursor} came what follows ${previousCursor}`);
    cursor = next;
    count += 1;
    if (count === events) break;
  }
  return (events * 1_000) / (performance.now() - begin);
}
