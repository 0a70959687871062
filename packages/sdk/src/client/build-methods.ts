import type { Connection } from './connection.js';
import type { MethodRow, MethodTable } from './method-table.js';
import { createCommand } from './commands.js';
import { createAsk, createGet, createListMethod, createRead, createTransitions, LIST_SHAPES } from './reads.js';
import { createWatchMethod, createWatchOneMethod } from './watches.js';

type Method = (...given: never[]) => unknown;
type Methods = Readonly<Record<string, Readonly<Record<string, Method>>>>;

/** The methods that the table describes, by resource and name; of its commands also those that answer refusals. */
export function buildMethods(connection: Connection, table: MethodTable): { resources: Methods; results: Methods } {
  const results: Record<string, Record<string, Method>> = {};
  const resources = mapValues(table, (rows, resource) =>
    mapValues(rows, (row, name) => {
      const built = buildMethod(connection, row, `${resource}.${name}`);
      if (!('throwing' in built)) return built;
      (results[resource] ??= {})[name] = built.answering;
      return built.throwing;
    }),
  );
  return { resources, results };
}

function buildMethod(connection: Connection, row: MethodRow, place: string): Method | ReturnType<typeof createCommand> {
  const [kind, document, argument = 'id'] = row;
  const read = { place, document };
  switch (kind) {
    case 'get':
      return createGet(connection, read, argument);
    case 'read':
      return createRead(connection, read);
    case 'ask':
      return createAsk(connection, read);
    case 'transitions':
      return createTransitions(connection, read);
    case 'list':
    case 'history':
    case 'log':
      return createListMethod(connection, read, LIST_SHAPES[kind]);
    case 'watch':
      return createWatchMethod(connection, read);
    case 'watchOne':
      return createWatchOneMethod(connection, { ...read, argument, changes: row[3] });
    case 'command':
    case 'commandOnce':
    case 'creation':
      return createCommand(connection, { ...read, takesId: kind !== 'creation', takesKey: kind !== 'commandOnce' });
  }
}

function mapValues<Value, Mapped>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value, name: string) => Mapped,
): Readonly<Record<string, Mapped>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]));
}
