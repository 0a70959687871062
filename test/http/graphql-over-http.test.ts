import { auditServer } from 'graphql-http';
import { startServerStack } from '../support/server-stack.js';

let stack: Awaited<ReturnType<typeof startServerStack>>;
beforeAll(async () => {
  stack = await startServerStack();
});
afterAll(() => stack.stop());

const BAD_DOCUMENT =
  'A document that cannot be run is answered 400 whatever is accepted: gateways and load balancers see it by the status.';
const PREFLIGHT =
  'A GET that a browser would send without asking is refused (CSRF prevention); with `apollo-require-preflight` it is answered.';

/** What the server does otherwise than the specification advises, and why; by the audit's id. */
const DEVIATIONS: Readonly<Record<string, { readonly status: 'warn' | 'notice'; readonly why: string }>> = {
  '572B': { status: 'warn', why: BAD_DOCUMENT },
  FDE2: { status: 'warn', why: BAD_DOCUMENT },
  '7B9B': { status: 'warn', why: BAD_DOCUMENT },
  '5A70': { status: 'notice', why: PREFLIGHT },
  D6D5: { status: 'notice', why: PREFLIGHT },
  '6A70': { status: 'notice', why: PREFLIGHT },
};

describe('the audit of GraphQL over HTTP', () => {
  it('finds no error, and nothing but what is known and meant otherwise', async () => {
    const authorization = `Bearer ${stack.tokens.get('operator') ?? ''}`;
    const results = await auditServer({
      url: stack.server.url,
      fetchFn: (url: string, init: RequestInit = {}) => {
        const headers = new Headers(init.headers);
        headers.set('authorization', authorization);
        return fetch(url, { ...init, headers });
      },
    });
    expect(results).toHaveLength(61);
    const found = results.filter(({ status }) => status !== 'ok').map(({ id, status }) => [id, status]);
    const known = Object.entries(DEVIATIONS).map(([id, { status }]) => [id, status]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(known));
  });
});
