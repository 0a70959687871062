import type { DeskCardFragment } from '../__generated__/documents.js';

/** What is said of a card beside the field that its id was put into: whether the command is open to it, and else why not. */
export interface Judgement {
  readonly isOpen: boolean;
  /** Why it is not open; null where it is, or where the state says it. */
  readonly why: string | null;
}

/** Judges by what the API says may be done with the card. */
export function judgeCard({ availableTransitions }: DeskCardFragment, command: string): Judgement {
  const option = availableTransitions.find((each) => each.command === command);
  if (option === undefined) return { isOpen: false, why: null };
  return { isOpen: option.allowed, why: option.blockedBy?.message ?? null };
}

/** Sorted by their end, the earliest first. */
export function sortByEnd(cards: readonly DeskCardFragment[]): readonly DeskCardFragment[] {
  return cards.toSorted((one, other) => (one.validUntil ?? '').localeCompare(other.validUntil ?? ''));
}

/** Who has or had a card lately, each once: the latest first. */
export function recentHolders(cards: readonly DeskCardFragment[]): readonly string[] {
  const latestFirst = cards.toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt));
  return [...new Set(latestFirst.flatMap(({ holder }) => holder?.id ?? []))];
}
