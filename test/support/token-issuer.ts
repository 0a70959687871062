import type { CryptoKey, JWK, JWTHeaderParameters } from 'jose';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../packages/subgraph/src/clock.js';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** Claims of a token, over those that a good one has; undefined leaves one out. */
export type Claims = Readonly<Record<string, unknown>>;

const ISSUER = 'https://login.example.com';
const AUDIENCE = 'tessera';

/** An issuer of tokens whose keys are served over HTTP on this machine. */
export interface TokenIssuer extends AsyncDisposable {
  readonly jwksUrl: string;
  /** Settings of a server that trusts it. */
  readonly settings: Readonly<Record<string, string>>;
  /** How often its keys were asked for. */
  readonly fetches: () => number;
  /** The key that it signs with, as it publishes it. */
  readonly currentKey: () => JWK;
  /** From now on it signs with another key, and publishes that alone. */
  rotate(): Promise<void>;
  /** In place of its keys it answers so; null: its keys again. */
  answerWith(answer: { readonly status: number; readonly body: string } | null): void;
  /** It takes requests and answers none of them, or does so again. */
  hang(isHanging: boolean): void;
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  claims(override?: Claims): Claims;
  sign(override?: Claims, header?: Partial<JWTHeaderParameters>): Promise<string>;
}

/** Starts an issuer with one RSA key. */
export async function startTokenIssuer(clock: Clock): Promise<TokenIssuer> {
  const state = { fetches: 0, answer: null as { status: number; body: string } | null, isHanging: false };
  let key = await createKey(1);
  const server = createServer((_, response) => {
    state.fetches += 1;
    if (state.isHanging) return;
    const { status, body } = state.answer ?? { status: 200, body: JSON.stringify({ keys: [key.jwk] }) };
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body);
  });
  const listen = async (port: number) => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const jwksUrl = `http://127.0.0.1:${port}/keys`;
  const goDown = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const claims = (override: Claims = {}) => ({ ...goodClaims(clock), ...override });
  return {
    jwksUrl,
    settings: { TESSERA_JWT_ISSUER: ISSUER, TESSERA_JWT_AUDIENCE: AUDIENCE, TESSERA_JWKS_URL: jwksUrl },
    fetches: () => state.fetches,
    currentKey: () => key.jwk,
    rotate: async () => {
      key = await createKey(key.number + 1);
    },
    answerWith: (answer) => void (state.answer = answer),
    hang: (isHanging) => void (state.isHanging = isHanging),
    goDown,
    comeBack: async () => {
      await listen(port);
    },
    claims,
    sign: (override, header) =>
      new SignJWT(claims(override))
        .setProtectedHeader({ alg: 'RS256', kid: key.id, ...header })
        // An extension that no other party knows.
        .sign(key.privateKey, { crit: { extension: true } }),
    [Symbol.asyncDispose]: goDown,
  };
}

/** The claims of a token that is good for a minute. */
function goodClaims(clock: Clock): Claims {
  const now = Math.floor(clock.now().getTime() / 1_000);
  const names = { iss: ISSUER, aud: AUDIENCE, sub: 'olga.petrov', tenant_id: 'acme', roles: ['OPERATOR'] };
  return { ...names, exp: now + 60 };
}

interface IssuerKey {
  readonly number: number;
  readonly id: string;
  readonly jwk: JWK;
  readonly privateKey: CryptoKey;
}

async function createKey(number: number): Promise<IssuerKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const id = `key-${number}`;
  return { number, id, jwk: { ...(await exportJWK(publicKey)), kid: id, alg: 'RS256', use: 'sig' }, privateKey };
}
