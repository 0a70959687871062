import type { Subject } from '../subject.js';
import { CardFacts } from './card-facts.js';
import { ChargeCardFacts } from './charge-card-facts.js';
import { OperationFacts } from './operation-facts.js';
import { TemporaryCardFacts } from './temporary-card-facts.js';

/** What is known of a thing of any kind. */
export function SubjectFacts({ subject }: { readonly subject: Subject }) {
  switch (subject.__typename) {
    case 'Card':
      return <CardFacts card={subject} />;
    case 'TemporaryCard':
      return <TemporaryCardFacts card={subject} />;
    case 'ChargeCard':
      return <ChargeCardFacts card={subject} />;
    case 'ProductionOperation':
      return <OperationFacts operation={subject} />;
  }
}
