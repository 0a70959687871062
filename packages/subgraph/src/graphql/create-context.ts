import type { Viewer } from '@tessera/lifecycle';
import type { GatewayStanding } from '../identity/gateway-check.js';
import type { TransitionChannel } from '../log/status-event.js';
import type { Services } from '../services.js';
import type { RequestContext } from './request-context.js';
import { REQUEST_MS } from '../request-time.js';
import { createDeadline, readInTime } from './limits/deadline.js';
import { createLoaders } from './loaders.js';

/** Who asks, and how the request came in. */
export interface ContextSource extends GatewayStanding {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly channel: TransitionChannel;
}

/** Creates the context of one request, or of one event of a stream. Reads nothing by itself. */
export function createRequestContext(
  services: Services,
  { viewer, requestId, isGateway, hasGatewaySecret, channel }: ContextSource,
): RequestContext {
  let cursor: Promise<string> | null = null;
  const deadlineAt = services.clock.now().getTime() + REQUEST_MS;
  const inTime = createDeadline(services.clock, deadlineAt);
  const own = { ...services, ...readInTime(services, inTime) };
  return {
    viewer,
    requestId,
    isGateway,
    hasGatewaySecret,
    deadlineAt,
    channel,
    services: own,
    loaders: createLoaders(own, viewer),
    readStatusCursor: () => (cursor ??= inTime(() => readHeadCursor(own, viewer))),
  };
}

async function readHeadCursor({ feeds, cursors }: Services, { tenantId }: Viewer): Promise<string> {
  return cursors.statusCursor(tenantId, await feeds.readHead(tenantId));
}
