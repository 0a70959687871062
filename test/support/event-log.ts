import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { Database, SqlValue, WriteSession } from '../../packages/subgraph/src/persistence/database.js';
import { StatusEventRecord } from '../../packages/subgraph/src/log/status-event.record.js';

/** An event of a card of Mara's, as the given position of tenant acme's log. */
export function anEvent(overrides: Partial<StatusEvent> & { readonly position: number }): StatusEvent {
  const { position } = overrides;
  const subject = { subjectKind: 'CARD', subjectId: `card_${position}`, sequence: 1 };
  const change = { command: 'REGISTER', fromState: null, toState: 'REGISTERED', reason: null, comment: null };
  const cause = { errorCode: null, actorId: 'olga', actorRole: 'OPERATOR', channel: 'API', causedBy: null } as const;
  const ties = {
    programId: 'staff',
    holderId: 'mara',
    previousHolderId: null,
    accountId: null,
    previousAccountId: null,
  };
  return {
    tenantId: 'acme',
    id: `event_${position}`,
    ...subject,
    ...change,
    ...cause,
    requestId: null,
    occurredAt: new Date(Date.UTC(2026, 0, 15, 8, 0, 0, position)),
    ...ties,
    kioskId: null,
    producibleId: null,
    summary: null,
    daysLeft: null,
    commentSalt: null,
    commentDigest: null,
    macKeyId: 'test',
    mac: `mac_${position}`,
    ...overrides,
  };
}

/** Appends events to a tenant's log as its writer does, by SQL in one transaction; answers the log's new head. */
export async function appendEvents(
  database: Database,
  events: readonly Partial<StatusEvent>[],
  tenantId = 'acme',
): Promise<number> {
  const { lockSuffix } = database.dialect;
  return transact(database, tenantId, async (session) => {
    const [row] = await session.read(`SELECT head FROM tenant_log WHERE tenant_id = ? ${lockSuffix}`, [tenantId]);
    let head = Number(row?.['head']);
    for (const event of events) await insertEvent(database, session, anEvent({ tenantId, ...event, position: ++head }));
    await session.write('UPDATE tenant_log SET head = ? WHERE tenant_id = ?', [head, tenantId]);
    return head;
  });
}

/** Changes the log behind everybody's back. */
export async function changeLog(database: Database, sql: string, parameters: readonly SqlValue[]): Promise<void> {
  await transact(database, 'acme', (session) => session.write(sql, parameters));
}

async function transact<T>(
  database: Database,
  tenantId: string,
  run: (session: WriteSession) => Promise<T>,
): Promise<T> {
  const session = await database.openWriteSession();
  try {
    const values = "(?, 0, 1, '', NULL)";
    const into = 'tenant_log (tenant_id, head, oldest, head_mac, last_at)';
    await session.write(`${database.dialect.insertIgnore} INTO ${into} VALUES ${values}`, [tenantId]);
    await session.begin();
    const result = await run(session);
    await session.commit();
    return result;
  } finally {
    session.release();
  }
}

async function insertEvent(database: Database, session: WriteSession, event: StatusEvent): Promise<void> {
  const { name, columns } = database.tableOf(StatusEventRecord);
  const values = columns.map(({ property, type }) => database.dialect.encode(type, Reflect.get(event, property)));
  const marks = columns.map(() => '?').join(', ');
  await session.write(
    `INSERT INTO ${name} (${columns.map((column) => column.name).join(', ')}) VALUES (${marks})`,
    values,
  );
}
