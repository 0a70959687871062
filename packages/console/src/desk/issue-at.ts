import type { Refusal } from '@tessera/sdk';
import { issueOf } from '../commands/refusal-notice.js';
import { texts } from '../texts/texts.js';

/** The fields that the guards of handing out speak of. */
const GUARDED: Readonly<Record<string, string>> = {
  ONE_ASSIGNED_CARD: 'holderId',
  STAND_IN_CARD_NOT_ACTIVE: 'replacesCardId',
  STAND_IN_HOLDER_DIFFERS: 'replacesCardId',
  STAND_IN_EXISTS: 'replacesCardId',
};

/** What a form of the desk says beside a field of why it was refused; null: nothing. */
export function issueAt(refusal: Refusal | null, field: string): string | null {
  if (refusal?.__typename !== 'GuardRefused' || GUARDED[refusal.guard] !== field) return issueOf(refusal, field);
  return texts.desk.refused[refusal.guard] ?? refusal.message;
}
