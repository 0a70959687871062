import type { ErrorOfProductionFragment } from '../__generated__/documents.js';
import type { Subject } from './subject.js';

/** What went wrong with a thing’s production, by all that its page knows: the codes of its events are among them. */
export function listErrors(subject: Subject): readonly ErrorOfProductionFragment[] {
  switch (subject.__typename) {
    case 'Card':
    case 'TemporaryCard':
      return subject.productionOperations.nodes.flatMap(({ error }) => (error === null ? [] : [error]));
    case 'ProductionOperation':
      return subject.error === null ? [] : [subject.error];
    case 'ChargeCard':
      return [];
  }
}
