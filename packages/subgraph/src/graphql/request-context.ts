import type { Viewer } from '@tessera/lifecycle';
import type { TransitionChannel } from '../log/status-event.js';
import type { Loaders } from './loaders.js';
import type { Services } from '../services.js';

/** What every resolver of one request (or of one event of a stream) is given. */
export interface RequestContext {
  readonly viewer: Viewer;
  readonly requestId: string;
  /** Whether it came through the gateway, as its secret shows; true for everybody where no secret is configured. */
  readonly isGateway: boolean;
  /** Whether the gateway’s secret was shown; larger documents are then let through. */
  readonly hasGatewaySecret: boolean;
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
