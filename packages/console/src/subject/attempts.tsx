import type { AttemptFragment } from '../__generated__/documents.js';
import { Fragment } from 'react';
import { Link } from 'wouter';
import { pathOf } from '../kinds/kinds.js';
import { formatDay, formatTime } from '../texts/format.js';
import { texts } from '../texts/texts.js';
import { StateChip } from '../kinds/state-chip.js';
import { ErrorWords } from './error-words.js';
import { BoardLink } from './links.js';
import styles from './subject.module.css';

/** The attempts to make a card, newest first; below one that failed why, and what to do about it. */
export function Attempts({ attempts }: { readonly attempts: readonly AttemptFragment[] }) {
  const words = texts.subject.attempts;
  if (attempts.length === 0) return <p className={styles['nothing']}>{words.none}</p>;
  return (
    <div className={styles['attempts']} role="group" aria-label={words.heading} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{texts.fields.state}</th>
            <th scope="col">{texts.fields.kioskId}</th>
            <th scope="col">{words.started}</th>
            <th scope="col">{words.ended}</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt) => (
            <Fragment key={attempt.id}>
              <AttemptRow attempt={attempt} />
              <ErrorRow attempt={attempt} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AttemptRow({ attempt: { id, state, attempt, kiosk, startTime, endTime, error } }: RowProps) {
  const kioskId = kiosk?.kioskId ?? null;
  const name = texts.subject.attempts.attempt(attempt);
  return (
    <tr className={error === null ? undefined : styles['explained']}>
      <th scope="row">
        <Link href={pathOf('PRODUCTION_OPERATION', id)} aria-label={name}>
          {attempt}
        </Link>
      </th>
      <td>
        <StateChip kind="PRODUCTION_OPERATION" state={state} />
      </td>
      <td>
        {kioskId === null ? (
          texts.general.none
        ) : (
          <BoardLink kind="PRODUCTION_OPERATION" parameter="kiosk" value={kioskId} />
        )}
      </td>
      <td>
        <Time at={startTime} />
      </td>
      <td>{endTime === null ? texts.general.none : <Time at={endTime} />}</td>
    </tr>
  );
}

interface RowProps {
  readonly attempt: AttemptFragment;
}

function ErrorRow({ attempt: { kiosk, error } }: RowProps) {
  if (error === null) return null;
  return (
    <tr>
      <td colSpan={5}>
        <ErrorWords error={error} report={kiosk?.description ?? null} />
      </td>
    </tr>
  );
}

function Time({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} className={styles['moment']}>
      {formatTime(at)} <small>{formatDay(at)}</small>
    </time>
  );
}
