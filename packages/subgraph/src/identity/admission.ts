import type { GatewayCheck, GatewayStanding } from './gateway-check.js';
import type { AdmissionEnd, Authenticator, Principal } from './principal.js';

/** Who asks, and whether through the gateway. */
export interface Caller extends GatewayStanding {
  readonly principal: Principal;
}

/** What came with a request, or with a connection, of the caller. Nothing else of it says who they are. */
export interface Credentials {
  /** `Bearer <token>`. */
  readonly authorization: unknown;
  /** Wherever one may come; undefined where none did. */
  readonly gatewaySecrets: readonly unknown[];
}

/** Responsible for who is let in, over HTTP and WebSocket alike. Talks to the gateway's check and to the authenticator. */
export class Admission {
  constructor(
    readonly gateway: GatewayCheck,
    private readonly authenticator: Authenticator,
  ) {}

  /**
   * Rejects with a `CodedError`: FORBIDDEN on a wrong secret, or without one where only the gateway is served; then as the authenticator
   * does.
   */
  async admit({ authorization, gatewaySecrets }: Credentials): Promise<Caller> {
    const standing = this.gateway.admit(gatewaySecrets);
    return { principal: await this.authenticator.authenticate(authorization), ...standing };
  }

  /** See {@link Authenticator}. */
  findEnd(principal: Principal): AdmissionEnd | null {
    return this.authenticator.findEnd(principal);
  }
}
