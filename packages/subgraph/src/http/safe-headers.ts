import type { FastifyHelmetOptions } from '@fastify/helmet';

/** What a browser may do with an answer that is no page: nothing. */
const NOTHING_POLICY = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** The headers that helmet gives every answer; pages have policies of their own. */
export const HELMET_OPTIONS: FastifyHelmetOptions = {
  contentSecurityPolicy: { useDefaults: false, directives: NOTHING_POLICY },
  frameguard: { action: 'deny' },
};

/** Answers hold data of one viewer: nobody in between keeps them. Files of pages say otherwise themselves. */
export const NOT_STORED = { 'cache-control': 'no-store' } as const;

/** The headers of an answer that is sent before any hook runs, to what is hardly a request. */
export const BARE_HEADERS = {
  ...NOT_STORED,
  'content-security-policy': Object.entries(NOTHING_POLICY)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join(';'),
  'content-type': 'application/json; charset=utf-8',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;
