import type { JWTVerifyGetKey } from 'jose';

/** Where the keys come from that tokens are verified by. */
export interface KeySource {
  /** Finds the key of a token. Rejects with SERVICE_UNAVAILABLE while there is none and none can be fetched. */
  readonly find: JWTVerifyGetKey;
  /** Until when what was verified by the present keys counts, in milliseconds since 1970; then it is to be verified again. */
  readonly goodUntilMs: number;
}

/** The one key that issuer and server share. */
export function createSharedSecret(secret: Uint8Array): KeySource {
  return { find: () => secret, goodUntilMs: Infinity };
}
