import type { TokenIssuer } from '../../../../test/support/token-issuer.js';
import { pino } from 'pino';
import { TestClock } from '../../../../test/support/test-clock.js';
import { startTokenIssuer } from '../../../../test/support/token-issuer.js';
import { STANDARD_CLAIMS } from './claims.js';
import { createAuthenticator } from './verify-token.js';

const MINUTE_MS = 60_000;

async function startIssuer() {
  const clock = new TestClock();
  const issuer = await startTokenIssuer(clock);
  const authenticator = createAuthenticator(trust(issuer), { clock, logger: pino({ level: 'silent' }) });
  const outcomeOf = (token: string) =>
    authenticator.authenticate(`Bearer ${token}`).then(
      () => 'ACCEPTED',
      (error: unknown) => Reflect.get(Object(error), 'code') as unknown,
    );
  const longToken = () => issuer.sign({ exp: clock.now().getTime() / 1_000 + 24 * 3_600 });
  return { clock, issuer, outcomeOf, longToken, [Symbol.asyncDispose]: () => issuer[Symbol.asyncDispose]() };
}

function trust({ settings, jwksUrl }: TokenIssuer) {
  return {
    issuer: settings['TESSERA_JWT_ISSUER'] ?? '',
    audience: settings['TESSERA_JWT_AUDIENCE'] ?? '',
    algorithms: ['RS256'],
    keys: { jwksUrl: new URL(jwksUrl) },
    claims: STANDARD_CLAIMS,
  };
}

describe('the keys of an issuer', () => {
  it('are fetched once for all tokens, also for those that come at the same time', async () => {
    await using stack = await startIssuer();
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, n) => stack.issuer.sign({ jti: String(n) })));
    const outcomes = await Promise.all(tokens.map(stack.outcomeOf));
    expect([new Set(outcomes), stack.issuer.fetches]).toEqual([new Set(['ACCEPTED']), 1]);
  });

  it('are fetched again when they are ten minutes old', async () => {
    await using stack = await startIssuer();
    const token = await stack.longToken();
    await stack.outcomeOf(token);
    stack.clock.advance(10 * MINUTE_MS - 1);
    await stack.outcomeOf(token);
    expect(stack.issuer.fetches).toBe(1);
    stack.clock.advance(1);
    expect([await stack.outcomeOf(token), stack.issuer.fetches]).toEqual(['ACCEPTED', 2]);
  });

  it('are fetched at once for a token of a new key, and the old key stops to count within ten minutes', async () => {
    await using stack = await startIssuer();
    const old = await stack.longToken();
    await stack.outcomeOf(old);
    await stack.issuer.rotate();
    expect(await stack.outcomeOf(await stack.issuer.sign())).toBe('ACCEPTED');
    expect(stack.issuer.fetches).toBe(2);
    stack.clock.advance(10 * MINUTE_MS);
    expect(await stack.outcomeOf(old)).toBe('UNAUTHENTICATED');
  });

  it('are fetched for unknown keys once in thirty seconds, however many tokens name them', async () => {
    await using stack = await startIssuer();
    await stack.outcomeOf(await stack.issuer.sign());
    const unknown = await Promise.all(Array.from({ length: 100 }, (_, n) => stack.issuer.sign({}, { kid: `no-${n}` })));
    const outcomes = await Promise.all(unknown.map(stack.outcomeOf));
    for (const token of unknown) outcomes.push(await stack.outcomeOf(token));
    expect([new Set(outcomes), stack.issuer.fetches]).toEqual([new Set(['UNAUTHENTICATED']), 2]);
    stack.clock.advance(30_000);
    await stack.outcomeOf(await stack.issuer.sign({}, { kid: 'no-1' }));
    expect(stack.issuer.fetches).toBe(3);
  });

  it('are not fetched twice for the first token, though it names none of them', async () => {
    await using stack = await startIssuer();
    expect(await stack.outcomeOf(await stack.issuer.sign({}, { kid: 'no' }))).toBe('UNAUTHENTICATED');
    expect(stack.issuer.fetches).toBe(1);
  });

  it('serve ten more minutes while the issuer is down; then every token is answered with 503', async () => {
    await using stack = await startIssuer();
    const known = await stack.longToken();
    await stack.outcomeOf(known);
    await stack.issuer.goDown();
    stack.clock.advance(20 * MINUTE_MS - 1);
    const last = [await stack.outcomeOf(known), await stack.outcomeOf(await stack.longToken())];
    stack.clock.advance(1);
    const late = [await stack.outcomeOf(known), await stack.outcomeOf(await stack.longToken())];
    expect([last, late]).toEqual([
      ['ACCEPTED', 'ACCEPTED'],
      ['SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE'],
    ]);
  });

  it('are there again soon after the issuer is', async () => {
    await using stack = await startIssuer();
    const token = await stack.longToken();
    await stack.issuer.goDown();
    expect(await stack.outcomeOf(token)).toBe('SERVICE_UNAVAILABLE');
    await stack.issuer.comeBack();
    // It is left alone for a moment.
    expect([await stack.outcomeOf(token), stack.issuer.fetches]).toEqual(['SERVICE_UNAVAILABLE', 0]);
    stack.clock.advance(5_000);
    expect(await stack.outcomeOf(token)).toBe('ACCEPTED');
  });

  it('do not blame a token for a key that nobody can look up while the issuer is down', async () => {
    await using stack = await startIssuer();
    await stack.outcomeOf(await stack.issuer.sign());
    await stack.issuer.rotate();
    const ofNewKey = await stack.longToken();
    await stack.issuer.goDown();
    expect(await stack.outcomeOf(ofNewKey)).toBe('SERVICE_UNAVAILABLE');
    await stack.issuer.comeBack();
    stack.clock.advance(30_000);
    expect(await stack.outcomeOf(ofNewKey)).toBe('ACCEPTED');
  });

  it.each([
    ['a fault', { status: 500, body: '{"keys":[]}' }],
    ['a redirection', { status: 302, body: '' }],
    ['no JSON', { status: 200, body: '<html>' }],
    ['no key set', { status: 200, body: '{"keys":{}}' }],
    ['more than is read', { status: 200, body: `{"keys":[]${' '.repeat(300_000)}}` }],
  ])('are not there while the issuer answers with %s', async (_, answer) => {
    await using stack = await startIssuer();
    stack.issuer.answerWith(answer);
    expect(await stack.outcomeOf(await stack.issuer.sign())).toBe('SERVICE_UNAVAILABLE');
  });

  it('are not waited for longer than three seconds, and not at all while old ones serve', async () => {
    await using stack = await startIssuer();
    const token = await stack.longToken();
    await stack.outcomeOf(token);
    stack.issuer.hang();
    stack.clock.advance(10 * MINUTE_MS);
    // The first one waits; it is known then that the issuer does not answer.
    expect(await stack.outcomeOf(token)).toBe('ACCEPTED');
    stack.clock.advance(5_000);
    const begin = performance.now();
    expect(await stack.outcomeOf(token)).toBe('ACCEPTED');
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});
