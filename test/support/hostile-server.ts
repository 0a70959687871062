import type { Tessera } from '@tessera/sdk';
import type { AddressInfo } from 'node:net';
import type { WebSocket } from 'ws';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { createClientOf } from './sdk-followers.js';

/** A message of a client in graphql-transport-ws. */
export interface ClientMessage {
  readonly id?: string;
  readonly type: string;
  readonly payload?: { readonly variables?: { readonly after?: string } };
}

/** What is at the address of a client's streams, and does what no server of ours does. */
export interface HostileServer extends AsyncDisposable {
  /** A client of it. */
  readonly client: Tessera;
  /** How many connections there were. */
  readonly connections: number;
}

/** Starts one that does this with each connection. */
export async function startHostileServer(onConnection: (socket: WebSocket) => void): Promise<HostileServer> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets = new WebSocketServer({ server });
  let connections = 0;
  sockets.on('connection', (socket) => {
    connections += 1;
    onConnection(socket);
  });
  return {
    client: createClientOf({ url: `http://127.0.0.1:${port}/graphql`, token: 'any' }),
    get connections() {
      return connections;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Starts one that lets everybody in, and does this with each subscription. */
export function startHostileStreams(
  onSubscribe: (socket: WebSocket, message: ClientMessage) => void,
): Promise<HostileServer> {
  return startHostileServer((socket) => {
    socket.on('message', (data: Buffer) => {
      // Clients of this repository send messages in this form.
      const message = JSON.parse(data.toString()) as ClientMessage;
      if (message.type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (message.type === 'subscribe') onSubscribe(socket, message);
    });
  });
}
