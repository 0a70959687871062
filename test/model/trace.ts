import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { Database, SqlValue } from '../../packages/subgraph/src/persistence/database.js';
import type { ModelEvent } from './world.js';
import { decodeRow } from '../../packages/subgraph/src/persistence/database.js';
import { logTables } from '../../packages/subgraph/src/registered-tables.js';
import { camelCase } from './answer.js';

/** How far a tenant's log was read. */
export interface Trace {
  readonly tenantId: string;
  position: number;
}

/** Reads what is new in the logs, of one tenant after the other in the order of their positions, and moves on. */
export async function readNew(database: Database, traces: readonly Trace[]): Promise<readonly StatusEvent[]> {
  if (traces.length === 0) return [];
  const { statusEvent: table } = logTables(database);
  const where = traces.map(() => '(tenant_id = ? AND position > ?)').join(' OR ');
  const sql = `SELECT * FROM ${table.name} WHERE ${where} ORDER BY tenant_id, position`;
  const parameters: SqlValue[] = traces.flatMap(({ tenantId, position }) => [tenantId, position]);
  const rows = await database.read(sql, parameters);
  // The table's columns are the properties of an event.
  return rows.map((row) => decodeRow(database.dialect, table, row) as unknown as StatusEvent);
}

/**
 * Compares a tenant's new events with those of the model, and tells the model the ids of what was created; answers what differs, an
 * empty list if nothing does.
 */
export function follow(
  trace: Trace,
  { expected, events }: { expected: readonly ModelEvent[]; events: readonly StatusEvent[] },
): string[] {
  const gaps = events.flatMap(({ position }) => {
    trace.position += 1;
    return position === trace.position ? [] : [`position ${position} after ${trace.position - 1}`];
  });
  bindIds(expected, events);
  const wanted = expected.filter(({ thing }) => thing.tenantId === trace.tenantId).map(lineOfModel);
  return [...gaps, ...differences(wanted, events.map(lineOfEvent))];
}

/** What is expected and not there, and what is there unexpectedly. Lines hold sequences, so that the order counts a subject. */
function differences(expected: readonly string[], found: readonly string[]): string[] {
  const [wanted, written] = [[...expected].sort(), [...found].sort()];
  if (wanted.join('\n') === written.join('\n')) return [];
  const missing = wanted.filter((line) => !written.includes(line));
  const excess = written.filter((line) => !wanted.includes(line));
  return [...missing.map((line) => `not written: ${line}`), ...excess.map((line) => `written: ${line}`)];
}

/** Creations come to the model with an id only here. A new operation is known by its card, anything else by its turn. */
function bindIds(expected: readonly ModelEvent[], events: readonly StatusEvent[]): void {
  const created = expected.filter(({ sequence }) => sequence === 1).map(({ thing }) => thing);
  for (const { tenantId, sequence, subjectKind, subjectId, producibleId } of events) {
    if (sequence !== 1) continue;
    const fitting = created.filter(({ tenantId: tenant, kind, producible }) => {
      return tenant === tenantId && kind === subjectKind && (producible?.id ?? null) === producibleId;
    });
    const thing = fitting.find(({ id }) => id === subjectId) ?? fitting.find(({ id }) => id === '');
    if (thing !== undefined) thing.id = subjectId;
  }
}

function lineOfModel({ thing, sequence, command, from, to, reason, errorCode, hasComment, role }: ModelEvent): string {
  const comment = hasComment ? 'with a comment' : null;
  return lineOf(thing.kind, thing.id, [sequence, command, from, to, reason, errorCode, comment, role]);
}

function lineOfEvent(event: StatusEvent): string {
  const { subjectKind, subjectId, sequence, fromState, toState, reason, errorCode, actorRole } = event;
  const comment = event.comment === null ? null : 'with a comment';
  const words = [sequence, camelCase(event.command), fromState, toState, reason, errorCode, comment, actorRole];
  return lineOf(subjectKind, subjectId, words);
}

function lineOf(kind: string, id: string, words: readonly (string | number | null)[]): string {
  return [kind, id, ...words.map((word) => (word === null || word === '' ? '-' : word))].join(' ');
}
