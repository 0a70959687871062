import { z } from 'zod';
import { isDecodable } from '../is-decodable.js';

/** The shortest key or secret, in bytes. */
const KEY_BYTES = 32;

/** A text as it is. */
export const text = z.string();

/** A whole number within limits. */
export function integer(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return text
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

/** `true` or `false`. */
export const flag = z.enum(['true', 'false'], 'must be true or false');

/** A list of texts, comma separated; white space around each is left out. */
export const list = text.transform((value) => value.split(',').map((entry) => entry.trim()));

/** A key in base64. */
export const key = text
  .transform((encoded) => Buffer.from(encoded, 'base64'))
  .refine((bytes) => bytes.length >= KEY_BYTES, `must be at least ${KEY_BYTES} bytes in base64`);

/** Keys with their ids: `id:key[,id:key …]`. */
export const keyRing = list
  .transform((entries) => entries.map((entry) => /^([\w.-]{1,40}):([\w+/=-]+)$/.exec(entry)))
  .transform((entries) =>
    entries.map((match) => ({ id: match?.[1] ?? '', key: Buffer.from(match?.[2] ?? '', 'base64') })),
  )
  .refine(
    (keys) => keys.every(({ id, key: bytes }) => id !== '' && bytes.length >= KEY_BYTES),
    `must be id:key[,id:key …], each key at least ${KEY_BYTES} bytes in base64`,
  )
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'must name each id once');

/** A secret, as its bytes. */
export const secret = text
  .transform((value) => new TextEncoder().encode(value))
  .refine((bytes) => bytes.length >= KEY_BYTES, `must have at least ${KEY_BYTES} bytes`);

const SERVER_URL = 'must be a URL; a % in a password is written as %25';

/** Whether it is the address of a server, of which all parts can be read. */
function isServerUrl(url: string): boolean {
  return isDecodable(url) && URL.canParse(url);
}

/** The address of a database of ours. */
export const databaseUrl = text
  .regex(/^(file:.|mariadb:\/\/.|mysql:\/\/.)/, 'must begin with file:, mariadb:// or mysql://')
  .refine((url) => url.startsWith('file:') || isServerUrl(url), SERVER_URL);

/** The address of a Redis server. */
export const redisUrl = text
  .regex(/^rediss?:\/\/./, 'must begin with redis:// or rediss://')
  .refine(isServerUrl, SERVER_URL);

/** Whether an address is one at which nobody on the way can answer: https, or this machine's own. */
export function isSafeUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname));
}

/** Where public keys are fetched from. */
export const jwksUrl = text
  .refine((url) => URL.canParse(url), 'must be a URL')
  .refine(isSafeUrl, 'must be an https URL: whoever changes the keys on the way can make tokens')
  .transform((url) => new URL(url));

/** An issuer by its address; the text as it is, for what the issuer calls itself is compared with it. */
export const issuerUrl = text.refine(
  isSafeUrl,
  'must be an https URL: whoever answers there is told who signs in, and may say where',
);

/** Scopes of OpenID Connect, with one space between: `openid profile`. */
export const scope = text
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'must be words with a space between')
  .refine((words) => words.split(' ').includes('openid'), 'must have openid among its words');

/** Origins of web pages: `https://cards.example.com[,…]`. */
export const origins = list.refine(
  (entries) => entries.every((entry) => URL.canParse(entry) && new URL(entry).origin === entry),
  'must be origins such as https://cards.example.com, comma separated and without a path',
);
