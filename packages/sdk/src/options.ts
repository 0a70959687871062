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

const isFunction = (value: unknown) => typeof value === 'function';
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
    (value) => isFunction(value) || (typeof value === 'string' && value !== ''),
    'a token, or a function that gets one',
  ],
  webSocketUrl: [isUrlOf(['ws:', 'wss:']), 'an address like "wss://cards.example.com/graphql"'],
  fetch: [isFunction, 'a function like fetch'],
  webSocketImpl: [isFunction, 'a class like WebSocket'],
  timeoutMs: [isDuration, 'a number of milliseconds above 0'],
  maxRetries: [(value) => Number.isInteger(value) && Number(value) >= 0, 'a whole number, 0 or more'],
  channel: [(value) => value === 'API' || value === 'CONSOLE', '"API" or "CONSOLE"'],
  logger: [isLogger, 'an object with debug and warn, like console'],
};
const REQUIRED = ['url', 'token'];

/** A time that can be waited for, in milliseconds. */
export function isDuration(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value < 2 ** 31;
}

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
    webSocketUrl: options.webSocketUrl ?? url.replace(/^http/, 'ws'),
    getToken: typeof token === 'string' ? () => Promise.resolve(token) : async () => token(),
    renewsToken: typeof token !== 'string',
    fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
    webSocketImpl: options.webSocketImpl ?? globalThis.WebSocket,
  };
}

/** Checks an object of options against what each must be. */
export function checkOptions(
  place: string,
  options: unknown,
  {
    checks,
    required = [],
  }: { readonly checks: Readonly<Record<string, Check>>; readonly required?: readonly string[] },
): void {
  if (typeof options !== 'object' || options === null) throw new TypeError(`${place}: give its options as an object.`);
  const given = options as Readonly<Record<string, unknown>>;
  const missing = required.find((name) => given[name] === undefined);
  if (missing !== undefined)
    throw new TypeError(`${place}: the option ${missing} is missing; it is ${checks[missing]?.[1] ?? ''}.`);
  for (const [name, value] of Object.entries(given)) {
    const [isGood, what] = checks[name] ?? [];
    if (isGood === undefined)
      throw new TypeError(`${place}: there is no option ${name}; there are ${Object.keys(checks).join(', ')}.`);
    if (value !== undefined && !isGood(value))
      throw new TypeError(`${place}: the option ${name} must be ${what ?? ''}.`);
  }
}
