import type { CardStatusEvent, WatchCards } from '@tessera/sdk';
import { WatchCardsDocument } from '@tessera/sdk/documents';
import { useSubscription } from 'urql';

type Events = readonly CardStatusEvent[];

/** The card’s events after the cursor as they happen, newest first, and why no more will come. Without a cursor it waits for one. */
export function useLiveEvents(cardId: string, after: string | undefined): [events: Events, fault?: Error] {
  const variables = { cardId, after };
  // Only the event that comes next is taken: a connection that is made anew begins at `after` once more.
  const take = (taken: Events = [], { cardStatusChanged: event }: WatchCards): Events =>
    event.previousCursor === (taken[0]?.cursor ?? after) ? [event, ...taken] : taken;
  const [{ data, error }] = useSubscription({ query: WatchCardsDocument, variables, pause: after === undefined }, take);
  return [data ?? [], error];
}
