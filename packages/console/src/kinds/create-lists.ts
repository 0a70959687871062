import type { PageEndFragment, TypedDocumentString } from '../__generated__/documents.js';
import type { Kind, RowFilter, RowPage } from './kind.js';
import type { RowFragment } from './row.js';
import { toRow } from './row.js';

interface Connection {
  readonly nodes: readonly RowFragment[];
  readonly pageInfo: PageEndFragment;
}

/** How the API is asked for things of a kind. */
interface ListDocuments<Filter> {
  readonly list: TypedDocumentString<
    { readonly page: Connection },
    { readonly filter: Filter; readonly first: number; readonly after: string | null }
  >;
  readonly total: TypedDocumentString<{ readonly page: { readonly totalCount: number } }, { readonly filter: Filter }>;
}

/** A filter as stages of one kind have it: their states are the kind’s. */
type FilterOf<Filter extends KindFilter> = Omit<RowFilter, 'states'> & Pick<Filter, 'states'>;

interface KindFilter {
  readonly states?: readonly string[] | null | undefined;
}

/** Lists and counts the things of a kind, by its documents and its own filter. */
export function createLists<Filter extends KindFilter>(
  { list, total }: ListDocuments<Filter>,
  toFilter: (filter: FilterOf<Filter>) => Filter,
): Pick<Kind, 'list' | 'total'> {
  return {
    list: async (tessera, filter, { first, after, signal }) =>
      toPage((await tessera.execute(list, { filter: toFilter(filter), first, after }, { signal })).page),
    total: async (tessera, filter, signal) =>
      (await tessera.execute(total, { filter: toFilter(filter) }, { signal })).page.totalCount,
  };
}

/** The time from now until then, for a filter; nothing where the end does not matter. */
export function until(moment: string | undefined): { readonly from: string; readonly to: string } | undefined {
  return moment === undefined ? undefined : { from: new Date().toISOString(), to: moment };
}

function toPage({ nodes, pageInfo }: Connection): RowPage {
  return { rows: nodes.map(toRow), endCursor: pageInfo.endCursor, hasMore: pageInfo.hasNextPage };
}
