import type { FrontAct, FrontRequest } from '../support/front-server.js';
import { TimeoutError } from '@tessera/sdk';
import { forward, startFrontServer } from '../support/front-server.js';
import { startSdkStack } from '../support/sdk-stack.js';

let stack: Awaited<ReturnType<typeof startSdkStack>>;
beforeAll(async () => {
  stack = await startSdkStack();
});
afterAll(() => stack.stop());

/** A registered card, whose request can be commanded. */
async function aCard(holderId: string): Promise<string> {
  const { card } = await stack.as('requester').cards.register({ programId: 'contractor', holderId });
  return card?.id ?? '';
}

/** The commands of the subject’s events, oldest first. */
async function commandsOf(id: string) {
  const { nodes } = await stack.as('operator').cards.history(id);
  return nodes.map(({ command }) => command).reverse();
}

/** The first requests are treated so, and all later ones are forwarded. */
function startFront(...acts: readonly FrontAct[]) {
  return startFrontServer((_, before) => acts[before] ?? 'FORWARD', stack.url);
}

describe('an answer that is lost after the server has committed', () => {
  it('is got by the retry: the command succeeds as a replay, and there is one event', async () => {
    const id = await aCard('lena.lost');
    await using front = await startFront('LOSE_ANSWER');
    const { to, replayed, event } = await stack.as('requester', { url: front.url }).cards.request(id);
    expect({ to, replayed, command: event?.command }).toEqual({ to: 'REQUESTED', replayed: true, command: 'REQUEST' });
    expect(front.requests).toHaveLength(2);
    expect(await commandsOf(id)).toEqual(['REGISTER', 'REQUEST']);
  });

  it('twice in a row is got by the second retry', async () => {
    const id = await aCard('lena.twice');
    await using front = await startFront('LOSE_ANSWER', 'LOSE_ANSWER');
    expect(await stack.as('requester', { url: front.url }).cards.request(id)).toMatchObject({ replayed: true });
    expect(await commandsOf(id)).toEqual(['REGISTER', 'REQUEST']);
  });

  it('of a creation creates nothing twice', async () => {
    await using front = await startFront('LOSE_ANSWER');
    const requester = stack.as('requester', { url: front.url });
    const { card, replayed } = await requester.cards.register({ programId: 'staff', holderId: 'lena.new' });
    const { nodes } = await requester.cards.list({ holderId: 'lena.new' });
    expect([replayed, nodes.map(({ id }) => id)]).toEqual([true, [card?.id]]);
  });

  it('with maxRetries 0 is a ConnectionError, by whose key the caller repeats the call', async () => {
    const id = await aCard('lena.zero');
    await using front = await startFront('LOSE_ANSWER');
    const requester = stack.as('requester', { url: front.url, maxRetries: 0 });
    const error: unknown = await requester.cards.request(id).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ConnectionError', retryable: true });
    expect(front.requests).toHaveLength(1);
    // Of a command there is a key.
    const { idempotencyKey } = error as { idempotencyKey: string };
    expect(await requester.cards.request(id, { idempotencyKey })).toMatchObject({ replayed: true });
    expect(await commandsOf(id)).toEqual(['REGISTER', 'REQUEST']);
  });

  it('of reveal is not asked for again: the look is one event', async () => {
    const support = stack.as('customer-support');
    const { chargeCard } = await support.chargeCards.import({ rfid: '04AB77777777', contractId: 'DE8AAC77777777' });
    const id = chargeCard?.id ?? '';
    await using front = await startFront('LOSE_ANSWER');
    const unlucky = stack.as('customer-support', { url: front.url });
    await expect(unlucky.chargeCards.reveal(id)).rejects.toMatchObject({ name: 'ConnectionError' });
    const { nodes } = await support.chargeCards.history(id);
    expect(nodes.map(({ command }) => command)).toEqual(['REVEAL', 'IMPORT']);
  });
});

it('a call that timed out is done once when it is repeated with the key of its TimeoutError', async () => {
  const id = await aCard('tom.timeout');
  const holdAnswer = async (request: FrontRequest): Promise<FrontAct> => {
    await forward(request, stack.url);
    return 'HANG';
  };
  await using front = await startFrontServer(
    (request, before) => (before === 0 ? holdAnswer(request) : 'FORWARD'),
    stack.url,
  );
  const requester = stack.as('requester', { url: front.url });
  const error: unknown = await requester.cards.request(id, {}, { timeoutMs: 1_000 }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TimeoutError);
  const { idempotencyKey } = error as TimeoutError;
  expect(await requester.cards.request(id, { idempotencyKey })).toMatchObject({ replayed: true, to: 'REQUESTED' });
  expect(await commandsOf(id)).toEqual(['REGISTER', 'REQUEST']);
});

it('a refusal is no fault: it is not tried again', async () => {
  await using front = await startFront();
  const call = stack.as('operator', { url: front.url }).cards.activate('card_unknown');
  await expect(call).rejects.toMatchObject({ name: 'SubjectNotFoundError' });
  expect(front.requests).toHaveLength(1);
});

it('a token that the real server does not take is asked for anew, once', async () => {
  const given: string[] = [];
  const token = () => {
    given.push(given.length === 0 ? 'not-a-token' : (stack.tokens.get('operator') ?? ''));
    return given.at(-1) ?? '';
  };
  expect(await stack.as('operator', { token }).viewer.get()).toMatchObject({ id: 'olga.petrov' });
  expect(given).toHaveLength(2);
});

it('two clients with two tokens share nothing', async () => {
  const [first, second] = await Promise.all([stack.as('operator').viewer.get(), stack.as('approver').viewer.get()]);
  expect([first.id, second.id]).toEqual(['olga.petrov', 'anton.keller']);
});
