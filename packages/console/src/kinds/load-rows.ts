import type { RowFilter, RowPage } from './kind.js';
import type { RowFragment } from './row.js';
import { toRow } from './row.js';

interface Connection {
  readonly nodes: readonly RowFragment[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A page of a list, in the one form of all kinds. */
export function toPage({ nodes, pageInfo }: Connection): RowPage {
  return { rows: nodes.map(toRow), endCursor: pageInfo.endCursor, hasMore: pageInfo.hasNextPage };
}

/** The time in which something ends, for a filter; nothing where it does not matter. */
export function endsWithin({ endsBefore }: RowFilter): { validUntil?: { from: string; to: string } } {
  if (endsBefore === undefined) return {};
  return { validUntil: { from: new Date().toISOString(), to: endsBefore } };
}

/** Only what is given. */
export function given<Values extends object>(values: Values): { [Key in keyof Values]: NonNullable<Values[Key]> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  // What is left has no undefined values.
  return Object.fromEntries(entries) as { [Key in keyof Values]: NonNullable<Values[Key]> };
}
