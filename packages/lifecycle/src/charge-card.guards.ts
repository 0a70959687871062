import type { ChargeCard } from './charge-card.js';
import type { Effect, Guard, Reference } from './engine/rule.js';
import type { Lookup } from './engine/facts.js';
import { LIVE_BY_CONTRACT_ID, LIVE_BY_RFID } from './charge-card.js';
import { inputIssue } from './engine/check-input.js';
import { need, one } from './engine/facts.js';
import { dateOf, NEW_SUBJECT, textOf } from './engine/rule.js';

/** [D, from S] An RFID is unique among the records that are not DEACTIVATED. */
export const rfidIsFree = freeGuard({
  means: 'No other record with the RFID that is not DEACTIVATED (RFID_TAKEN).',
  guard: 'RFID_TAKEN',
  field: 'rfid',
  lookup: LIVE_BY_RFID,
  message: 'Deactivate the record that has this RFID first, or check the RFID.',
});

/** [D, from S] A contract id is unique among the records that are not DEACTIVATED. */
export const contractIdIsFree = freeGuard({
  means: 'No other record with the contract id that is not DEACTIVATED (CONTRACT_ID_TAKEN).',
  guard: 'CONTRACT_ID_TAKEN',
  field: 'contractId',
  lookup: LIVE_BY_CONTRACT_ID,
  message: 'Deactivate the record that has this contract id first, or check the contract id.',
});

/** A deactivation is scheduled ahead. */
export const deactivatesInTheFuture: Guard<ChargeCard> = {
  means: '`deactivatesAt` lies in the future (`InputInvalid`).',
  readsInput: true,
  refuse: ({ input, now }) => {
    const at = dateOf(input, 'deactivatesAt');
    if (at === null || at > now) return null;
    const message = `Give a moment after now, ${now.toISOString()}; to deactivate at once, use deactivateChargeCard.`;
    return { issue: inputIssue('deactivatesAt', 'OUT_OF_RANGE', message) };
  },
};

/** [F] Only what is scheduled can be called off. */
export const deactivationIsScheduled: Guard<ChargeCard> = {
  means: 'A deactivation is scheduled (NOTHING_SCHEDULED).',
  refuse: ({ subject }) =>
    subject.deactivatesAt === null
      ? { guard: 'NOTHING_SCHEDULED', message: 'Nothing to do: no deactivation is scheduled.' }
      : null,
};

/** [F] An account owner names one of their own accounts; others’ do not exist for them. */
export const accountOfTheOwner: Reference = {
  field: 'accountId',
  isSeenBy: (viewer, id) => !viewer.roles.includes('ACCOUNT_OWNER') || viewer.accountIds.includes(id),
};

/** [S] "If the card was deactivated with immediate effect, a duplicate card is imported in the database." */
export const importDuplicate: Effect<ChargeCard> = {
  kind: 'CHARGE_CARD',
  command: 'import',
  means: 'importing a duplicate with the same RFID and contract id',
  on: () => NEW_SUBJECT,
  needs: ({ subject }) => [need(LIVE_BY_RFID, subject.rfid), need(LIVE_BY_CONTRACT_ID, subject.contractId)],
  with: ({ id, rfid, contractId, originalId }) => ({
    input: { rfid, contractId, duplicateOf: id, originalId: originalId ?? id },
  }),
};

function freeGuard(rule: {
  readonly means: string;
  readonly guard: 'RFID_TAKEN' | 'CONTRACT_ID_TAKEN';
  readonly field: 'rfid' | 'contractId';
  readonly lookup: Lookup<ChargeCard>;
  readonly message: string;
}): Guard<ChargeCard> {
  const { means, guard, field, lookup, message } = rule;
  return {
    means,
    readsInput: true,
    needs: ({ input }) => [need(lookup, textOf(input, field) ?? '')],
    refuse: ({ facts, input }) => {
      const taken = one(facts, lookup, textOf(input, field) ?? '');
      return taken === undefined ? null : { guard, message, conflicting: { kind: 'CHARGE_CARD', subject: taken } };
    },
  };
}
