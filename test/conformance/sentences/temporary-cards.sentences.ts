import type { SourceDocument } from './source-document.js';

/** The states of a temporary card. */
export const TEMPORARY_CARDS: SourceDocument = {
  id: 'temporary-cards',
  title: 'Nexus Smart ID, “Temporary cards add-on External production - States”',
  note: null,
  sections: {
    States: ['This table gives the descriptions of the different states for a card (external production):'],
    Requested: ['Start state.', 'Used when a temporary card is created.'],
    Processing: [
      'The temporary card order is processing.',
      'The temporary card will be ordered via batch sync automatically.',
      'A temporary card will only be in this state if the queue option is enabled.',
    ],
    Aborted: [
      'The temporary card order request was aborted.',
      'The operator can abort a temporary card order request before it is ordered.',
      'This is a final state.',
    ],
    Failed: [
      'The temporary card order failed.',
      'The ordering of the temporary card failed and the temporary card ends up in this state.',
      'This is a final state.',
    ],
    Ordered: ['The temporary card was ordered.', 'The temporary card will be produced by GO Cards.'],
    'In production': ['The temporary card is in production.', 'The ordered temporary card is being produced.'],
    Produced: [
      'The temporary card is produced.',
      'The ordered temporary card is produced and shipped.',
      'A produced temporary card can be initialized and will end up in state unassigned.',
    ],
    Expired: [
      'The temporary card has expired.',
      'A temporary card which is assigned to a user and expires ends up in this state.',
      'The operator can withdraw the expired temporary card, ending up with the state unassigned.',
    ],
    Unassigned: [
      'The temporary card is unassigned.',
      'The temporary card can be assigned to a user while in this state, ending up in the state assigned.',
    ],
    Assigned: [
      'The temporary card is assigned to a user.',
      'A temporary card can be withdrawn from the user while in this state, ending up with the state unassigned.',
    ],
    Locked: [
      'The temporary card is locked.',
      'A temporary card can be locked if in state assigned or unassigned.',
      'This is a final state.',
    ],
  },
};
