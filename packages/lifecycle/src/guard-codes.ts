/** Why a guard refuses, as the GraphQL enum `GuardCode` spells it, each with what it means. */
export const GUARD_CODES = {
  OVERDUE: 'A timer of the subject is past due and fires first; try again in a moment.',
  FOUR_EYES: 'Whoever requested the card may not approve it.',
  NOT_THE_REQUESTER: 'Only whoever requested the card may abort the request.',
  ONE_OPEN_ORDER: 'The holder has another open order in this program.',
  ONE_ACTIVE_CARD: 'The holder has another active card in this program.',
  ONE_ASSIGNED_CARD: 'The holder has another assigned temporary card in this program.',
  STAND_IN_CARD_NOT_ACTIVE: 'The card to stand in for is not active.',
  STAND_IN_HOLDER_DIFFERS: 'The card to stand in for is somebody else’s.',
  STAND_IN_EXISTS: 'Another temporary card stands in for the card already.',
  CHANGED_SINCE: 'The card changed its state since it was replaced.',
  RFID_TAKEN: 'Another charge card with this RFID is not deactivated.',
  CONTRACT_ID_TAKEN: 'Another charge card with this contract id is not deactivated.',
  NOTHING_SCHEDULED: 'No deactivation is scheduled.',
  ID_TAKEN: 'There is one with this id already.',
  NOTHING_TO_CHANGE: 'Everything is as it was given already.',
  OPERATION_EXISTS: 'The card has a production operation that is pending or was successful.',
  REQUEST_ALREADY_EXISTS: 'The production was started already.',
  KIOSK_ID_NOT_FOUND: 'No kiosk has this id.',
  NO_BRANCH_LINKED_TO_KIOSK: 'The kiosk has not been linked to any branch.',
  PRINTER_OR_SATELLITE_NOT_READY: 'The kiosk is not ready to start a production.',
  EFFECT_REFUSED: 'A required effect on another subject was refused.',
} as const;

/** One of the guard codes above. */
export type GuardCode = keyof typeof GUARD_CODES;
