import type { Tessera } from '@tessera/sdk';
import type { ChargeCardFilter, FoundChargeCardFragment } from '../__generated__/documents.js';
import type { ListAnswer } from '../live/use-list.js';
import { FindChargeCardsDocument } from '../__generated__/documents.js';

/** The newest charge cards that any of the filters lists, each once. */
export async function findChargeCards(
  tessera: Tessera,
  filters: readonly ChargeCardFilter[],
  { first, signal }: { readonly first: number; readonly signal: AbortSignal },
): Promise<ListAnswer<FoundChargeCardFragment>> {
  const answers = await Promise.all(
    filters.map((filter) => tessera.execute(FindChargeCardsDocument, { filter, first }, { signal })),
  );
  const found = answers.flatMap(({ chargeCards }) => chargeCards.nodes);
  const nodes = [...new Map(found.map((card) => [card.id, card])).values()];
  const totalCount = answers.reduce(
    (sum, { chargeCards }) => sum + chargeCards.totalCount,
    nodes.length - found.length,
  );
  // Ids are sorted by creation.
  return { nodes: nodes.sort((one, other) => (one.id < other.id ? 1 : -1)).slice(0, first), totalCount };
}
