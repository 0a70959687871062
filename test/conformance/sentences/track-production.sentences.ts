import type { SourceDocument } from './source-document.js';

/** A production in a bureau's words. */
export const TRACK_PRODUCTION: SourceDocument = {
  id: 'track-production',
  title: 'Thales D1, “Track production”',
  note: 'Of an example, the fields that are there and those that are not are its behaviour; it is quoted by its title.',
  sections: {
    'Track production': ['Production tracking data is returned in details for the PRODUCE operation.'],
    'Status code CARD_PROD_REQUESTED': ['Card personalization has been requested via the D1 APIs.'],
    'Status code CARD_PROD_READY': ['Data has been successfully processed.'],
    'Status code CARD_PROD_DONE': ['Card has been succesfully personalized.'],
    'Status code DATA_EXCEPTION': ['An error occurred during data processing.'],
    'Status code CARD_PROD_EXCEPTION': ['Card personalization encountered an issue.'],
    'Status code CARD_PROD_CANCELED': ['Card personalization was cancelled by the issuer.'],
    'details.status': ['Physical issuance status.', 'Always'],
    'details.reason': [
      'Additional details when data processing or card personalization fails.',
      'Conditional (on exceptions)',
    ],
    Examples: [
      'CARD_PROD_REQUESTED',
      'CARD_PROD_READY',
      'DATA_EXCEPTION',
      'CARD_PROD_DONE',
      'CARD_PROD_EXCEPTION',
      'CARD_PROD_CANCELED',
    ],
  },
};
