// The least that a delivery can cost: a bare `ws` server sends each event as a string that lies ready.
import type { EventSample } from './support/event-source.js';
import type { WebSocket } from 'ws';
import { answerQuestions, readSettings } from './support/child-program.js';
import { startEventSource } from './support/event-source.js';
import { createServerAnswers } from './support/server-answers.js';

/** As long as an operation's id, which is the same for all here. */
const ID = '00000000-0000-0000-0000-000000000000';

const sample = readSettings() as EventSample;
const subscribed = new Set<WebSocket>();
const { url, sockets } = await startEventSource(sample, (event) => {
  const message = JSON.stringify({ id: ID, type: 'next', payload: { data: { [sample.field]: event } } });
  for (const socket of subscribed) socket.send(message);
});

sockets.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const { type } = JSON.parse(data.toString()) as { readonly type: string };
    if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
    if (type === 'subscribe') subscribed.add(socket);
    if (type === 'ping') socket.send('{"type":"pong"}');
  });
  socket.on('close', () => subscribed.delete(socket));
});

answerQuestions(createServerAnswers(url));
