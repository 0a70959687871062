import type { DeskCardFragment } from '../__generated__/documents.js';
import { FindDeskCardDocument } from '../__generated__/documents.js';
import { useAsk } from '../live/use-ask.js';

/** What is known of the card with an id that somebody has put in. */
export type CardLookup =
  | { readonly at: 'NOTHING' | 'ASKING' | 'UNKNOWN' }
  | { readonly at: 'FOUND'; readonly card: DeskCardFragment }
  | { readonly at: 'FAILED'; readonly fault: Error };

/** Looks a card up, and again whenever something happens to it. Null: there is nothing to look up. */
export function useDeskCard(id: string | null): CardLookup {
  const { data, fault } = useAsk(
    `desk card ${id}`,
    async (tessera, signal) =>
      id === null ? null : (await tessera.execute(FindDeskCardDocument, { id }, { signal })).temporaryCard,
    { isStale: ({ subjectId }) => subjectId === id },
  );
  if (id === null) return { at: 'NOTHING' };
  if (data === undefined) return fault === null ? { at: 'ASKING' } : { at: 'FAILED', fault };
  return data === null ? { at: 'UNKNOWN' } : { at: 'FOUND', card: data };
}
