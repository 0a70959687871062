import type { CryptoKey, JWK, JWTHeaderParameters } from 'jose';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../packages/subgraph/src/clock.js';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** Claims of a token, over those that a good one has; undefined leaves one out. */
export type Claims = Readonly<Record<string, unknown>>;

/** What it answers in place of its keys. */
interface Answer {
  readonly status: number;
  readonly body: string;
}

const ISSUER = 'https://login.example.com';
const AUDIENCE = 'tessera';

/** An issuer of tokens whose keys are served over HTTP on this machine. */
export interface TokenIssuer extends AsyncDisposable {
  readonly jwksUrl: string;
  /** Settings of a server that trusts it. */
  readonly settings: Readonly<Record<string, string>>;
  /** How often its keys were asked for. */
  readonly fetches: number;
  /** The key that it signs with, as it publishes it. */
  readonly currentKey: JWK;
  /** From now on it signs with another key, and publishes that alone. */
  rotate(): Promise<void>;
  /** In place of its keys it answers so; null: its keys again. */
  answerWith(answer: Answer | null): void;
  /** From now on it takes requests and answers none of them. */
  hang(): void;
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  claims(override?: Claims): Claims;
  sign(override?: Claims, header?: Partial<JWTHeaderParameters>): Promise<string>;
}

/** Starts an issuer with one RSA key. */
export async function startTokenIssuer(clock: Clock): Promise<TokenIssuer> {
  const issuer = new LocalIssuer(clock, await createKey(1));
  await issuer.comeBack();
  return issuer;
}

/** Responsible for an issuer's keys, and for what it answers who asks for them. Talks HTTP. */
class LocalIssuer implements TokenIssuer {
  readonly #server = createServer((_, response) => this.#answerTo(response));
  #port = 0;
  #fetches = 0;
  #answer: Answer | null = null;
  #isHanging = false;

  constructor(
    private readonly clock: Clock,
    private key: IssuerKey,
  ) {}

  get jwksUrl(): string {
    return `http://127.0.0.1:${this.#port}/keys`;
  }

  get settings(): TokenIssuer['settings'] {
    return { TESSERA_JWT_ISSUER: ISSUER, TESSERA_JWT_AUDIENCE: AUDIENCE, TESSERA_JWKS_URL: this.jwksUrl };
  }

  get currentKey(): JWK {
    return this.key.jwk;
  }

  get fetches(): number {
    return this.#fetches;
  }

  async rotate(): Promise<void> {
    this.key = await createKey(this.key.number + 1);
  }

  answerWith(answer: Answer | null): void {
    this.#answer = answer;
  }

  hang(): void {
    this.#isHanging = true;
  }

  async goDown(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async comeBack(): Promise<void> {
    await once(this.#server.listen(this.#port, '127.0.0.1'), 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  claims(override: Claims = {}): Claims {
    return { ...goodClaims(this.clock), ...override };
  }

  sign(override?: Claims, header?: Partial<JWTHeaderParameters>): Promise<string> {
    return (
      new SignJWT(this.claims(override))
        .setProtectedHeader({ alg: 'RS256', kid: this.key.id, ...header })
        // An extension that no other party knows.
        .sign(this.key.privateKey, { crit: { extension: true } })
    );
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.goDown();
  }

  #answerTo(response: ServerResponse): void {
    this.#fetches += 1;
    if (this.#isHanging) return;
    const { status, body } = this.#answer ?? { status: 200, body: JSON.stringify({ keys: [this.key.jwk] }) };
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body);
  }
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
