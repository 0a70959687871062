import { ConnectionError } from '@tessera/sdk';
import { Asker } from './asker.js';

/** An asker whose answers come when the test says so. */
function createAsker() {
  const askings: { answer: (data: string) => void; fail: (error: Error) => void }[] = [];
  const told: string[] = [];
  const asker = new Asker<string>({
    ask: () => new Promise((answer, fail) => askings.push({ answer, fail })),
    onAnswer: (data) => told.push(data),
    onFault: ({ message }) => told.push(`fault: ${message}`),
  });
  const settle = async (index: number, how: (asking: (typeof askings)[number]) => void) => {
    const asking = askings[index];
    if (asking !== undefined) how(asking);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { asker, told, settle };
}

describe('an asker', () => {
  it('does not take an answer that a later one has overtaken', async () => {
    const { asker, told, settle } = createAsker();
    asker.ask();
    asker.ask();
    await settle(1, ({ answer }) => answer('new'));
    await settle(0, ({ answer }) => answer('old'));
    expect(told).toEqual(['new']);
  });

  it('does not take a fault that a later answer has overtaken', async () => {
    const { asker, told, settle } = createAsker();
    asker.ask();
    asker.ask();
    await settle(1, ({ answer }) => answer('new'));
    await settle(0, ({ fail }) => fail(new Error('late')));
    expect(told).toEqual(['new']);
    expect(asker.hasFailed).toBe(false);
  });

  it('takes an earlier answer while a later one is on its way', async () => {
    const { asker, told, settle } = createAsker();
    asker.ask();
    asker.ask();
    await settle(0, ({ answer }) => answer('first'));
    await settle(1, ({ answer }) => answer('second'));
    expect(told).toEqual(['first', 'second']);
  });

  it('has failed until it is answered', async () => {
    const { asker, told, settle } = createAsker();
    asker.ask();
    await settle(0, ({ fail }) => fail(new Error('away')));
    expect(asker.hasFailed).toBe(true);
    asker.ask();
    await settle(1, ({ answer }) => answer('back'));
    expect(asker.hasFailed).toBe(false);
    expect(told).toEqual(['fault: away', 'back']);
  });

  it('tells nothing after it was stopped', async () => {
    const { asker, told, settle } = createAsker();
    asker.ask();
    asker.stop();
    await settle(0, ({ answer }) => answer('late'));
    expect(told).toEqual([]);
  });
});

describe('an asker whose question failed', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
  afterEach(() => jest.useRealTimers());

  const AWAY = new ConnectionError('away', { code: 'CONNECTION_FAILED', retryable: true });

  it('asks again by itself, until it is answered', async () => {
    const { asker, told, settle } = createAsker();
    asker.ask();
    await settle(0, ({ fail }) => fail(AWAY));
    jest.runAllTimers();
    await settle(1, ({ fail }) => fail(AWAY));
    jest.runAllTimers();
    await settle(2, ({ answer }) => answer('back'));
    expect(told).toEqual(['fault: away', 'fault: away', 'back']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not once it was stopped, and not besides somebody who has', async () => {
    const { asker, settle } = createAsker();
    asker.ask();
    await settle(0, ({ fail }) => fail(AWAY));
    expect(jest.getTimerCount()).toBe(1);
    asker.ask();
    expect(jest.getTimerCount()).toBe(0);
    await settle(1, ({ fail }) => fail(AWAY));
    asker.stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});
