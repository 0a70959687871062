import type { TemporaryCardSubjectFragment } from '../../__generated__/documents.js';
import { texts, toWords } from '../../texts/texts.js';
import { BoardLink, ThingLink } from '../links.js';
import { Moment } from '../moment.js';
import { FactList } from './fact-list.js';

/** What is known of a temporary card. */
export function TemporaryCardFacts({ card }: { readonly card: TemporaryCardSubjectFragment }) {
  const { facts, certificates } = texts.subject;
  const { program, holder, validUntil, replacesCard } = card;
  const owner = holder && <BoardLink kind="TEMPORARY_CARD" parameter="owner" value={holder.id} />;
  return (
    <FactList
      facts={[
        [facts.program, <BoardLink kind="TEMPORARY_CARD" parameter="program" value={program.id} name={program.name} />],
        [facts.holder, owner ?? facts.nobody],
        [facts.replacesCard, replacesCard && <ThingLink kind="CARD" thing={replacesCard} />],
        [facts.certificates, certificates[card.certificates] ?? toWords(card.certificates)],
        [facts.validUntil, validUntil === null ? facts.notHandedOut : <Moment at={validUntil} />],
      ]}
    />
  );
}
