import { UnauthenticatedError } from './errors/request-errors.js';
import { ownValue } from './own-value.js';

/** Where the SDK tells what it does; `console` is one. It is given no tokens, and nothing of people. */
export interface Logger {
  debug(message: string, details?: unknown): void;
  warn(message: string, details?: unknown): void;
}

/** A WebSocket class: the one of browsers, or of the package ws. */
export type WebSocketConstructor = new (
  url: string,
  protocols?: string | string[],
) => { send(data: string): void; close(code?: number, reason?: string): void };

/** How a client is made. */
export interface TesseraOptions {
  /** Where the API answers over HTTP: a subgraph’s or a gateway’s `/graphql`. */
  readonly url: string;
  /** The caller’s token; or a function that gets one, asked before each request and each connection: it may keep one while it is good. */
  readonly token: string | (() => Promise<string> | string);
  /** Where it answers over WebSocket; absent: `url` with `ws` in place of `http`. */
  readonly webSocketUrl?: string | undefined;
  /** In place of the platform’s `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** In place of the platform’s `WebSocket`; Node 20 has none: give it that of the package ws. */
  readonly webSocketImpl?: WebSocketConstructor | undefined;
  /** How long a call may take with all its retries, in milliseconds; 30,000 unless given. */
  readonly timeoutMs?: number | undefined;
  /** How often a call is tried again; 2 unless given, 0 for never. */
  readonly maxRetries?: number | undefined;
  /** Where the commands come from, as events tell it: API unless given. */
  readonly channel?: 'API' | 'CONSOLE' | undefined;
  readonly logger?: Logger | undefined;
}

/** The options with their defaults. */
export interface ClientOptions {
  readonly url: string;
  readonly webSocketUrl: string;
  readonly getToken: () => Promise<string>;
  /** Whether `getToken` may get another one. */
  readonly renewsToken: boolean;
  readonly fetch: typeof globalThis.fetch;
  readonly webSocketImpl: unknown;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly channel: 'API' | 'CONSOLE';
  readonly logger: Logger | undefined;
}

type Check = readonly [isGood: (value: unknown) => boolean, what: string];

/** A time that timers can wait for. */
export const DURATION: Check = [
  (value) => typeof value === 'number' && value > 0 && value < 2 ** 31,
  'a number of milliseconds, above 0 and of 24 days at most',
];

const isFunction = (value: unknown) => typeof value === 'function';
/** Whether it can stand in a header: a line break at its end, as files have it, could not. */
const isToken = (value: unknown): value is string => typeof value === 'string' && /^[!-~]+$/.test(value);
const isUrlOf = (protocols: readonly string[]) => (value: unknown) =>
  typeof value === 'string' && URL.canParse(value) && protocols.includes(new URL(value).protocol);

function isLogger(value: unknown): boolean {
  const { debug, warn } = Object(value) as Partial<Logger>;
  return isFunction(debug) && isFunction(warn);
}

/** What each option must be; those that are not required may be undefined. */
const CHECKS: Readonly<Record<string, Check>> = {
  url: [isUrlOf(['http:', 'https:']), 'the address of the API, like "https://cards.example.com/graphql"'],
  token: [
    (value) => isFunction(value) || isToken(value),
    'a token without “Bearer” and white space, or a function that gets one',
  ],
  webSocketUrl: [isUrlOf(['ws:', 'wss:']), 'an address like "wss://cards.example.com/graphql"'],
  fetch: [isFunction, 'a function like fetch'],
  webSocketImpl: [isFunction, 'a class like WebSocket'],
  timeoutMs: DURATION,
  maxRetries: [(value) => Number.isInteger(value) && Number(value) >= 0, 'a whole number, 0 or more'],
  channel: [(value) => value === 'API' || value === 'CONSOLE', '"API" or "CONSOLE"'],
  logger: [isLogger, 'an object with debug and warn, like console'],
};
const REQUIRED = ['url', 'token'];

/**
 * The options with their defaults.
 *
 * @throws TypeError that names the option, when one is missing, unknown or wrong.
 */
export function toClientOptions(options: TesseraOptions): ClientOptions {
  checkOptions('createTessera', options, { checks: CHECKS, required: REQUIRED });
  const { url, token, channel = 'API', timeoutMs = 30_000, maxRetries = 2, logger } = options;
  return {
    ...{ url, channel, timeoutMs, maxRetries, logger },
    // As browsers spell it: the scheme in lower case, nothing around it.
    webSocketUrl: options.webSocketUrl ?? new URL(url).href.replace(/^http/, 'ws'),
    getToken: () => getToken(token),
    renewsToken: typeof token !== 'string',
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
    webSocketImpl: options.webSocketImpl ?? globalThis.WebSocket,
  };
}

async function getToken(token: TesseraOptions['token']): Promise<string> {
  const got: unknown = typeof token === 'string' ? token : await Promise.resolve().then(token).catch(failToken);
  if (isToken(got)) return got;
  throw new TypeError('createTessera: the function token must get a token, a text without white space.');
}

function failToken(cause: unknown): never {
  const message = 'The function token failed: see the cause.';
  throw new UnauthenticatedError(message, { code: 'UNAUTHENTICATED', retryable: false, cause });
}

/** Checks an object of options against what each must be; also what it inherits, so that an AbortSignal is none. */
export function checkOptions(
  place: string,
  options: unknown,
  {
    checks,
    required = [],
  }: { readonly checks: Readonly<Record<string, Check>>; readonly required?: readonly string[] },
): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new TypeError(`${place}: give its options as an object.`);
  const given = options as Readonly<Record<string, unknown>>;
  const missing = required.find((name) => given[name] === undefined);
  if (missing !== undefined)
    throw new TypeError(`${place}: the option ${missing} is missing; it is ${checks[missing]?.[1] ?? ''}.`);
  for (const name in given) {
    const check = ownValue(checks, name);
    if (check === undefined)
      throw new TypeError(`${place}: there is no option ${name}; use ${Object.keys(checks).join(', ')}.`);
    const [isGood, what] = check;
    if (given[name] !== undefined && !isGood(given[name]))
      throw new TypeError(`${place}: the option ${name} must be ${what}.`);
  }
}
