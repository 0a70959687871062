import type { KindName } from '../../kinds/row.js';
import type { HistoryView } from './event-history.js';
import { useEffect, useMemo } from 'react';
import { useView } from '../../live/use-view.js';
import { useSession } from '../../session/use-session.js';
import { EventHistory } from './event-history.js';
import { loadEvents } from './load-events.js';

/** How many events are asked for at once: the diagram shows the way of so many too. */
const PAGE_EVENTS = 200;

/** The history of a thing, kept as things are, and what loads more of it. */
export function useEventHistory(kind: KindName, id: string): HistoryView & { readonly loadMore: () => void } {
  const { tessera, live } = useSession();
  const history = useMemo(
    () => new EventHistory((after) => loadEvents(tessera, kind, { id, first: PAGE_EVENTS, after })),
    [tessera, kind, id],
  );
  useEffect(() => {
    void history.loadMore();
    const leave = live.onEvents((events) => {
      if (events === null) void history.reload();
      else history.apply(events.filter(({ subjectId }) => subjectId === id));
    });
    const leaveBack = live.onBack(() => history.getView().fault !== null && void history.loadMore());
    return () => {
      leave();
      leaveBack();
    };
  }, [history, live, id]);
  const view = useView(history);
  return { ...view, loadMore: () => void history.loadMore() };
}
