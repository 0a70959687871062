import type { Viewer } from '@tessera/lifecycle';
import type { Pool, PoolConnection, ResultSetHeader, RowDataPacket } from 'mysql2/promise';
import type { UnsealedEvent } from '../../packages/subgraph/src/log/chain.js';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { Command } from './callers.js';
import { createPool } from 'mysql2/promise';
import { sealEvent } from '../../packages/subgraph/src/log/chain.js';
import { newId } from '../../packages/subgraph/src/log/id-sequence.js';
import { MAC_KEYS } from './keys.js';

/** A card as the transitions read it. */
interface CardRow extends RowDataPacket {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly program_id: string;
  readonly holder_id: string;
}

interface HeadRow extends RowDataPacket {
  readonly head: number;
  readonly head_mac: string;
}

/** A transition that somebody asks for. */
export interface HandWrittenCommand {
  readonly viewer: Viewer;
  readonly id: string;
  readonly command: Command;
}

/** How a transition ended. */
export interface HandWrittenResult {
  readonly card: { readonly id: string; readonly state: string; readonly version: number };
  readonly event: StatusEvent;
}

/** What a hand-written store is made with. */
export interface HandWrittenOptions {
  readonly url: string;
  readonly connections: number;
  /** Whether events get their tenant's next position, under the lock of its log; else a number of this process. */
  readonly withPosition: boolean;
  /** Where this process's numbers begin. */
  readonly firstPosition: number;
}

const RULES = {
  deactivate: { from: 'ACTIVE', to: 'INACTIVE', certificates: 'ON_HOLD', event: 'DEACTIVATE' },
  reactivate: { from: 'INACTIVE', to: 'ACTIVE', certificates: 'VALID', event: 'REACTIVATE' },
} as const;

const EVENT_FIELDS = [
  'tenantId', 'position', 'id', 'subjectKind', 'subjectId', 'sequence', 'command', 'fromState', 'toState', 'reason', 'comment',
  'errorCode', 'actorId', 'actorRole', 'channel', 'causedBy', 'requestId', 'occurredAt', 'programId', 'holderId',
  'previousHolderId', 'accountId', 'previousAccountId', 'kioskId', 'producibleId', 'commentSalt', 'commentDigest', 'macKeyId', 'mac',
] as const satisfies readonly (keyof StatusEvent)[]; // prettier-ignore

const LOCK_CARD =
  'SELECT id, state, version, program_id, holder_id FROM card WHERE tenant_id = ? AND id = ? FOR UPDATE';
const OTHER_ACTIVE_CARD = `SELECT c.id FROM card c JOIN card_program p ON p.tenant_id = c.tenant_id AND p.id = c.program_id
  WHERE c.tenant_id = ? AND c.holder_id = ? AND c.state = 'ACTIVE' AND c.program_id = ? AND c.id <> ?
  AND p.multiple_active_per_holder = 0 LIMIT 1`;
const UPDATE_CARD = `UPDATE card SET state = ?, certificates = ?, version = version + 1, updated_at = ?, state_since = ?
  WHERE tenant_id = ? AND id = ? AND version = ?`;
