import type { CodeWords } from './engine/code-words.js';

/** Why a guard refuses, as the GraphQL enum `GuardCode` spells it. */
export const GUARD_CODES = {
  OVERDUE: {
    means: 'A timer of the subject is past due and fires first; try again in a moment.',
    cause: 'An expiry, a lapse or a scheduled end has passed, and its event is not written yet.',
    remedy: 'Try again in a moment, then decide by the new state.',
    retryable: true,
  },
  FOUR_EYES: {
    means: 'Whoever requested the card may not approve it.',
    cause: 'The approver and the requester are the same person, and the program has `fourEyes`.',
    remedy: 'Ask another approver.',
    retryable: false,
  },
  NOT_THE_REQUESTER: {
    means: 'Only whoever requested the card may abort the request.',
    cause: 'The request is somebody else’s.',
    remedy: 'Ask whoever requested it, or have it rejected.',
    retryable: false,
  },
  ONE_OPEN_ORDER: {
    means: 'The holder has another open order in this program.',
    cause: 'The program has no `multipleOrdersPerHolder`.',
    remedy: 'Finish or abort the other order first.',
    retryable: false,
  },
  ONE_ACTIVE_CARD: {
    means: 'The holder has another active card in this program.',
    cause: 'The program has no `multipleActivePerHolder`.',
    remedy: 'Deactivate or lock the other card first.',
    retryable: false,
  },
  ONE_ASSIGNED_CARD: {
    means: 'The holder has another assigned temporary card in this program.',
    cause: 'The program has no `multipleActivePerHolder`.',
    remedy: 'Withdraw the other temporary card first.',
    retryable: false,
  },
  STAND_IN_CARD_NOT_ACTIVE: {
    means: 'The card to stand in for is not active.',
    cause: '`replacesCardId` names a card in another state than ACTIVE.',
    remedy: 'Assign without `replacesCardId`, or name an active card.',
    retryable: false,
  },
  STAND_IN_HOLDER_DIFFERS: {
    means: 'The card to stand in for is somebody else’s.',
    cause: '`replacesCardId` names a card of another holder.',
    remedy: 'Name a card of the person that the temporary card is assigned to.',
    retryable: false,
  },
  STAND_IN_EXISTS: {
    means: 'Another temporary card stands in for the card already.',
    cause: 'The card was replaced before, and that temporary card was not withdrawn.',
    remedy: 'Withdraw the other temporary card first.',
    retryable: false,
  },
  CHANGED_SINCE: {
    means: 'The card changed its state since it was replaced.',
    cause: 'A withdrawal would reactivate a card that went on by itself; the card is then left as it is.',
    remedy: 'Nothing; reactivate the card yourself if it should be active.',
    retryable: false,
  },
  RFID_TAKEN: {
    means: 'Another charge card with this RFID is not deactivated.',
    cause: 'The card was imported before.',
    remedy: 'Deactivate the other record first, or check the RFID.',
    retryable: false,
  },
  CONTRACT_ID_TAKEN: {
    means: 'Another charge card with this contract id is not deactivated.',
    cause: 'The contract was imported before.',
    remedy: 'Deactivate the other record first, or check the contract id.',
    retryable: false,
  },
  NOTHING_SCHEDULED: {
    means: 'No deactivation is scheduled.',
    cause: 'There is nothing to cancel, or it was canceled before.',
    remedy: 'Nothing.',
    retryable: false,
  },
  ID_TAKEN: {
    means: 'There is one with this id already.',
    cause: 'A program or kiosk with the id was made before.',
    remedy: 'Choose another id, or update the one that has it.',
    retryable: false,
  },
  NOTHING_TO_CHANGE: {
    means: 'Everything is as it was given already.',
    cause: 'No value was given, or none that differs.',
    remedy: 'Give at least one value that differs from the present one.',
    retryable: false,
  },
  OPERATION_EXISTS: {
    means: 'The card has a production operation that is pending or was successful.',
    cause: 'A card is produced once; only a failed attempt is followed by another.',
    remedy: 'Look at the operation that the card has.',
    retryable: false,
  },
  REQUEST_ALREADY_EXISTS: {
    means: 'The production was started already.',
    cause: 'A start was repeated by an operator, or at another kiosk.',
    remedy: 'Nothing: it runs, or has run, at the kiosk of the operation.',
    retryable: false,
  },
  KIOSK_ID_NOT_FOUND: {
    means: 'No kiosk has this id.',
    cause: 'A wrong `kioskId`, or a kiosk that was not registered.',
    remedy: 'Give the id of a kiosk that exists.',
    retryable: false,
  },
  NO_BRANCH_LINKED_TO_KIOSK: {
    means: 'The kiosk has not been linked to any branch.',
    cause: 'The kiosk was registered without a branch, or was unlinked.',
    remedy: 'Link the kiosk to a branch, or choose another kiosk.',
    retryable: false,
  },
  PRINTER_OR_SATELLITE_NOT_READY: {
    means: 'The kiosk is not ready to start a production.',
    cause: 'The kiosk’s status is not READY.',
    remedy: 'Try again when the kiosk is ready, or choose another kiosk.',
    retryable: true,
  },
  EFFECT_REFUSED: {
    means: 'A required effect on another subject was refused.',
    cause: 'The command would change another subject too, and that subject’s rules say no; the message tells why.',
    remedy: 'Mend what the message names on the other subject first.',
    retryable: null,
  },
} as const satisfies Record<string, CodeWords>;

/** One of the guard codes above. */
export type GuardCode = keyof typeof GUARD_CODES;
