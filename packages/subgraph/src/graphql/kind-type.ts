import type { ClassType } from 'type-graphql';
import { markAsSubject } from './access.js';

const types = new Map<string, ClassType>();
const connections = new Map<string, ClassType>();

/** Decorates the GraphQL class of a kind, so that other folders can point at it without importing it. */
export function KindType(kind: string): ClassDecorator {
  return (target) => {
    // A class decorator gets the class.
    const type = target as unknown as ClassType;
    types.set(kind, type);
    markAsSubject(kind, type);
  };
}

/** Names the connection of a kind, so that other folders can point at it. Returns it. */
export function registerConnection(kind: string, connection: ClassType): ClassType {
  connections.set(kind, connection);
  return connection;
}

/** The GraphQL class of a kind; to be asked lazily, once all folders are loaded. Throws when no class was decorated for it. */
export function typeOfKind(kind: string): ClassType {
  return find(types, kind);
}

/** The connection of a kind; to be asked lazily, once all folders are loaded. Throws when none was named. */
export function connectionOfKind(kind: string): ClassType {
  return find(connections, kind);
}

function find(known: ReadonlyMap<string, ClassType>, kind: string): ClassType {
  const type = known.get(kind);
  if (type !== undefined) return type;
  throw new Error(`No GraphQL class stands for ${kind}: is its folder among the schema's modules?`);
}
