import type { Viewer } from '@tessera/lifecycle';
import type { TestDatabase } from './databases.js';
import type { Filter, FilteredList } from './filtered-lists.js';
import type { SentStatement, TableAccess } from './query-plan.js';
import { createGraphStack } from './graph-stack.js';
import { aViewer } from './log-stack.js';
import { ROWS } from './filtered-lists.js';
import { explain, recordReads } from './query-plan.js';
import { analyze, storeRows } from './stored-rows.js';

/** How a list is asked for, where it differs from the usual. */
interface Asking {
  readonly viewer?: Viewer;
  /** How long pages are. */
  readonly first?: number;
  /** After how many pages it is enough. */
  readonly pages?: number;
  /** What else is selected of the connection. */
  readonly fields?: string;
}

/** What a list answered, over all pages that were read. */
interface PagesRead {
  readonly ids: readonly unknown[];
  readonly totals: readonly unknown[];
  readonly sent: readonly SentStatement[];
}

/** Responsible for a database full of rows and its schema. Talks to both, and keeps every statement that an operation sends. */
export class ListStage {
  readonly #sent: SentStatement[];
  readonly #stack: ReturnType<typeof createGraphStack>;

  private constructor(private readonly opened: TestDatabase) {
    this.#sent = recordReads(opened.database);
    this.#stack = createGraphStack(opened.database);
  }

  /** Fills a database that was just opened. */
  static async set(opened: TestDatabase): Promise<ListStage> {
    const { database } = opened;
    await storeRows(database, ROWS);
    // A server finds out by itself how its values are spread; a SQLite would have to be told, and nobody does.
    if (database.dialect.name !== 'sqlite') await analyze(database, ROWS.keys());
    return new ListStage(opened);
  }

  /** Runs an operation, for a viewer who reads all of the tenant unless told otherwise. */
  async run(source: string, variables: object, viewer: Viewer = aViewer('TENANT_ADMIN')) {
    this.#sent.length = 0;
    const data = await this.#stack.ask(source, { variables: asJson(variables), viewer });
    return { data, sent: [...this.#sent] };
  }

  /** Reads a list page by page, to its end unless told otherwise. */
  async readPages(list: FilteredList, filter: Filter, asking: Asking = {}): Promise<PagesRead> {
    const { first = 50, pages: most = Infinity, fields = '', viewer } = asking;
    const source = documentOf(list, fields);
    const pages: Awaited<ReturnType<ListStage['run']>>[] = [];
    for (let after: unknown = null, hasMore = true; hasMore && pages.length < most;) {
      const page = await this.run(source, { filter, first, after }, viewer);
      pages.push(page);
      hasMore = page.data.at(`${list.name}.pageInfo.hasNextPage`) === true;
      after = page.data.at(`${list.name}.pageInfo.endCursor`);
    }
    return {
      ids: pages.flatMap(({ data }) => data.each(`${list.name}.nodes`, 'id')),
      totals: pages.map(({ data }) => data.at(`${list.name}.totalCount`)),
      sent: pages.flatMap(({ sent }) => sent),
    };
  }

  /** How the database reads by each of the statements. */
  async explainAll(statements: readonly SentStatement[]): Promise<readonly TableAccess[]> {
    const accesses: TableAccess[] = [];
    for (const statement of statements) accesses.push(await explain(this.opened.database, statement));
    return accesses;
  }

  async close(): Promise<void> {
    await this.#stack[Symbol.asyncDispose]();
    await this.opened.close();
  }
}

/** The statements that count rows. */
export function countsAmong(statements: readonly SentStatement[]): readonly SentStatement[] {
  return statements.filter(({ sql }) => sql.includes('COUNT('));
}

function documentOf({ name, filterType }: FilteredList, fields: string): string {
  return `query($filter: ${filterType}, $first: Int, $after: String) {
    ${name}(filter: $filter, first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } ${fields} }
  }`;
}

/** As a client sends it. */
function asJson(variables: object): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(variables)) as Readonly<Record<string, unknown>>;
}
