import type { ErrorOfProductionFragment } from '../../__generated__/documents.js';
import type { KindName } from '../../kinds/row.js';
import type { EventLine } from '../../live/live-event.js';
import type { Cause } from './cause.js';
import { Link } from 'wouter';
import { toneOf } from '../../kinds/tones.js';
import { nameChannel, nameEvent, nameReason, nameRole, texts } from '../../texts/texts.js';
import { StateChip } from '../../kinds/state-chip.js';
import { ErrorWords } from '../error-words.js';
import { Moment } from '../moment.js';
import styles from './timeline.module.css';

interface TimelineEntryProps {
  readonly kind: KindName;
  readonly event: EventLine;
  /** Whether it came while one looked. */
  readonly hasArrived: boolean;
  readonly cause: Cause | null;
  /** What its error code means, where that is known. */
  readonly error: ErrorOfProductionFragment | undefined;
}

/** One event: what happened, when, by whom, and why. */
export function TimelineEntry({ kind, event, hasArrived, cause, error }: TimelineEntryProps) {
  const { id, commandName, fromState, toState, occurredAt, reason, comment, errorCode } = event;
  const tone = toState === null ? 'new' : toneOf(kind, toState);
  return (
    <li id={id} className={`${styles['entry']} ${hasArrived ? styles['arrived'] : ''}`} data-tone={tone}>
      <div className={styles['head']}>
        <h3>{nameEvent(commandName)}</h3>
        {toState !== null && fromState !== toState && (
          <span className={styles['states']}>
            {fromState !== null && (
              <>
                <StateChip kind={kind} state={fromState} />
                <span aria-hidden> → </span>
                <span className="visually-hidden">{texts.timeline.to}</span>
              </>
            )}
            <StateChip kind={kind} state={toState} />
          </span>
        )}
        <Moment at={occurredAt} />
      </div>
      <p className={styles['who']}>
        <Who event={event} />
        {cause !== null && <CauseLink cause={cause} />}
      </p>
      {reason !== null && <p>{texts.timeline.reason(nameReason(reason))}</p>}
      {comment !== null && <blockquote className={styles['comment']}>{comment}</blockquote>}
      {error !== undefined ? <ErrorWords error={error} /> : typeof errorCode === 'string' && <code>{errorCode}</code>}
    </li>
  );
}

/** Who, in which role, and from where. The system acts for somebody where it follows from what they did. */
function Who({ event: { actor, channel, causedBy } }: { readonly event: EventLine }) {
  const { timeline } = texts;
  const isEffect = actor.role === 'SYSTEM' && causedBy !== null;
  return (
    <>
      {isEffect && `${timeline.system} `}
      <strong>{actor.id}</strong>
      {!isEffect && ` · ${nameRole(actor.role)}`}
      {` · ${timeline.from(nameChannel(channel))}`}
    </>
  );
}

function CauseLink({ cause: { text, href } }: { readonly cause: Cause }) {
  const isHere = href?.startsWith('#') ?? false;
  return (
    <>
      {' · '}
      {href === null ? text : isHere ? <a href={href}>{text}</a> : <Link href={href}>{text}</Link>}
    </>
  );
}
