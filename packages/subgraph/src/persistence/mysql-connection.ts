import type { Socket } from 'node:net';
import type { Connection, ConnectionOptions } from 'mysql2/promise';
import type { MysqlSettings } from './mysql-settings.js';
import { connect } from 'node:net';
import { createConnection } from 'mysql2/promise';

/** How long a server may take to greet. */
const CONNECT_TIMEOUT_MS = 3_000;

/** How long a connection may stay silent, also with a statement under way: a server that hangs must not hang us. */
const SILENCE_TIMEOUT_MS = 15_000;

/** Says how strings are escaped, and that what does not fit is refused rather than cut, whatever the server's default is. */
export const SESSION_SQL = "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', lock_wait_timeout = 5";

/** What every connection shares: times are UTC, text compares byte by byte. */
export const CONNECTION_OPTIONS = {
  charset: 'UTF8MB4_BIN',
  connectTimeout: CONNECT_TIMEOUT_MS,
  timezone: 'Z',
} as const satisfies ConnectionOptions;

/** A connection, with the socket below it. */
export interface OpenConnection {
  readonly connection: Connection;
  readonly socket: Socket;
}

/** Connects a socket that fails when the server stays silent for too long; 0 is for ever. */
export function openSocket({ host, port }: MysqlSettings, silenceMs = SILENCE_TIMEOUT_MS): Socket {
  const socket = connect({ host, port, noDelay: true, keepAlive: true });
  return socket.setTimeout(silenceMs, () => {
    socket.destroy(Object.assign(new Error('The database is silent'), { code: 'ETIMEDOUT', syscall: 'read' }));
  });
}

/** Opens one connection. When it is lost, its next statement fails. */
export async function openConnection(settings: MysqlSettings, silenceMs?: number): Promise<OpenConnection> {
  const { host, port, user, password, database } = settings;
  const socket = openSocket(settings, silenceMs);
  try {
    const stream = (): Socket => socket;
    const connection = await createConnection({ ...CONNECTION_OPTIONS, host, port, user, password, database, stream });
    connection.on('error', () => undefined);
    return { connection, socket };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
