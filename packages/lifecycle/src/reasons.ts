/** Every reason a command may take, as the GraphQL enum `ReasonCode` spells it, each with what it means. */
export const REASONS = {
  MISLAID: 'The card cannot be found at the moment.',
  LEAVE: 'The holder is away for a while.',
  SUSPECTED_MISUSE: 'Somebody else may be using the card.',
  LOST: 'The card is lost for good.',
  STOLEN: 'The card was stolen.',
  DAMAGED: 'The card is damaged.',
  HOLDER_LEFT: 'The holder has left.',
  RETURNED: 'The card was given back.',
  NO_LONGER_NEEDED: 'The card is no longer needed.',
  LOST_ORIGINAL: 'The card that it stood in for is lost for good.',
  MISUSE: 'Somebody used the card who may not.',
  OTHER: 'Another reason, told in the comment, which is then mandatory.',
  PRODUCTION_REFUSED: 'The producer refused the production request.',
  PRODUCTION_FAILED: 'The production of the card failed.',
  PRODUCTION_CANCELED: 'The production was canceled by the issuer.',
  PRODUCTION_WINDOW_EXPIRED: 'The card is older than 60 days; its personalization data is obfuscated.',
  ORDERING_FAILED: 'The order could not be handed to the production channel.',
} as const;

/** One of the reasons above. */
export type ReasonCode = keyof typeof REASONS;
