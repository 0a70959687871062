import type { Viewer } from '@tessera/lifecycle';
import type { TransitionChannel } from '../log/status-event.js';
import type { Services } from '../services.js';
import type { RequestContext } from './request-context.js';
import { createLoaders } from './loaders.js';

/** How long a request may take, in milliseconds. */
const REQUEST_DEADLINE_MS = 5_000;

/** Who asks, and how the request came in. */
export interface ContextSource {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly isGateway: boolean;
  readonly channel: TransitionChannel;
}

/** Creates the context of one request, or of one event of a stream. Reads nothing by itself. */
export function createRequestContext(
  services: Services,
  { viewer, requestId, isGateway, channel }: ContextSource,
): RequestContext {
  let cursor: Promise<string> | null = null;
  return {
    viewer,
    requestId,
    isGateway,
    deadlineAt: services.clock.now().getTime() + REQUEST_DEADLINE_MS,
    channel,
    services,
    loaders: createLoaders(services, viewer),
    readStatusCursor: () => (cursor ??= readHeadCursor(services, viewer)),
  };
}

async function readHeadCursor({ feeds, cursors }: Services, { tenantId }: Viewer): Promise<string> {
  return cursors.statusCursor(tenantId, await feeds.readHead(tenantId));
}
