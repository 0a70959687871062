import type { GatewayPolicy } from '../config.js';
import { hash, timingSafeEqual } from 'node:crypto';
import { CodedError } from '../coded-error.js';

/** The header that the gateway shows its secret in, over HTTP and when it opens a WebSocket. */
export const GATEWAY_SECRET_HEADER = 'x-tessera-gateway-secret';

/** What the secrets that came with a request make of it. */
export interface GatewayStanding {
  /** Whether it may do what is the gateway's alone: true for everybody where no secret is configured. */
  readonly isGateway: boolean;
  /** Whether a right secret was shown; larger documents then pass the gate, registered or not. */
  readonly hasGatewaySecret: boolean;
}

/** Tells by the secrets that may have come with a request, undefined where none did, whether the gateway sent it. */
export interface GatewayCheck {
  /** Throws FORBIDDEN when a secret is wrong, or when none came and nobody but the gateway is served. */
  admit(given: readonly unknown[]): GatewayStanding;
  /** The FORBIDDEN of a secret that came and is wrong; null for none, and for one that is right. */
  findFault(given: unknown): CodedError | null;
}

/**
 * Creates the check. Without a configured secret everybody counts as the gateway, whatever they send. A wrong secret is refused rather
 * than passed over: a gateway with last year's secret should learn of it at its first request, not by the fields that fail.
 */
export function createGatewayCheck({ secrets, isOnly }: GatewayPolicy): GatewayCheck {
  const digests = secrets.map(digestOf);
  // Digests are of one length whatever was sent, and all are compared: the time tells nothing of any of them.
  const fits = (secret: unknown) => {
    if (typeof secret !== 'string') return false;
    const digest = digestOf(secret);
    return digests.map((each) => timingSafeEqual(each, digest)).includes(true);
  };
  const findFault = (given: unknown) => {
    const isWrong = digests.length > 0 && given !== undefined && !fits(given);
    return isWrong ? new CodedError('FORBIDDEN', WRONG_SECRET) : null;
  };
  const admit = (given: readonly unknown[]) => {
    for (const secret of given) {
      const fault = findFault(secret);
      if (fault !== null) throw fault;
    }
    const hasGatewaySecret = digests.length > 0 && given.some((secret) => secret !== undefined);
    const isGateway = hasGatewaySecret || digests.length === 0;
    if (isOnly && !isGateway) throw new CodedError('FORBIDDEN', ONLY_GATEWAY);
    return { isGateway, hasGatewaySecret };
  };
  return { admit, findFault };
}

const WRONG_SECRET = 'The gateway’s secret is wrong. Correct it, or leave it out.';
const ONLY_GATEWAY = 'Only the gateway is served here. Send the request through it.';

function digestOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}
