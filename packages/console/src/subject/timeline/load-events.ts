import type { Tessera } from '@tessera/sdk';
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

interface Thing {
  readonly history: {
    readonly nodes: readonly EventLine[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

type Load = (tessera: Tessera, request: EventsRequest) => Promise<Thing | null>;

const LOADS: Readonly<Record<KindName, Load>> = {
  CARD: async (tessera, request) => (await tessera.execute(ListCardEventsDocument, request)).card,
  TEMPORARY_CARD: async (tessera, request) =>
    (await tessera.execute(ListTemporaryCardEventsDocument, request)).temporaryCard,
  CHARGE_CARD: async (tessera, request) => (await tessera.execute(ListChargeCardEventsDocument, request)).chargeCard,
  PRODUCTION_OPERATION: async (tessera, request) =>
    (await tessera.execute(ListOperationEventsDocument, request)).productionOperation,
};

/** Loads a page of a thing’s history; an empty one where there is no such thing. */
export async function loadEvents(tessera: Tessera, kind: KindName, request: EventsRequest): Promise<EventPage> {
  const thing = await LOADS[kind](tessera, request);
  if (thing === null) return { events: [], endCursor: null, hasMore: false };
  const { nodes, pageInfo } = thing.history;
  return { events: nodes, endCursor: pageInfo.endCursor, hasMore: pageInfo.hasNextPage };
}
