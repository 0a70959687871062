import type { HostileRequest } from './hostile-requests.js';
import type { HostileAnswer } from './judge-answer.js';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { judgeHttp, judgeSocket } from './judge-answer.js';

/** Where a server listens, and how its people show who they are. */
export interface HostileTarget {
  readonly url: string;
  readonly webSocketUrl: string;
  /** Tokens by the personas' names. */
  readonly tokens: ReadonlyMap<string, string>;
}

/** An answer, and what is wrong with it. */
export interface Judged {
  readonly answer: HostileAnswer;
  readonly fault: string | null;
}

/** How long a stream may keep silent that it stands. */
const STREAM_STANDS_AFTER_MS = 60;

/** Sends a request as it is, and judges the answer. */
export async function sendHostile(target: HostileTarget, request: HostileRequest): Promise<Judged> {
  if (request.over === 'SOCKET') {
    const answer = await sendFrame(target, request);
    return { answer, fault: judgeSocket(answer) };
  }
  const answer = await sendHttp(target, request);
  return { answer, fault: judgeHttp(answer) };
}

async function sendHttp(target: HostileTarget, request: HostileRequest): Promise<HostileAnswer> {
  const { method, search, headers, body, as } = request;
  const authorization = as === null ? {} : { authorization: `Bearer ${target.tokens.get(as) ?? as}` };
  const response = await fetch(target.url + search, { method, headers: { ...headers, ...authorization }, body });
  const contentType = response.headers.get('content-type') ?? '';
  return { status: response.status, contentType, body: await response.text() };
}

async function sendFrame(target: HostileTarget, { as, body }: HostileRequest): Promise<HostileAnswer> {
  const socket = new WebSocket(target.webSocketUrl, 'graphql-transport-ws');
  const ended = new AbortController();
  try {
    await once(socket, 'open');
    const closed = once(socket, 'close', { signal: ended.signal }).then(([code]: unknown[]) => closedBy(Number(code)));
    closed.catch(() => undefined);
    const payload = as === null ? {} : { authorization: `Bearer ${target.tokens.get(as) ?? as}` };
    socket.send(JSON.stringify({ type: 'connection_init', payload }));
    return await Promise.race([closed, answerTo(socket, body ?? '')]);
  } finally {
    ended.abort();
    socket.terminate();
  }
}

/** The first message about the frame, or none when it is not answered: a stream stands, or there was nothing to answer. */
function answerTo(socket: WebSocket, frame: string): Promise<HostileAnswer> {
  return new Promise((resolve) => {
    const answer = (body: string) => resolve({ status: 0, contentType: '', body });
    socket.on('message', (data) => {
      // ws gives every message as a Buffer unless told otherwise; the server speaks JSON.
      const message = JSON.parse((data as Buffer).toString()) as { readonly type: string; readonly payload?: unknown };
      if (message.type === 'connection_ack') {
        socket.send(frame);
        const mayBeSilent = !frame.includes('"type":"subscribe"') || frame.includes('subscription');
        if (mayBeSilent) setTimeout(() => answer(''), STREAM_STANDS_AFTER_MS);
      }
      if (message.type === 'next') answer(JSON.stringify(message.payload));
      if (message.type === 'error') answer(JSON.stringify({ errors: message.payload }));
    });
  });
}

function closedBy(status: number): HostileAnswer {
  return { status, contentType: '', body: '' };
}
