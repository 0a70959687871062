import type { SourceDocument } from './source-document.js';

const THE_FIVE = ['Tenant admin', 'Customer support', 'Support agent', '(Sub-)Account owner', '(Sub-)Account admin'];

/** The statuses of a charge card. */
export const CHARGE_CARDS: SourceDocument = {
  id: 'charge-cards',
  title: 'Everon, “Card lifecycle” and “Card statuses”',
  note: 'The roles of a status stand in the column “Who can change the status after activation?”.',
  sections: {
    'Card lifecycle': [
      'Each card starts its journey in the platform in the same way: by being imported and stored in the database.',
      'After import, cards must be activated so that stations recognize them as valid charging tokens.',
    ],
    'Card statuses': ['Who can change the status after activation?'],
    Active: ['The card is activated in an account and ready to use.', ...THE_FIVE],
    Blocked: [
      "The card was blocked, meaning the card holder can't use it to charge.",
      'This option works well for cards that have been misplaced.',
      ...THE_FIVE,
    ],
    Deactivated: [
      'The card was deactivated.',
      "Its subscription is cancelled and the card holder can't use it.",
      "It's possible to reactivate cards:",
      'If the card was deactivated with immediate effect, a duplicate card is imported in the database.',
      'The duplicate has the same contract ID and RFID, but a different unique identifier.',
      "If the card was deactivated after the subscription ended, it's possible to reimport the card using the same contract ID and RFID.",
      'The newly imported card receives a different unique identifier.',
      ...THE_FIVE,
    ],
    Suspended: [
      "Similar to Blocked, except that customers can't change the status back to Active.",
      'API only',
      "It's currently only possible to suspend cards using our Tokens API.",
      'Tenant admin',
      'Customer support',
    ],
    Inactive: ['The card is ready to be activated.', 'N/A'],
    Pending: [
      'The activation process was started by a Tenant admin, Customer Support, or Support agent system user.',
      'The customer must agree to subscription terms to complete activation.',
      'N/A',
    ],
  },
};
