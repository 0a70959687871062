import type { WriteSession } from './database.js';
import type { OpenConnection } from './mysql-connection.js';
import type { MysqlSettings } from './mysql-settings.js';
import { CodedError } from '../coded-error.js';
import { openConnection, SESSION_SQL } from './mysql-connection.js';
import { MysqlWriteSession } from './mysql-write-session.js';
import { SessionSlots } from './session-slots.js';

/** Idle connections older than this are not used again: the server closes them after ten seconds. */
const MAX_IDLE_MS = 5_000;

/** How a writer's session is set up: the server frees the locks of a process that hangs after `wait_timeout` seconds. */
const WRITER_SQL = [
  SESSION_SQL,
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  'SET SESSION innodb_lock_wait_timeout = 5, wait_timeout = 10',
];

interface IdleConnection extends OpenConnection {
  readonly idleSince: number;
}

/** Responsible for the writer connections to a MariaDB or MySQL server. Talks to the server through mysql2. */
export class MysqlWriters {
  readonly #slots: SessionSlots;
  #idle: readonly IdleConnection[] = [];

  constructor(
    readonly settings: MysqlSettings,
    readonly count: number,
  ) {
    this.#slots = new SessionSlots(count);
  }

  /** Waits for a free connection. Throws SERVICE_UNAVAILABLE when the server cannot be reached. */
  async open(): Promise<WriteSession> {
    const giveBackSlot = await this.#slots.acquire();
    try {
      const open = this.#takeIdle() ?? (await this.#connect());
      return new MysqlWriteSession(open.connection, (isBroken) => {
        if (isBroken) open.socket.destroy();
        else this.#idle = [...this.#idle, { ...open, idleSince: performance.now() }];
        giveBackSlot();
      });
    } catch (error) {
      giveBackSlot();
      throw new CodedError('SERVICE_UNAVAILABLE', 'The database does not answer. Try again.', { cause: error });
    }
  }

  /** Closes all connections that nobody uses. */
  close(): void {
    for (const { socket } of this.#idle) socket.destroy();
    this.#idle = [];
  }

  #takeIdle(): OpenConnection | undefined {
    const usable = this.#idle.filter(
      ({ idleSince, socket }) => performance.now() - idleSince < MAX_IDLE_MS && socket.readyState === 'open',
    );
    for (const open of this.#idle) if (!usable.includes(open)) open.socket.destroy();
    const taken = usable.at(-1);
    this.#idle = usable.slice(0, -1);
    return taken;
  }

  async #connect(): Promise<OpenConnection> {
    const open = await openConnection(this.settings);
    try {
      for (const sql of WRITER_SQL) await open.connection.query(sql);
      return open;
    } catch (error) {
      open.socket.destroy();
      throw error;
    }
  }
}
