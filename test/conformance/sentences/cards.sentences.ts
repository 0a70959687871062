import type { SourceDocument } from './source-document.js';

/** The states of an identity card. */
export const CARDS: SourceDocument = {
  id: 'cards',
  title: 'Nexus Smart ID, “Cards add-on External production - States”',
  note: 'The document has two columns “Aborted”: here they are told apart by the state that the card was in before.',
  sections: {
    States: ['This table gives the descriptions of the different states for a card (external production):'],
    Registered: ['Start state.', 'Used when a card is created.'],
    Requested: [
      'The card order was requested.',
      'A card in this state can be aborted, processed or rejected.',
      'A card will only be in this state if approval steps options are enabled.',
    ],
    'Aborted, from Requested': [
      'The card order request was aborted.',
      'The requester of the card can abort a card order request before it is approved or rejected.',
      'This is a final state.',
    ],
    Rejected: [
      'The card order request was rejected.',
      'The card can be rejected by an approver when it is in state requested.',
      'This is a final state.',
    ],
    Processing: [
      'The card order is processing.',
      'The card will be ordered via batch sync automatically.',
      'A card will only be in this state if queue options are enabled.',
    ],
    Failed: [
      'The card order failed.',
      'The ordering of the card failed and the card ends up in this state.',
      'The operator can repeat the ordering to attempt to order the card successfully.',
      'If not repeated, this will be the final state of the card.',
    ],
    'Aborted, from Processing': [
      'The card order was aborted.',
      'The operator can abort a card order in state processing before its ordered.',
      'This is a final state.',
    ],
    Ordered: ['The card was ordered.', 'The card will be produced by GO Cards.'],
    'In production': ['The card is in production.', 'The ordered card is being produced.'],
    Produced: ['The card is produced.', 'The ordered card is produced and shipped.'],
    Active: [
      'The card is active.',
      'The card is encoded during activation.',
      'Certificates, if issued, will be valid.',
    ],
    Inactive: ['The card is inactive.', 'Related certificates will be on hold.'],
    Expired: [
      'The card has expired.',
      'The validity of the card has passed and the card is no longer usable.',
      'This is a final state.',
    ],
    Locked: [
      'The card is locked.',
      'A card can be locked if it is in state active or inactive.',
      'This is a final state.',
    ],
  },
};
