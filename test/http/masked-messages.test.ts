import type { Client } from 'graphql-ws';
import { SignJWT } from 'jose';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { askOverSocket } from '../support/ask-over-socket.js';
import { REAL_ISSUER } from '../support/real-issuer.js';
import { startServerStack } from '../support/server-stack.js';

const PRODUCTION = { TESSERA_ENV: 'production', ...REAL_ISSUER };

/** A value of the caller's that no answer repeats. */
const CANARY = 'canary of mara';

let stack: Awaited<ReturnType<typeof startServerStack>>;
let authorization: string;
let client: Client;
beforeAll(async () => {
  stack = await startServerStack(PRODUCTION);
  const token = await new SignJWT({ tenant_id: 'acme', roles: ['OPERATOR'] })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(PRODUCTION.TESSERA_JWT_ISSUER)
    .setAudience(PRODUCTION.TESSERA_JWT_AUDIENCE)
    .setSubject('olga.petrov')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(PRODUCTION.TESSERA_JWT_SECRET));
  authorization = `Bearer ${token}`;
  client = createClient({
    url: stack.server.webSocketUrl,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
  });
});
afterAll(async () => {
  await client.dispose();
  await stack.stop();
});

type Variables = Readonly<Record<string, unknown>>;

async function overHttp(query: string, variables: Variables): Promise<string> {
  const { errors } = await stack.ask({ query, variables, headers: { authorization } });
  return JSON.stringify(errors);
}

async function overWebSocket(query: string, variables: Variables): Promise<string> {
  return JSON.stringify((await askOverSocket(client, query, variables)).errors);
}

const REGISTER = 'mutation($input: RegisterCardInput!) { registerCard(input: $input) { __typename } }';

const FAULTS: readonly { what: string; query: string; variables?: Variables; says: string }[] = [
  { what: 'an input without a field', query: REGISTER, variables: { input: { comment: CANARY } }, says: 'holderId' },
  {
    what: 'a field of another type',
    query: REGISTER,
    variables: { input: { comment: [CANARY] } },
    says: 'String cannot',
  },
  { what: 'an unknown field of an input', query: REGISTER, variables: { input: { coment: CANARY } }, says: 'coment' },
  { what: 'a literal', query: `{ cards(first: "${CANARY}") { totalCount } }`, says: 'Int cannot represent' },
  { what: 'a broken document', query: `{ cards "${CANARY}" }`, says: 'Syntax Error' },
  { what: 'a misspelt field', query: '{ crds { totalCount } }', says: 'crds' },
  { what: 'a misspelt argument', query: '{ cards(frst: 1) { totalCount } }', says: 'frst' },
  {
    what: 'a misspelt value',
    query: '{ cards(filter: { states: [ACTIV] }) { totalCount } }',
    says: 'The value does not exist',
  },
  { what: 'a question for the schema', query: '{ __schema { types { name } } }', says: 'Introspection is not allowed' },
];

describe('in production a fault of a request', () => {
  it.each(FAULTS)('tells neither values nor names of the schema: $what', async ({ query, variables = {}, says }) => {
    for (const told of [await overHttp(query, variables), await overWebSocket(query, variables)]) {
      expect(told).toContain(says.replaceAll('"', '\\"'));
      expect(told).not.toMatch(/canary|Did you mean|Apollo|node_modules| {4}at /);
      expect(told).toMatch(/"code":"(BAD_USER_INPUT|GRAPHQL_(PARSE|VALIDATION)_FAILED)"/);
    }
  });
});
