import type { CallOptions, ListOptions } from '../calls/call-types.js';
import type { GivenOptions } from '../calls/check-arguments.js';
import type { List, Page } from '../calls/list.js';
import type { Connection } from './connection.js';
import { checkCallOptions, checkId, checkObject, checkVariables, chooseDocument } from '../calls/check-arguments.js';
import { createList } from '../calls/list.js';
import { checkOptions } from '../options.js';
import { rootOf } from './root-of.js';

/** A reading method of the table. */
export interface Read {
  readonly place: string;
  readonly document: string;
}

type Options = CallOptions & GivenOptions;
type Root = Readonly<Record<string, unknown>> | null;

/** A method that reads one thing by its id, or by what the argument is called. */
export function createGet(connection: Connection, { place, document }: Read, argument: string) {
  return async (value: unknown, options: Options = {}): Promise<unknown> => {
    checkId(place, argument, value);
    return readRoot(connection, { place, document, variables: { [argument]: value }, options });
  };
}

/** A method that reads what takes no arguments. */
export function createRead(connection: Connection, { place, document }: Read) {
  return async (options: Options = {}): Promise<unknown> =>
    readRoot(connection, { place, document, variables: {}, options });
}

/** A method that reads what is asked for by an object of arguments. */
export function createAsk(connection: Connection, { place, document }: Read) {
  return async (variables: unknown = {}, options: Options = {}): Promise<unknown> => {
    checkObject(place, 'question', variables);
    return readRoot(connection, { place, document, variables, options });
  };
}

/** A method that reads a subject's options. */
export function createTransitions(connection: Connection, { place, document }: Read) {
  return async (id: unknown, options: Options = {}): Promise<unknown> => {
    checkId(place, 'id', id);
    const needs = ['availableTransitions'];
    const root = (await readRoot(connection, { place, document, variables: { id }, options, needs })) as Root;
    return root?.['availableTransitions'] ?? null;
  };
}

interface Reading extends Read {
  readonly variables: object;
  readonly options: Options;
  readonly needs?: readonly string[];
}

async function readRoot(
  connection: Connection,
  { place, document: standard, variables, options, needs = [] }: Reading,
) {
  checkCallOptions(place, options, 'CALL');
  const document = chooseDocument(place, options, { standard, needs });
  return rootOf(await connection.read(document, variables, options));
}

/** How the pages of a list are found in an answer. */
interface ListShape {
  readonly needs: readonly string[];
  readonly toVariables: (given: unknown, place: string) => object;
  readonly toPage: (root: Root) => Page<unknown>;
}

// Without the variable `after` every page would be the first.
const CONNECTION_NEEDS = ['$after', 'nodes', 'pageInfo', 'hasNextPage', 'endCursor'];
const isList = (value: unknown) => value === null || Array.isArray(value);
const EMPTY: Page<unknown> = { nodes: [], hasNextPage: false, endCursor: null };

/** The lists of the schema: a connection, the connection of a subject's history, and the log. What documents select is what is read. */
export const LIST_SHAPES = {
  list: {
    needs: CONNECTION_NEEDS,
    toVariables: (filter, place) => {
      if (filter !== undefined && filter !== null) checkObject(place, 'filter', filter);
      return { filter };
    },
    toPage: toConnectionPage,
  },
  history: {
    needs: [...CONNECTION_NEEDS, 'history'],
    toVariables: (id, place) => {
      checkId(place, 'id', id);
      return { id };
    },
    toPage: (root) => (root === null ? EMPTY : toConnectionPage(root['history'] as Root)),
  },
  log: {
    needs: ['$after', 'items', 'endCursor', 'hasMore'],
    toVariables: (filter = {}, place) => {
      checkOptions(`${place}, filter`, filter, { checks: { kinds: [isList, 'a list of kinds'] } });
      return filter as object;
    },
    toPage: (root) => {
      const { items, endCursor, hasMore } = root as { items: readonly unknown[]; endCursor: string; hasMore: boolean };
      return { nodes: items, endCursor, hasNextPage: hasMore };
    },
  },
} as const satisfies Readonly<Record<string, ListShape>>;

function toConnectionPage(root: Root): Page<unknown> {
  const { nodes, pageInfo } = root as { nodes: readonly unknown[]; pageInfo: Omit<Page<unknown>, 'nodes'> };
  return { nodes, hasNextPage: pageInfo.hasNextPage, endCursor: pageInfo.endCursor };
}

/** A method that reads a list. Wrong arguments are told at the call, not at the first page. */
export function createListMethod(connection: Connection, { place, document: standard }: Read, shape: ListShape) {
  return (given?: unknown, options: ListOptions & GivenOptions = {}): List<unknown> => {
    const variables = shape.toVariables(given, place);
    checkCallOptions(place, options, 'LIST');
    const document = chooseDocument(place, options, { standard, needs: shape.needs });
    checkVariables(place, variables, document);
    const { first, after: begin } = options;
    return createList(async (after = begin) =>
      // The document's root is one of the shape.
      shape.toPage(rootOf(await connection.read(document, { ...variables, first, after }, options)) as Root),
    );
  };
}
