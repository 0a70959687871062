import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import type { ErrorAnswer } from './error-answer.js';
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { answerToStatus, errorBody } from './error-answer.js';
import { REQUEST_ID_HEADER } from './request-id.js';
import { BARE_HEADERS } from './safe-headers.js';

/** What Node's parser says of bytes that it does not take for a request; else they are just wrong. */
const STATUSES: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** Answers a request whose URL cannot even be routed; no hook has run. */
export function answerBadUrl(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const answer = answerToStatus(400);
  void reply
    .code(answer.status)
    .headers({ ...BARE_HEADERS, [REQUEST_ID_HEADER]: request.id })
    .send(errorBody(answer, request.id));
}

/** Answers bytes that are no request, and hangs up. */
export function answerNoRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const answer = answerToStatus(STATUSES[error.code ?? ''] ?? 400);
  if (socket.writable) socket.write(renderAnswer(answer, randomUUID()));
  socket.destroy(error);
}

/** A whole answer as it goes over the wire, where there is a socket and no reply. The connection ends with it. */
export function renderAnswer(answer: ErrorAnswer, requestId: string): string {
  const body = JSON.stringify(errorBody(answer, requestId));
  const headers = {
    ...BARE_HEADERS,
    [REQUEST_ID_HEADER]: requestId,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const status = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`;
  return `${[status, ...head].join('\r\n')}\r\n\r\n${body}`;
}
