import type { AttemptFragment } from '../../__generated__/documents.js';
import type { EventLine } from '../../live/live-event.js';
import type { Subject } from '../subject.js';
import { pathOf } from '../../kinds/kinds.js';
import { kindOfCard } from '../../kinds/row.js';
import { nameEvent, texts } from '../../texts/texts.js';

/** What an event follows from. */
export interface Cause {
  readonly text: string;
  /** Where that is; null where it is not known, or nowhere. */
  readonly href: string | null;
}

/** What an event follows from; null when somebody, or a timer, brought it about by itself. */
export function findCause(event: EventLine, subject: Subject, events: readonly EventLine[]): Cause | null {
  if (event.causedBy === null) return null;
  const own = events.find(({ id }) => id === event.causedBy);
  if (own !== undefined) return { text: texts.subject.causes.own(nameEvent(own.commandName)), href: `#${own.id}` };
  return findElsewhere(event, subject, events) ?? { text: texts.subject.causes.other, href: null };
}

function findElsewhere(event: EventLine, subject: Subject, events: readonly EventLine[]): Cause | null {
  const { causes } = texts.subject;
  switch (subject.__typename) {
    case 'Card':
      return (
        findAttempt(event, subject.productionOperations.nodes) ?? findStandIn(event, subject.temporaryCard, events)
      );
    case 'TemporaryCard':
      return findAttempt(event, subject.productionOperations.nodes);
    case 'ChargeCard':
      if (subject.duplicateOf === null) return null;
      return { text: causes.duplicate, href: pathOf('CHARGE_CARD', subject.duplicateOf.id) };
    case 'ProductionOperation': {
      const kind = kindOfCard(subject.subject.__typename);
      return { text: causes.card, href: pathOf(kind, subject.subjectId) };
    }
  }
}

const BY_PRODUCTION: ReadonlySet<string> = new Set(['START_PRODUCTION', 'COMPLETE_PRODUCTION', 'FAIL']);

/** A card has one attempt at a time: it is the one that ran then. */
function findAttempt({ commandName, occurredAt }: EventLine, attempts: readonly AttemptFragment[]): Cause | null {
  if (!BY_PRODUCTION.has(commandName)) return null;
  const ran = attempts.find(
    ({ startTime, endTime }) => startTime <= occurredAt && occurredAt <= (endTime ?? occurredAt),
  );
  if (ran === undefined) return null;
  return { text: texts.subject.causes.attempt(ran.attempt), href: pathOf('PRODUCTION_OPERATION', ran.id) };
}

/** The temporary card is known while it stands in: since the newest of these events. */
function findStandIn(
  event: EventLine,
  temporaryCard: { readonly id: string } | null,
  events: readonly EventLine[],
): Cause | null {
  if (event.commandName === 'REACTIVATE') return { text: texts.subject.causes.standInBack, href: null };
  if (event.commandName !== 'DEACTIVATE') return null;
  const newest = events.find(({ commandName, causedBy }) => commandName === 'DEACTIVATE' && causedBy !== null);
  const isNow = temporaryCard !== null && newest?.id === event.id;
  return { text: texts.subject.causes.standIn, href: isNow ? pathOf('TEMPORARY_CARD', temporaryCard.id) : null };
}
