import type { Viewer } from '@tessera/lifecycle';
import type { TransitionChannel } from '../log/status-event.js';
import type { Services } from '../services.js';
import type { RequestContext } from './request-context.js';
import { createLoaders } from './loaders.js';

/** Who asks, and how the request came in. */
export interface ContextSource {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly channel: TransitionChannel;
}

/** Creates the context of one request, or of one event of a stream. Reads nothing by itself. */
export function createRequestContext(
  services: Services,
  { viewer, requestId, channel }: ContextSource,
): RequestContext {
  let cursor: Promise<string> | null = null;
  return {
    viewer,
    requestId,
    channel,
    services,
    loaders: createLoaders(services, viewer),
    readStatusCursor: () => (cursor ??= readHeadCursor(services, viewer)),
  };
}

async function readHeadCursor({ feeds, cursors }: Services, { tenantId }: Viewer): Promise<string> {
  return cursors.statusCursor(tenantId, await feeds.readHead(tenantId));
}
