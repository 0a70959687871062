import type { OperationSubjectFragment } from '../../__generated__/documents.js';
import { kindOfCard } from '../../kinds/row.js';
import { texts, toWords } from '../../texts/texts.js';
import { ErrorWords } from '../error-words.js';
import { BoardLink, ThingLink } from '../links.js';
import { Moment } from '../moment.js';
import { FactList } from './fact-list.js';
import styles from '../subject.module.css';

/** What is known of a production operation. */
export function OperationFacts({ operation }: { readonly operation: OperationSubjectFragment }) {
  const { facts } = texts.subject;
  const { subject, attempt, previousAttempt, startTime, endTime, kiosk, error } = operation;
  const kind = kindOfCard(subject.__typename);
  return (
    <FactList
      facts={[
        [facts.makes, <ThingLink kind={kind} thing={{ id: subject.id, state: subject.stateName }} />],
        [facts.holder, subject.holder && <BoardLink kind={kind} parameter="owner" value={subject.holder.id} />],
        [facts.program, subject.program.name],
        [facts.error, error && <ErrorWords error={error} report={kiosk?.description ?? null} />],
        [facts.attempt, attempt],
        [facts.previousAttempt, previousAttempt && <PreviousAttempt attempt={previousAttempt} />],
        [facts.started, <Moment at={startTime} />],
        [facts.ended, endTime === null ? facts.notYet : <Moment at={endTime} />],
        [facts.bureau, <Bureau details={operation.details} />],
        [facts.kiosk, kiosk && <Kiosk kiosk={kiosk} />],
      ]}
    />
  );
}

function PreviousAttempt({ attempt }: { readonly attempt: NonNullable<OperationSubjectFragment['previousAttempt']> }) {
  return (
    <ThingLink kind="PRODUCTION_OPERATION" thing={attempt} name={texts.subject.attempts.attempt(attempt.attempt)} />
  );
}

/** How a bureau would put it. */
function Bureau({ details: { status, reason } }: Pick<OperationSubjectFragment, 'details'>) {
  return (
    <>
      {texts.subject.issuance[status] ?? toWords(status)} <code>{status}</code>
      {reason !== null && (
        <small className={styles['line']}>
          {texts.subject.facts.reason} <code>{reason}</code>
        </small>
      )}
    </>
  );
}

/** How a kiosk would put it. */
function Kiosk({ kiosk }: { readonly kiosk: NonNullable<OperationSubjectFragment['kiosk']> }) {
  const { status, kioskId, occurredAt } = kiosk;
  const { facts } = texts.subject;
  return (
    <>
      {kioskId === null ? facts.noKiosk : <BoardLink kind="PRODUCTION_OPERATION" parameter="kiosk" value={kioskId} />}{' '}
      <code>{status}</code>
      {occurredAt !== null && (
        <small className={styles['line']}>
          {facts.sentToKiosk} <Moment at={occurredAt} />
        </small>
      )}
    </>
  );
}
