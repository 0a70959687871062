import type { Connection, RowDataPacket } from 'mysql2/promise';
import { createConnection } from 'mysql2/promise';

interface VersionRow extends RowDataPacket {
  readonly version: string;
}

/** Opens a connection to the server or database of a `mariadb:` URL. Parameters stand as `:name`; times are UTC. */
export function connectTo(url: string): Promise<Connection> {
  return createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), namedPlaceholders: true, timezone: 'Z' });
}

/** The server's version: `10.11.9`. */
export async function readServerVersion(url: string): Promise<string> {
  const connection = await connectTo(url);
  try {
    const [[row]] = await connection.query<VersionRow[]>('SELECT VERSION() AS version');
    return /^[\d.]+/.exec(row?.version ?? '')?.[0] ?? 'unknown';
  } finally {
    await connection.end();
  }
}
