import type { DeskCardFragment, TemporaryCardState } from '../__generated__/documents.js';
import type { ListView } from '../widgets/long-list.js';
import { ListDeskCardsDocument } from '../__generated__/documents.js';
import { useList } from '../live/use-list.js';

/** Follows the temporary cards in a state. */
export function useDeskList(state: TemporaryCardState): ListView<DeskCardFragment> {
  return useList(
    `desk ${state}`,
    async (tessera, { first, signal }) => {
      const variables = { states: [state], first };
      return (await tessera.execute(ListDeskCardsDocument, variables, { signal })).temporaryCards;
    },
    {
      isStale: ({ subjectKind, fromState, toState }) =>
        subjectKind === 'TEMPORARY_CARD' && (fromState === state || toState === state),
    },
  );
}
