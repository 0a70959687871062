import type { DoneResult } from '../commands/call-command.js';

/** What is told of a card that was handed out or taken back. */
export interface HandedCard {
  readonly id: string;
  readonly holderId: string | null;
  readonly validUntil: string | null;
}

/** Reads it from what the API has answered, which says it of every temporary card. */
export function toHandedCard({ temporaryCard }: DoneResult): HandedCard {
  // What the SDK selects of a temporary card.
  const { id, holder, validUntil } = temporaryCard as Answered;
  return { id, holderId: holder?.id ?? null, validUntil };
}

interface Answered {
  readonly id: string;
  readonly holder: { readonly id: string } | null;
  readonly validUntil: string | null;
}
