import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { askOverSocket } from '../support/ask-over-socket.js';
import { startServerStack } from '../support/server-stack.js';

const SECRET = 'the-secret-of-the-gateway-of-this-test';
const VIEWER = '{ cardViewer { id } }';
const OTHER = '{ cardViewer { tenantId } }';
const ME = { cardViewer: { id: 'olga.petrov' } };

let folder: string;
let stack: Awaited<ReturnType<typeof startServerStack>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-documents-'));
  writeFileSync(join(folder, 'documents.json'), JSON.stringify({ viewer: VIEWER }));
  stack = await startServerStack({
    TESSERA_TRUSTED_DOCUMENTS: join(folder, 'documents.json'),
    TESSERA_GATEWAY_SECRETS: SECRET,
  });
});
afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true });
});

async function post(body: object, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${stack.tokens.get('operator') ?? ''}`;
  const response = await fetch(stack.server.url, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return [response.status, errors?.[0]?.extensions.code ?? data];
}

describe('with trusted documents a caller', () => {
  it('is answered a registered document, by its text or by its id', async () => {
    await expect(post({ query: VIEWER })).resolves.toEqual([200, ME]);
    await expect(post({ documentId: 'viewer' })).resolves.toEqual([200, ME]);
  });

  it('is refused any other, also one that differs in white space alone', async () => {
    await expect(post({ query: OTHER })).resolves.toEqual([403, 'FORBIDDEN']);
    await expect(post({ query: `${VIEWER} ` })).resolves.toEqual([403, 'FORBIDDEN']);
  });

  it.each(['unknown', '__proto__', '', 7, ['viewer'], {}])('is told that nobody registered the id %j', async (id) => {
    await expect(post({ documentId: id })).resolves.toEqual([400, 'BAD_REQUEST']);
  });

  it('is bound over WebSocket too', async () => {
    const client = stack.subscriber('operator');
    await expect(askOverSocket(client, VIEWER)).resolves.toMatchObject({ data: ME });
    const { errors } = await askOverSocket(client, OTHER);
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    await client.dispose();
  });

  it('names a document by its id over WebSocket beside an empty text', async () => {
    const client = stack.subscriber('operator');
    const answer = await new Promise((resolve, reject) => {
      client.subscribe(Object.assign({ query: '' }, { documentId: 'viewer' }), {
        next: resolve,
        error: reject,
        complete: () => undefined,
      });
    });
    await client.dispose();
    expect(answer).toMatchObject({ data: ME });
  });
});

describe('with trusted documents the gateway', () => {
  it('is answered any document, over HTTP and WebSocket', async () => {
    const expected = { cardViewer: { tenantId: 'acme' } };
    const headers = { 'x-tessera-gateway-secret': SECRET };
    await expect(post({ query: OTHER }, headers)).resolves.toEqual([200, expected]);
    const authorization = `Bearer ${stack.tokens.get('operator') ?? ''}`;
    const connectionParams = { authorization, gatewaySecret: SECRET };
    const client = createClient({ url: stack.server.webSocketUrl, webSocketImpl: WebSocket, connectionParams });
    await expect(askOverSocket(client, OTHER)).resolves.toMatchObject({ data: expected });
    await client.dispose();
  });

  it('may put 200 aliases side by side, and no more', async () => {
    const aliases = (count: number) => ({
      query: `{ ${Array.from({ length: count }, (_, index) => `a${index}: statusCursor`).join(' ')} }`,
    });
    const headers = { 'x-tessera-gateway-secret': SECRET };
    expect((await post(aliases(200), headers))[0]).toBe(200);
    await expect(post(aliases(201), headers)).resolves.toEqual([400, 'COST_EXCEEDED']);
  });
});

describe('a file of trusted documents', () => {
  it.each(['no JSON', '["{ a }"]', '{ "a": 1 }'])('that holds %s keeps the server from starting, and is named', async (text) => {
    const path = join(folder, 'broken.json');
    writeFileSync(path, text);
    await expect(startServerStack({ TESSERA_TRUSTED_DOCUMENTS: path })).rejects.toThrow(
      /TESSERA_TRUSTED_DOCUMENTS: .*broken\.json is not a JSON file of documents by their ids/,
    );
  }); // prettier-ignore
});
