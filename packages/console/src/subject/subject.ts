import type {
  CardSubjectFragment,
  ChargeCardSubjectFragment,
  OperationSubjectFragment,
  TemporaryCardSubjectFragment,
} from '../__generated__/documents.js';
import type { LiveEvent } from '../live/live-event.js';
import { texts } from '../texts/texts.js';

/** A thing as its page shows it. */
export type Subject =
  CardSubjectFragment | TemporaryCardSubjectFragment | ChargeCardSubjectFragment | OperationSubjectFragment;

/** What the page of a thing is called: by whose it is, or by what people tell it apart by. */
export function nameSubject(subject: Subject): string {
  switch (subject.__typename) {
    case 'Card':
      return subject.holder?.id ?? texts.subject.nobodysCard;
    case 'TemporaryCard':
      return subject.holder?.id ?? texts.subject.nobodysTemporaryCard;
    case 'ChargeCard':
      return subject.contractId ?? texts.subject.chargeCard(subject.rfidLast4);
    case 'ProductionOperation':
      return texts.subject.operation(subject.subject.holder?.id ?? subject.subjectId, subject.attempt);
  }
}

/** The things that a thing’s page shows besides: what happens to them makes the page old. */
function listRelatedIds(subject: Subject): readonly (string | undefined)[] {
  switch (subject.__typename) {
    case 'Card':
      return [subject.program.id, subject.temporaryCard?.id];
    case 'TemporaryCard':
      return [subject.program.id, subject.replacesCard?.id];
    case 'ChargeCard':
      return [subject.duplicateOf?.id, ...subject.duplicates.map(({ id }) => id)];
    case 'ProductionOperation':
      return [subject.subjectId];
  }
}

/** Whoever’s other things decide what is open here: one active card a holder. */
function ownerOf(subject: Subject): string | null {
  return subject.__typename === 'Card' || subject.__typename === 'TemporaryCard' ? (subject.holder?.id ?? null) : null;
}

/** Whether an event makes what is shown of a thing old. */
export function isStale(subject: Subject, { subjectKind, subjectId, row }: LiveEvent): boolean {
  if (subjectId === subject.id || listRelatedIds(subject).includes(subjectId)) return true;
  // A kiosk that is not ready starts nothing.
  if (subject.__typename === 'ProductionOperation') return subjectKind === 'KIOSK';
  const owner = ownerOf(subject);
  return row !== null && (row.label === subject.id || (owner !== null && row.ownerId === owner));
}
