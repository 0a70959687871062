import type { KindName } from '../../kinds/row.js';
import type { Subject } from '../subject.js';
import type { HistoryView } from './event-history.js';
import { useState } from 'react';
import { nameEvent, nameState, texts } from '../../texts/texts.js';
import { Button } from '../../widgets/button.js';
import { FaultNotice, Loading } from '../../widgets/notice.js';
import { listErrors } from '../errors.js';
import { findCause } from './cause.js';
import { TimelineEntry } from './timeline-entry.js';
import styles from './timeline.module.css';

/** How many events are shown at first, and how many more at a time. */
const FIRST_SHOWN = 20;
const MORE_SHOWN = 50;

interface TimelineProps {
  readonly kind: KindName;
  readonly subject: Subject;
  readonly history: HistoryView & { readonly loadMore: () => void };
}

/** What has happened to a thing, newest first; what happens comes in at the top. */
export function Timeline({ kind, subject, history }: TimelineProps) {
  const { events, arrivedIds, hasMore, isLoading, fault, loadMore } = history;
  const [limit, setLimit] = useState(FIRST_SHOWN);
  // What has arrived meanwhile pushes nothing out at the end.
  const shown = events.slice(0, limit + arrivedIds.size);
  const errors = listErrors(subject);
  const showMore = () => {
    setLimit(limit + MORE_SHOWN);
    if (limit + MORE_SHOWN > events.length) loadMore();
  };
  return (
    <>
      <Announcement kind={kind} history={history} />
      {events.length === 0 && isLoading && <Loading />}
      {events.length === 0 && !hasMore && <p className={styles['nothing']}>{texts.timeline.nothing}</p>}
      <ol className={styles['timeline']}>
        {shown.map((event) => (
          <TimelineEntry
            key={event.id}
            kind={kind}
            event={event}
            hasArrived={arrivedIds.has(event.id)}
            cause={findCause(event, subject, events)}
            error={errors.find(({ code }) => code === event.errorCode)}
          />
        ))}
      </ol>
      {fault !== null && <FaultNotice fault={fault} onRetry={loadMore} />}
      {fault === null && (shown.length < events.length || (hasMore && events.length > 0)) && (
        <Button onClick={showMore} isBusy={isLoading}>
          {texts.general.more}
        </Button>
      )}
    </>
  );
}

/** Tells screen readers what has just happened. */
function Announcement({ kind, history: { events, arrivedIds } }: Pick<TimelineProps, 'kind' | 'history'>) {
  const newest = events[0];
  const isNews = newest !== undefined && arrivedIds.has(newest.id);
  return (
    <p className="visually-hidden" aria-live="polite">
      {isNews &&
        texts.timeline.announcement(
          nameEvent(newest.commandName),
          newest.actor.id,
          newest.toState === null ? null : nameState(kind, newest.toState),
        )}
    </p>
  );
}
