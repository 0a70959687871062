import type { CallOptions } from '../calls/call-types.js';
import type { Answer } from '../http/read-answer.js';
import type { Request } from '../http/request-sender.js';
import type { ClientOptions } from '../options.js';
import type { StreamParts } from '../streams/follower.js';
import { GetStatusCursorDocument } from '../__generated__/documents.js';
import { RequestSender } from '../http/request-sender.js';
import { StreamSocket } from '../streams/stream-socket.js';

/** All that methods talk through: requests over HTTP, and streams over one WebSocket. */
export interface Connection {
  readonly streams: StreamParts;
  send(request: Request, options: CallOptions): Promise<Answer>;
  /** Sends a query; answers its data. */
  read(document: string, variables: object, options: CallOptions): Promise<Answer['data']>;
  close(): void;
}

/** Creates what all methods of a client share. Nothing is sent yet. */
export function createConnection(options: ClientOptions): Connection {
  const sender = new RequestSender(options);
  const socket = new StreamSocket(options);
  const read: Connection['read'] = async (document, variables, given) =>
    (await sender.send({ document, variables, isRepeatable: true }, given)).data;
  const readCursor = async (signal: AbortSignal) =>
    // The document asks for it.
    (await read(GetStatusCursorDocument, {}, { signal }))['statusCursor'] as string;
  return {
    streams: { options, socket, readCursor },
    send: (request, given) => sender.send(request, given),
    read,
    close: () => socket.close(),
  };
}
