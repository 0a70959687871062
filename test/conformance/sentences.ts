import type { SourceDocument } from './sentences/source-document.js';
import { CARDS } from './sentences/cards.sentences.js';
import { CHARGE_CARDS } from './sentences/charge-cards.sentences.js';
import { PRODUCE_A_CARD } from './sentences/produce-a-card.sentences.js';
import { TEMPORARY_CARDS } from './sentences/temporary-cards.sentences.js';
import { TRACK_PRODUCTION } from './sentences/track-production.sentences.js';

/** The five documents, with every sentence of theirs that states a behaviour. Written by hand. */
export const SOURCE_DOCUMENTS: readonly SourceDocument[] = [
  CARDS,
  TEMPORARY_CARDS,
  CHARGE_CARDS,
  TRACK_PRODUCTION,
  PRODUCE_A_CARD,
];
