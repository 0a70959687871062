import type { Tessera, TesseraOptions } from '@tessera/sdk';
import type { TokenIssuer } from '../support/token-issuer.js';
import { UnauthenticatedError } from '@tessera/sdk';
import { LIMITLESS } from '../support/limitless.js';
import { poll } from '../support/poll.js';
import { createClientOf, SdkFollower } from '../support/sdk-followers.js';
import { followOverExpiries, signToken } from '../support/sdk-scenarios.js';
import { startServerStack } from '../support/server-stack.js';
import { startTokenIssuer } from '../support/token-issuer.js';

jest.setTimeout(60_000);

let issuer: TokenIssuer;
let stack: Awaited<ReturnType<typeof startServerStack>>;
beforeAll(async () => {
  issuer = await startTokenIssuer({ now: () => new Date() });
  stack = await startServerStack({ TESSERA_BATCH_SYNC_MS: '600000', ...LIMITLESS, ...issuer.settings });
});
afterAll(async () => {
  await stack.stop();
  await issuer[Symbol.asyncDispose]();
});

const sign = (seconds: number) => signToken(issuer, seconds);

function createClient(token: TesseraOptions['token']): Tessera {
  return createClientOf({ url: stack.server.url, token });
}

describe('a watch whose tokens expire every two seconds', () => {
  it('gives 1,000 events, each once and in order', async () => {
    const report = await followOverExpiries({ events: 1_000, strikes: 4 });
    expect(report.written).toHaveLength(1_000);
    expect(report.received).toEqual(report.written);
    expect(report.connects).toBeGreaterThanOrEqual(5);
  });

  it('goes on as long as nothing happens', async () => {
    const reader = createClient(() => sign(2));
    const follower = new SdkFollower((options) => reader.chargeCards.watch({}, options));
    await poll('four tokens have expired', () => follower.connects > 4);
    await follower.stop();
    expect(await follower.ended).toMatchObject({ name: 'AbortError' });
  });

  it('ends with UnauthenticatedError where there is one token only', async () => {
    const follower = new SdkFollower(watchWith(await sign(2)));
    expect(await follower.ended).toBeInstanceOf(UnauthenticatedError);
    expect(follower.statuses).toEqual(['connecting', 'catching-up', 'live', 'connecting', 'closed']);
  });

  it('says what to do where the token is bad from the beginning, though it need not ask for a cursor', async () => {
    const after = await createClient(await sign(60)).events.cursor();
    const follower = new SdkFollower((options) => createClient('bad').chargeCards.watch({ after }, options));
    const message = 'The stream ended. The token is not valid here. Get a new one from the issuer.';
    expect(await follower.ended).toMatchObject({ code: 'UNAUTHENTICATED', message });
  });

  it('ends with UnauthenticatedError after a few tries where all further tokens are bad, or none is got', async () => {
    const further = [() => 'bad', () => Promise.reject(new Error('no token service'))];
    const calls = further.map(async (getFurther) => {
      let count = 0;
      // One for the cursor, one for the connection.
      const getToken = async () => ((count += 1) <= 2 ? sign(2) : getFurther());
      const follower = new SdkFollower(watchWith(getToken));
      expect(await follower.ended).toBeInstanceOf(UnauthenticatedError);
      return count;
    });
    expect(await Promise.all(calls)).toEqual([2 + 3, 2 + 3]);
  });
});

/** A watch of a client with these tokens. */
function watchWith(token: TesseraOptions['token']) {
  return (options: object) => createClient(token).chargeCards.watch({}, options);
}
