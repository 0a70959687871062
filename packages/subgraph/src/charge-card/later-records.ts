import type { ChargeCard } from '@tessera/lifecycle';

/** The records of a chain of duplicates that came after one of them, oldest first. Ids sort by creation. */
export function laterRecords(card: ChargeCard, chain: readonly ChargeCard[]): readonly ChargeCard[] {
  return chain.filter(({ id }) => id > card.id).sort((one, other) => (one.id < other.id ? -1 : 1));
}
