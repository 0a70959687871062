import type { Services } from '../services.js';
import type { Dialect } from '../persistence/database.js';
import type { RequestContext } from './request-context.js';
import type { RowQuery } from './read-rows.js';
import type { SqlCondition } from '../persistence/sql-text.js';
import { CodedError } from '../coded-error.js';
import { countRows, readRows } from './read-rows.js';

/** The longest page of a connection. */
const MAX_PAGE = 200;

/** What a connection's field is given. */
export interface PageArguments {
  readonly first: number | null;
  readonly after?: string | null;
}

/** A connection as its GraphQL type has it; cursors are made, and the total is counted, when they are asked for. */
export interface ConnectionSource<T> {
  readonly edges: readonly { readonly cursor: () => string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: () => string | null;
    readonly endCursor: () => string | null;
  };
  readonly totalCount: () => Promise<number> | number;
}

/** A list that pages are cut from: newest first, by a key that every item has and that never changes. */
export interface PagedList<T> {
  /** Part of its cursors: another list's are not taken. */
  readonly name: string;
  keyOf(item: T): string;
  /** The items after the key, at most `limit`. */
  read(after: string | null, limit: number): Promise<readonly T[]>;
  count(): Promise<number> | number;
}

/** A page of rows with ids, newest first: ids begin with the time of their creation. */
export interface RowList {
  readonly name: string;
  readonly query: RowQuery;
  /** Ordered by the time itself, for a list of a stretch of time: its index then finds the page without looking at other rows. */
  readonly isByCreation?: boolean;
}

/** A row of such a list. */
interface ListedRow {
  readonly id: string;
  readonly createdAt: Date;
}

/** Refuses a page's length outside 1..`max`. */
export function checkFirst(first: number | null, max = MAX_PAGE): number {
  if (first !== null && first >= 1 && first <= max) return first;
  throw new CodedError('BAD_USER_INPUT', `Give a \`first\` from 1 to ${max}; this is ${String(first)}.`);
}

/** Cuts a page from a list. Throws BAD_USER_INPUT or CURSOR_INVALID. */
export async function readPage<T>(
  { services, viewer }: Pick<RequestContext, 'services' | 'viewer'>,
  list: PagedList<T>,
  { first, after }: PageArguments,
): Promise<ConnectionSource<T>> {
  const limit = checkFirst(first);
  const key =
    after === null || after === undefined ? null : services.cursors.pageKeyOf(viewer.tenantId, list.name, after);
  const found = await list.read(key, limit + 1);
  const edges = found.slice(0, limit).map((node) => ({
    cursor: () => services.cursors.pageCursor(viewer.tenantId, list.name, list.keyOf(node)),
    node,
  }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: found.length > limit,
      hasPreviousPage: key !== null,
      startCursor: () => edges[0]?.cursor() ?? null,
      endCursor: () => edges.at(-1)?.cursor() ?? null,
    },
    totalCount: () => list.count(),
  };
}

/** A list of rows by their ids or by their creation, newest first. */
export function listRows<T extends ListedRow>(
  services: Services,
  { name, query, isByCreation = false }: RowList,
): PagedList<T> {
  const { dialect } = services.database;
  return {
    // The cursors of the one order are nothing to the other.
    name: isByCreation ? `${name} by creation` : name,
    keyOf: ({ id, createdAt }) => (isByCreation ? `${createdAt.toISOString()} ${id}` : id),
    read: (after, limit) => {
      const rest = after === null ? [] : [isByCreation ? createdBefore(dialect, after) : idBefore(after)];
      const orderBy = isByCreation ? 'created_at DESC, id DESC' : 'id DESC';
      return readRows<T>(services, { ...query, where: [...query.where, ...rest], orderBy, limit });
    },
    count: () => countRows(services, query),
  };
}

function idBefore(id: string): SqlCondition {
  return { sql: 'id < ?', parameters: [id] };
}

/** As a range of the time first, which an index finds. */
function createdBefore(dialect: Dialect, key: string): SqlCondition {
  const [time = '', id = ''] = key.split(' ', 2);
  const at = dialect.encode('datetime', new Date(time));
  return { sql: 'created_at <= ? AND (created_at < ? OR id < ?)', parameters: [at, at, id] };
}

/** A list that is in memory already, newest first. */
export function listItems<T extends { readonly id: string }>(name: string, items: readonly T[]): PagedList<T> {
  return {
    name,
    keyOf: ({ id }) => id,
    read: (after, limit) => Promise.resolve(items.filter(({ id }) => after === null || id < after).slice(0, limit)),
    count: () => items.length,
  };
}
