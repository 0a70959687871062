import type { Viewer } from '@tessera/lifecycle';

/** Who a verified token stands for, and until when. */
export interface Principal {
  readonly viewer: Viewer;
  /** The token's own id (`jti`), by which it alone can be revoked; null when it has none. */
  readonly tokenId: string | null;
  /** From then on the token is no longer accepted; a stream that was opened with it ends. */
  readonly expiresAt: Date;
}

/** Why somebody who was let in is let in no more. */
export type AdmissionEnd = 'EXPIRED' | 'REVOKED';

/** Turns the value of an `Authorization` header, or of `connection_init`'s `authorization`, into a principal. */
export interface Authenticator {
  /**
   * Rejects with a `CodedError`: UNAUTHENTICATED when there is no valid token or it is revoked, SERVICE_UNAVAILABLE when the issuer's
   * keys cannot be fetched now.
   */
  authenticate(authorization: unknown): Promise<Principal>;
  /** Asked again and again while a principal's stream is open; null: it may go on. */
  findEnd(principal: Principal): AdmissionEnd | null;
}
