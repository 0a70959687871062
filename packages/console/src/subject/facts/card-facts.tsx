import type { CardSubjectFragment } from '../../__generated__/documents.js';
import { formatMoment } from '../../texts/format.js';
import { texts, toWords } from '../../texts/texts.js';
import { BoardLink, ThingLink } from '../links.js';
import { Moment } from '../moment.js';
import { FactList } from './fact-list.js';

/** What is known of a card. */
export function CardFacts({ card }: { readonly card: CardSubjectFragment }) {
  const { facts, certificates } = texts.subject;
  const { program, holder, requestedBy, validUntil, temporaryCard } = card;
  return (
    <FactList
      facts={[
        [facts.program, <BoardLink kind="CARD" parameter="program" value={program.id} name={program.name} />],
        [facts.holder, holder === null ? facts.nobody : <BoardLink kind="CARD" parameter="owner" value={holder.id} />],
        [facts.embossedName, describeName(card)],
        [facts.certificates, certificates[card.certificates] ?? toWords(card.certificates)],
        [facts.validUntil, validUntil === null ? facts.notYet : <Moment at={validUntil} />],
        [facts.requestedBy, requestedBy?.id ?? facts.notYet],
        [facts.standIn, temporaryCard && <ThingLink kind="TEMPORARY_CARD" thing={temporaryCard} />],
      ]}
    />
  );
}

/** The API says nothing to whoever may not see the name, and says the same where there is none. */
function describeName({ embossedName, personalizationWipedAt }: CardSubjectFragment): string {
  const { facts } = texts.subject;
  if (personalizationWipedAt !== null) return facts.wiped(formatMoment(personalizationWipedAt));
  return embossedName ?? facts.noName;
}
