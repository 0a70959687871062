import type { Viewer } from '@tessera/lifecycle';
import type { GatewayStanding } from '../identity/gateway-check.js';
import type { TransitionChannel } from '../log/status-event.js';
import type { Loaders } from './loaders.js';
import type { Services } from '../services.js';

/** What every resolver of one request (or of one event of a stream) is given. */
export interface RequestContext extends GatewayStanding {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** From then on nothing more is read or begun for the request, in milliseconds since 1970. */
  readonly deadlineAt: number;
  /** API, or CONSOLE as the client says. */
  readonly channel: TransitionChannel;
  readonly services: Services;
  /** New for each request and for each event of a stream. */
  readonly loaders: Loaders;
  /** The head of the tenant's log, read before anything else of the request; the same for the whole request. */
  readStatusCursor(): Promise<string>;
}
