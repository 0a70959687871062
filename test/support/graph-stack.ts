import type { Viewer } from '@tessera/lifecycle';
import type { ExecutionResult } from 'graphql';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type { RequestContext } from '../../packages/subgraph/src/graphql/request-context.js';
import type { Services } from '../../packages/subgraph/src/services.js';
import type { LogStackOptions } from './log-stack.js';
import { LIFECYCLES } from '@tessera/lifecycle';
import { execute, parse, subscribe, validate } from 'graphql';
import { createRequestContext } from '../../packages/subgraph/src/graphql/create-context.js';
import { sharedSubgraphSchema } from '../../packages/subgraph/src/graphql/schema.js';
import { selectsStatusCursor } from '../../packages/subgraph/src/graphql/selects-status-cursor.js';
import { GatheringReader } from '../../packages/subgraph/src/persistence/gathering-reader.js';
import { logTables, subjectTables } from '../../packages/subgraph/src/registered-tables.js';
import { SCHEMA_MODULES } from '../../packages/subgraph/src/schema-modules.js';
import { createFeedStack, TEST_CURSORS, watchReads } from './feed-stack.js';
import { aViewer, createLogStack } from './log-stack.js';

/** The schema under test. */
export const SCHEMA = sharedSubgraphSchema(SCHEMA_MODULES);

/** One operation of a test. */
export interface Asked {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly viewer?: Viewer;
}

/** The data of an answer, read by paths: `cards.nodes.0.id`. */
export class Answer {
  constructor(readonly data: unknown) {}

  at(path: string): unknown {
    return path.split('.').reduce((value: unknown, key) => Reflect.get(Object(value), key) as unknown, this.data);
  }

  /** A text; fails when there is none. */
  text(path: string): string {
    const value = this.at(path);
    if (typeof value === 'string') return value;
    throw new Error(`No text at ${path}: ${JSON.stringify(this.data)}`);
  }

  /** The items of a list; fails when there is none. */
  list(path: string): readonly Answer[] {
    const value = this.at(path);
    if (Array.isArray(value)) return value.map((item: unknown) => new Answer(item));
    throw new Error(`No list at ${path}: ${JSON.stringify(this.data)}`);
  }

  /** One field of each item of a list. */
  each(path: string, field: string): readonly unknown[] {
    return this.list(path).map((item) => item.at(field));
  }
}

/** Responsible for the schema over a database under test, without HTTP. Leaving the test closes its feeds. */
export function createGraphStack(opened: Database, options: LogStackOptions = {}) {
  const { watch, database } = watchReads(opened);
  const log = createLogStack(opened, options);
  const feedStack = createFeedStack(opened);
  const services: Services = {
    clock: log.clock,
    cursors: TEST_CURSORS,
    rows: new GatheringReader(database),
    database,
    feeds: feedStack.feeds,
    lifecycles: options.lifecycles ?? LIFECYCLES,
    log: logTables(opened),
    settings: { batchSyncMs: 5_000 },
    subjects: subjectTables(opened),
    writer: log.writer,
  };
  const contextOf = (viewer: Viewer): RequestContext =>
    createRequestContext(services, {
      viewer,
      requestId: 'request-1',
      isGateway: true,
      hasGatewaySecret: false,
      channel: 'API',
    });
  return {
    ...log,
    services,
    feeds: feedStack.feeds,
    /** Statements that were read by so far. */
    watch,
    contextOf,
    /** Runs an operation; its result may hold errors. */
    run: (source: string, asked: Asked = {}) => run(source, asked, contextOf(asked.viewer ?? aViewer('OPERATOR'))),
    /** Runs an operation and answers its data; fails with the document and the errors when there are any. */
    ask: async (source: string, asked: Asked = {}) =>
      dataOf(source, asked, await run(source, asked, contextOf(asked.viewer ?? aViewer('OPERATOR')))),
    /** Opens a stream. */
    stream: (source: string, { variables = {}, viewer = aViewer('OPERATOR') }: Asked = {}) =>
      subscribe({
        schema: SCHEMA,
        document: parse(source),
        variableValues: variables,
        contextValue: contextOf(viewer),
      }),
    [Symbol.asyncDispose]: () => feedStack[Symbol.asyncDispose](),
  };
}

async function run(source: string, { variables = {} }: Asked, contextValue: RequestContext): Promise<ExecutionResult> {
  const document = parse(source);
  const faults = validate(SCHEMA, document);
  if (faults.length > 0) return { errors: faults };
  if (selectsStatusCursor(document)) await contextValue.readStatusCursor();
  return execute({ schema: SCHEMA, document, variableValues: variables, contextValue });
}

function dataOf(source: string, { variables }: Asked, { data, errors }: ExecutionResult): Answer {
  if (errors === undefined) return new Answer(JSON.parse(JSON.stringify(data)));
  const causes = errors.map((error) => `${error.message}\n${error.originalError?.stack ?? ''}`).join('\n');
  throw new Error(`${source}\n${JSON.stringify(variables)}\n${causes}`);
}
