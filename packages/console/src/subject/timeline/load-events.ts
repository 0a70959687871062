import type { Tessera } from '@tessera/sdk';
import type { PageEndFragment, TypedDocumentString } from '../../__generated__/documents.js';
import type { KindName } from '../../kinds/row.js';
import type { EventLine } from '../../live/live-event.js';
import {
  ListCardEventsDocument,
  ListChargeCardEventsDocument,
  ListOperationEventsDocument,
  ListTemporaryCardEventsDocument,
} from '../../__generated__/documents.js';

/** A page of a history, newest first. */
export interface EventPage {
  readonly events: readonly EventLine[];
  readonly endCursor: string | null;
  readonly hasMore: boolean;
}

/** Whose history, and where a page of it begins. */
interface EventsRequest {
  readonly id: string;
  readonly first: number;
  readonly after: string | null;
}

interface History {
  readonly nodes: readonly EventLine[];
  readonly pageInfo: PageEndFragment;
}

type EventsDocument = TypedDocumentString<{ readonly thing: { readonly history: History } | null }, EventsRequest>;

const DOCUMENTS: Readonly<Record<KindName, EventsDocument>> = {
  CARD: ListCardEventsDocument,
  TEMPORARY_CARD: ListTemporaryCardEventsDocument,
  CHARGE_CARD: ListChargeCardEventsDocument,
  PRODUCTION_OPERATION: ListOperationEventsDocument,
};

/** Loads a page of a thing’s history; an empty one where there is no such thing. */
export async function loadEvents(tessera: Tessera, kind: KindName, request: EventsRequest): Promise<EventPage> {
  const { thing } = await tessera.execute(DOCUMENTS[kind], request);
  if (thing === null) return { events: [], endCursor: null, hasMore: false };
  const { nodes, pageInfo } = thing.history;
  return { events: nodes, endCursor: pageInfo.endCursor, hasMore: pageInfo.hasNextPage };
}
