import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as it came. */
export interface FrontRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What is done with a request. */
export type FrontAct =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** It is sent on, and so is the answer. */
  | 'FORWARD'
  /** It is sent on; when the answer is there, the connection is cut. */
  | 'LOSE_ANSWER'
  /** The connection is cut. */
  | 'CUT'
  /** Nothing is answered. */
  | 'HANG';

/** A server of HTTP in front of another, or of none. */
export interface FrontServer extends AsyncDisposable {
  readonly url: string;
  /** All that came. */
  readonly requests: readonly FrontRequest[];
  /** How many requests are held without an answer. */
  readonly hanging: number;
}

/** Starts one on a free port; it asks what to do with each request, and with how many came before. */
export async function startFrontServer(
  decide: (request: FrontRequest, before: number) => FrontAct | Promise<FrontAct>,
  target = '',
): Promise<FrontServer> {
  const requests: FrontRequest[] = [];
  let hanging = 0;
  const act = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = { headers: incoming.headers, body: await text(incoming) };
    const what = await decide(request, requests.push(request) - 1);
    if (what === 'HANG') {
      hanging += 1;
      response.on('close', () => (hanging -= 1));
      return;
    }
    const answer = what === 'FORWARD' || what === 'LOSE_ANSWER' ? await forward(request, target) : what;
    if (answer === 'CUT' || what === 'LOSE_ANSWER') response.destroy();
    else response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  };
  const server = createServer((incoming, response) => void act(incoming, response).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    requests,
    get hanging() {
      return hanging;
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Sends a request on to another server; answers what that answers. */
export async function forward({ headers, body }: FrontRequest, target: string) {
  const { authorization = '', 'x-tessera-channel': channel } = headers;
  const answer = await fetch(target, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: String(authorization),
      ...(channel === undefined ? {} : { 'x-tessera-channel': String(channel) }),
    },
    body,
  });
  const requestId = answer.headers.get('x-request-id') ?? '';
  return { status: answer.status, headers: { 'x-request-id': requestId }, body: await answer.text() };
}

/** An answer of GraphQL with data. */
export function dataAnswer(data: object): FrontAct {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ data }) };
}

/** An answer of GraphQL with an error of the code. */
export function faultAnswer(
  status: number,
  extensions: object,
  headers: Readonly<Record<string, string>> = {},
): FrontAct {
  return { status, headers, body: JSON.stringify({ errors: [{ message: 'A fault.', extensions }] }) };
}
