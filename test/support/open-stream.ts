import type { FormattedExecutionResult } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** Where a stream is asked for, and by whom. */
export interface StreamPlace {
  /** Of GraphQL over HTTP; over WebSocket it is served at the same place. */
  readonly url: string;
  /** The headers of the request, or the parameters of the connection. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** A subscription, which ends when the signal says so. */
interface StreamRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  /** Told the WebSocket, where there is one, once it is open. */
  readonly onSocket?: (socket: WebSocket) => void;
}

/** What a stream yields. */
export type StreamResult = FormattedExecutionResult<Readonly<Record<string, unknown>>>;

/**
 * Opens a subscription without ever connecting again by itself. Ends when the stream was completed; throws the errors that ended it, as
 * a list, the close event of its WebSocket, or whatever the network said.
 */
export type OpenStream = (place: StreamPlace, request: StreamRequest) => AsyncGenerator<StreamResult, void>;

/** Over graphql-transport-ws, on a socket of its own. */
export const overWebSocket: OpenStream = async function* ({ url, credentials }, request) {
  const { query, variables, signal, onSocket } = request;
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: credentials,
    retryAttempts: 0,
  });
  // The implementation that it was given.
  client.on('opened', (socket) => onSocket?.(socket as WebSocket));
  // A connection that never came is over already.
  const stop = async () => {
    await Promise.resolve(client.dispose()).catch(() => undefined);
  };
  const onAbort = () => void stop();
  signal.addEventListener('abort', onAbort);
  try {
    for await (const result of client.iterate({ query, variables: { ...variables } })) yield result as StreamResult;
  } finally {
    signal.removeEventListener('abort', onAbort);
    await stop();
  }
};

/** Over server-sent events, as the answer to a request. */
export const overServerSentEvents: OpenStream = async function* ({ url, credentials }, { query, variables, signal }) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...credentials },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  for await (const { event, data } of readEvents(response)) {
    if (event === 'complete') return;
    // GraphQL over server-sent events sends results in this form.
    if (event === 'next') yield JSON.parse(data) as StreamResult;
  }
  throw new Error('The answer was cut off');
};

/** The events of `text/event-stream`, each of one line of data. */
async function* readEvents({ body }: Response): AsyncGenerator<{ readonly event: string; readonly data: string }> {
  if (body === null) return;
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const blocks = `${text}${chunk}`.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, event] = /^event: ?(.*)$/m.exec(block) ?? [];
      const [, data = ''] = /^data: ?(.*)$/m.exec(block) ?? [];
      if (event !== undefined) yield { event, data };
    }
  }
}
