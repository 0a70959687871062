const KEY = Buffer.alloc(32, 7).toString('base64');

/** The settings of a server with an issuer and keys that are not its own, as production has them. */
export const REAL_ISSUER = {
  TESSERA_JWT_ISSUER: 'https://login.example.com',
  TESSERA_JWT_AUDIENCE: 'tessera',
  TESSERA_JWT_SECRET: 'a secret of at least thirty-two bytes',
  TESSERA_CURSOR_KEY: KEY,
  TESSERA_MAC_KEYS: `k1:${KEY}`,
};
