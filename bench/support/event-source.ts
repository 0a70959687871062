import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/** An event as subscribers are told it: every field that they select, by its name. */
export type ToldEvent = Readonly<Record<string, unknown>>;

/** An event that was told. */
export interface EventSample {
  /** The subscription's field: `statusChanged`. */
  readonly field: string;
  readonly event: ToldEvent;
}

/** A reference's server. */
interface EventSource {
  /** Where it listens, over HTTP and WebSocket. */
  readonly url: string;
  readonly sockets: WebSocketServer;
}

/** Reads the event out of a message of graphql-transport-ws. Throws when it carries none. */
export function readSample(message: string): EventSample {
  const { payload } = JSON.parse(message) as { payload?: { data?: Readonly<Record<string, ToldEvent>> | null } };
  const [told] = Object.entries(payload?.data ?? {});
  if (told === undefined) throw new Error(`No event: ${message}`);
  const [field, event] = told;
  return { field, event };
}

/**
 * Starts a server whose every mutation is an event like the sample, so that whoever drives the measured server can drive it too. It
 * answers what the driver looks at: the newest cursor, or the name of a success.
 */
export async function startEventSource(
  { event: sample }: EventSample,
  onEvent: (event: ToldEvent) => void,
): Promise<EventSource> {
  let position = 0;
  const cursorOf = (number: number): string => String(number).padStart(String(sample['cursor']).length, '0');
  const answer = (body: string): object => {
    if (!body.includes('mutation')) return { statusCursor: cursorOf(position) };
    position += 1;
    onEvent({ ...sample, cursor: cursorOf(position), previousCursor: cursorOf(position - 1), occurredAt: new Date() });
    return { __typename: 'CardTransition' };
  };
  const server = createServer((request, response) => void serve(request, response, answer));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, sockets };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (body: string) => object,
): Promise<void> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += String(part);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ data: answer(body) }));
}
