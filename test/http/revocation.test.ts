import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLOSE } from '../../packages/subgraph/src/http/close-codes.js';
import { poll } from '../support/poll.js';
import { startServerStack } from '../support/server-stack.js';
import { TestClock } from '../support/test-clock.js';
import { startTokenIssuer } from '../support/token-issuer.js';

const REGISTER = `mutation {
  registerCard(input: { programId: "staff", holderId: "mara.lind" }) { ... on CardTransition { card { id } } }
}`;

async function startRevocable() {
  const clock = new TestClock();
  const issuer = await startTokenIssuer(clock);
  const folder = mkdtempSync(join(tmpdir(), 'tessera-revoked-'));
  const path = join(folder, 'revoked');
  const stack = await startServerStack({ ...issuer.settings, TESSERA_REVOKED_FILE: path }, { clock });
  for (const id of ['1', '2']) stack.tokens.set(id, await issuer.sign({ jti: id }));
  stack.tokens.set('anton', await issuer.sign({ sub: 'anton.keller' }));
  /** Puts the lines in place at once, as an operator should, and lets a moment pass. */
  const revoke = (lines: string) => {
    writeFileSync(`${path}.new`, lines);
    renameSync(`${path}.new`, path);
    clock.advance(100);
  };
  const statusOf = async (as: string) => (await stack.ask({ query: '{ cardViewer { id } }', as })).status;
  const register = async () => {
    const { data } = await stack.ask({ query: REGISTER, as: 'anton' });
    return (data?.['registerCard'] as { card: { id: string } }).card.id;
  };
  const close = async () => {
    await stack.stop();
    await issuer[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  };
  return { ...stack, revoke, register, statusOf, [Symbol.asyncDispose]: close };
}

describe('what the revocation file names', () => {
  it('is refused at once, a token by its id and a person in all their tokens, though they were accepted before', async () => {
    await using stack = await startRevocable();
    const statuses = () => Promise.all(['1', '2', 'anton'].map(stack.statusOf));
    expect(await statuses()).toEqual([200, 200, 200]);
    stack.revoke('token 1\n');
    expect(await statuses()).toEqual([401, 200, 200]);
    stack.revoke('subject olga.petrov\n');
    expect(await statuses()).toEqual([401, 401, 200]);
    const { errors } = await stack.ask({ query: '{ cardViewer { id } }', as: '1' });
    expect(errors?.[0]?.message).toContain('revoked');
    expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  it('gets nothing more over an open stream, which ends with 4403', async () => {
    await using stack = await startRevocable();
    const client = stack.subscriber('1');
    const closed = new Promise<unknown>((resolve) => client.on('closed', resolve));
    const seen: unknown[] = [];
    const sink = { next: (item: unknown) => seen.push(item), error: () => undefined, complete: () => undefined };
    client.subscribe({ query: 'subscription { cardStatusChanged { subjectId } }' }, sink);
    await poll('the first event', async () => {
      await stack.register();
      return seen.length > 0;
    });
    stack.revoke('token 1\n');
    const late = await stack.register();
    const { code, reason } = (await closed) as { code: number; reason: string };
    expect([code, reason]).toEqual([4403, CLOSE.revoked[1]]);
    expect(JSON.stringify(seen)).not.toContain(late);
  });
});

describe('a server with a revocation file that it cannot understand', () => {
  it('does not start, and names the line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tessera-revoked-'));
    const path = join(folder, 'revoked');
    writeFileSync(path, 'olga.petrov\n');
    await expect(startServerStack({ TESSERA_REVOKED_FILE: path })).rejects.toThrow('Line 1 of');
    rmSync(folder, { recursive: true });
  });
});