const LOCK_HEAD = 'SELECT head, head_mac FROM tenant_log WHERE tenant_id = ? FOR UPDATE';
const UPDATE_HEAD = 'UPDATE tenant_log SET head = ?, head_mac = ?, last_at = ? WHERE tenant_id = ?';
const columns = EVENT_FIELDS.map((field) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
const INSERT_EVENT = `INSERT INTO status_event (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;

/**
 * Responsible for transitions as one writes them by hand: each in a transaction of its own, with the same checks and the same rows as
 * the log writer's. Talks to MariaDB through mysql2, with prepared statements, at READ COMMITTED; locks a tenant's log as late as
 * possible.
 */
export class HandWrittenStore {
  readonly #pool: Pool;
  #position: number;

  constructor(private readonly options: HandWrittenOptions) {
    this.#position = options.firstPosition;
    this.#pool = createPool({
      uri: options.url.replace(/^mariadb:/, 'mysql:'),
      connectionLimit: options.connections,
      timezone: 'Z',
    });
    this.#pool.pool.on('connection', (connection) => {
      connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    });
  }

  /** Makes one transition. Throws when it is refused. */
  async transition(command: HandWrittenCommand): Promise<HandWrittenResult> {
    if (!command.viewer.roles.includes('OPERATOR')) throw new Error('Only operators may do this');
    const connection = await this.#pool.getConnection();
    try {
      await connection.query('START TRANSACTION');
      const result = await this.#transact(connection, command);
      await connection.query('COMMIT');
      return result;
    } catch (error) {
      await connection.query('ROLLBACK');
      throw error;
    } finally {
      connection.release();
    }
  }

  async #transact(connection: PoolConnection, asked: HandWrittenCommand): Promise<HandWrittenResult> {
    const { id, command } = asked;
    const { tenantId } = asked.viewer;
    const rule = RULES[command];
    const [[card]] = await connection.execute<CardRow[]>(LOCK_CARD, [tenantId, id]);
    if (card?.state !== rule.from) throw new Error(`The card ${id} cannot ${command} from ${card?.state ?? 'nothing'}`);
    if (command === 'reactivate') await refuseSecondActiveCard(connection, tenantId, card);
    const now = new Date();
    const change = [rule.to, rule.certificates, now, now, tenantId, id, card.version];
    const [{ affectedRows }] = await connection.execute<ResultSetHeader>(UPDATE_CARD, change);
    if (affectedRows !== 1) throw new Error(`The card ${id} was changed meanwhile`);
    const event = await this.#log(connection, draftEvent(asked, card, now));
    return { card: { id, state: rule.to, version: card.version + 1 }, event };
  }

  async #log(connection: PoolConnection, draft: Omit<UnsealedEvent, 'position'>): Promise<StatusEvent> {
    const { tenantId, occurredAt } = draft;
    if (!this.options.withPosition) {
      const event = sealEvent({ ...draft, position: (this.#position += 1) }, '', MAC_KEYS);
      await insertEvent(connection, event);
      return event;
    }
    const [[head]] = await connection.execute<HeadRow[]>(LOCK_HEAD, [tenantId]);
    if (head === undefined) throw new Error(`No log of tenant ${tenantId}`);
    const event = sealEvent({ ...draft, position: head.head + 1 }, head.head_mac, MAC_KEYS);
    await insertEvent(connection, event);
    await connection.execute(UPDATE_HEAD, [event.position, event.mac, occurredAt, tenantId]);
    return event;
  }
}

async function refuseSecondActiveCard(connection: PoolConnection, tenantId: string, card: CardRow): Promise<void> {
  const values = [tenantId, card.holder_id, card.program_id, card.id];
  const [others] = await connection.execute<RowDataPacket[]>(OTHER_ACTIVE_CARD, values);
  if (others.length > 0) throw new Error('The holder has another active card');
}

async function insertEvent(connection: PoolConnection, event: StatusEvent): Promise<void> {
  await connection.execute(
    INSERT_EVENT,
    EVENT_FIELDS.map((field) => event[field]),
  );
}

function draftEvent(
  { viewer, command }: HandWrittenCommand,
  card: CardRow,
  now: Date,
): Omit<UnsealedEvent, 'position'> {
  const { from, to, event } = RULES[command];
  const untold = { reason: null, comment: null, errorCode: null, summary: null, daysLeft: null };
  const nothing = { ...untold, causedBy: null, kioskId: null, producibleId: null };
  const noOthers = { previousHolderId: null, accountId: null, previousAccountId: null, requestId: null };
  return {
    ...nothing,
    ...noOthers,
    tenantId: viewer.tenantId,
    id: newId('evt', now),
    subjectKind: 'CARD',
    subjectId: card.id,
    sequence: card.version + 1,
    command: event,
    fromState: from,
    toState: to,
    actorId: viewer.id,
    actorRole: 'OPERATOR',
    channel: 'API',
    occurredAt: now,
    programId: card.program_id,
    holderId: card.holder_id,
  };
}
