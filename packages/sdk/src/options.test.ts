import type { TesseraOptions } from './options.js';
import { createTessera } from './create-tessera.js';
import { toClientOptions } from './options.js';

const ADDRESS = 'https://cards.example.com/graphql';
const GOOD: TesseraOptions = { url: ADDRESS, token: 'a-token' };

/** What JavaScript allows to be given. */
function create(options: unknown): void {
  createTessera(options as TesseraOptions);
}

const ADDRESS_WORDS = 'the address of the API, like "https://cards.example.com/graphql"';
const TOKEN_WORDS = 'a token without “Bearer” and white space, or a function that gets one';
const WS_WORDS = 'an address like "wss://cards.example.com/graphql"';
const MS_WORDS = 'a number of milliseconds, above 0 and of 24 days at most';
const NAMES = 'url, token, webSocketUrl, fetch, webSocketImpl, timeoutMs, maxRetries, channel, logger';

/** What is given besides, or in place of, good options; and what is said to it. */
const WRONG: readonly (readonly [given: unknown, message: string])[] = [
  [undefined, 'give its options as an object.'],
  [null, 'give its options as an object.'],
  [ADDRESS, 'give its options as an object.'],
  [[ADDRESS], 'give its options as an object.'],
  [{}, `the option url is missing; it is ${ADDRESS_WORDS}.`],
  [{ token: 'a' }, `the option url is missing; it is ${ADDRESS_WORDS}.`],
  [{ url: ADDRESS }, `the option token is missing; it is ${TOKEN_WORDS}.`],
  ...[
    '',
    '/graphql',
    'cards.example.com',
    'ftp://cards.example.com',
    'ws://cards.example.com',
    5,
    null,
    new URL(ADDRESS),
  ].map((url) => [{ ...GOOD, url }, `the option url must be ${ADDRESS_WORDS}.`] as const),
  ...['', 'two words', 'a-line\n', 'ü', 5, null, {}, Promise.resolve('a')].map(
    (token) => [{ ...GOOD, token }, `the option token must be ${TOKEN_WORDS}.`] as const,
  ),
  ...['', 'https://cards.example.com', null].map(
    (webSocketUrl) => [{ ...GOOD, webSocketUrl }, `the option webSocketUrl must be ${WS_WORDS}.`] as const,
  ),
  [{ ...GOOD, fetch: null }, 'the option fetch must be a function like fetch.'],
  [{ ...GOOD, webSocketImpl: {} }, 'the option webSocketImpl must be a class like WebSocket.'],
  ...[0, -1, NaN, Infinity, 2 ** 31, '1000', null].map(
    (timeoutMs) => [{ ...GOOD, timeoutMs }, `the option timeoutMs must be ${MS_WORDS}.`] as const,
  ),
  ...[-1, 1.5, NaN, Infinity, '2', null].map(
    (maxRetries) => [{ ...GOOD, maxRetries }, 'the option maxRetries must be a whole number, 0 or more.'] as const,
  ),
  ...['api', '', null].map(
    (channel) => [{ ...GOOD, channel }, 'the option channel must be "API" or "CONSOLE".'] as const,
  ),
  ...[null, true, {}, { debug: () => undefined }].map(
    (logger) =>
      [{ ...GOOD, logger }, 'the option logger must be an object with debug and warn, like console.'] as const,
  ),
  [{ ...GOOD, timeout: 5 }, `there is no option timeout; use ${NAMES}.`],
  [{ ...GOOD, retries: undefined }, `there is no option retries; use ${NAMES}.`],
  [{ ...GOOD, constructor: 1 }, `there is no option constructor; use ${NAMES}.`],
  [JSON.parse(`{ "url": "${ADDRESS}", "token": "a", "__proto__": {} }`), `there is no option __proto__; use ${NAMES}.`],
];

describe('the options of a client', () => {
  it.each(WRONG)('are refused by a TypeError that says what to do: %j', (given, message) => {
    expect(() => create(given)).toThrow(new TypeError(`createTessera: ${message}`));
  });

  it.each(WRONG)('are refused by sentences: %j', (given) => {
    expect(() => create(given)).toThrow(/^createTessera: [a-z].*\.$/);
  });

  it('have their defaults', () => {
    expect(toClientOptions(GOOD)).toMatchObject({
      ...{ url: ADDRESS, webSocketUrl: 'wss://cards.example.com/graphql', timeoutMs: 30_000, maxRetries: 2 },
      ...{ channel: 'API', renewsToken: false, logger: undefined },
    });
  });

  it('may be undefined where they may be left out', () => {
    const rest = { webSocketUrl: undefined, fetch: undefined, timeoutMs: undefined, logger: undefined };
    expect(() => create({ ...GOOD, ...rest })).not.toThrow();
  });

  it.each([
    ['http://localhost:4000/graphql', 'ws://localhost:4000/graphql'],
    ['HTTPS://cards.example.com/graphql?a=1', 'wss://cards.example.com/graphql?a=1'],
    [' https://http.example.com/http', 'wss://http.example.com/http'],
  ])('lead from the url to that of the streams: %s', (url, webSocketUrl) => {
    expect(toClientOptions({ ...GOOD, url })).toMatchObject({ webSocketUrl });
  });
});
