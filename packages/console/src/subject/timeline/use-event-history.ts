import type { KindName } from '../../kinds/row.js';
import type { HistoryView } from './event-history.js';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
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
    const goOn = live.onReturn(() => {
      if (history.getView().fault !== null) void history.loadMore();
    });
    return () => {
      leave();
      goOn();
    };
  }, [history, live, id]);
  const view = useSyncExternalStore(history.onChange, history.getView);
  return { ...view, loadMore: () => void history.loadMore() };
}
