import type { Viewer } from '@tessera/lifecycle';

/** Who a verified token stands for, and until when. */
export interface Principal {
  readonly viewer: Viewer;
  /** From then on the token is no longer accepted; a stream that was opened with it ends. */
  readonly expiresAt: Date;
}

/** Turns the value of an `Authorization` header, or of `connection_init`'s `authorization`, into a principal. */
export interface Authenticator {
  /**
   * Rejects with a `CodedError`: UNAUTHENTICATED when there is no valid token, SERVICE_UNAVAILABLE when the issuer's keys cannot be
   * fetched now.
   */
  authenticate(authorization: unknown): Promise<Principal>;
}
