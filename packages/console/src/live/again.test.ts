import { ConnectionError, ForbiddenError, LimitExceededError } from '@tessera/sdk';
import { Again } from './again.js';

const AWAY = new ConnectionError('Nobody there.', { code: 'CONNECTION_FAILED', retryable: true });
const FORBIDDEN = new ForbiddenError('Not yours.', { code: 'FORBIDDEN', retryable: false });

describe('what has failed', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  /** Something that is asked again, and how long until it was, each time that it fails so. */
  function createAgain() {
    const ask = jest.fn();
    const again = new Again(ask);
    const waitAfter = (fault: Error) => {
      const [before, since] = [ask.mock.calls.length, Date.now()];
      again.after(fault);
      jest.advanceTimersToNextTimer();
      return ask.mock.calls.length > before ? Date.now() - since : null;
    };
    return { ask, again, waitAfter };
  }

  it('is asked for again after waits that grow up to half a minute, and are short again once it was answered', () => {
    const { again, waitAfter } = createAgain();
    const waits = [1, 2, 3, 4, 5, 6, 7].map(() => waitAfter(AWAY));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    again.reset();
    expect(waitAfter(AWAY)).toBe(1_000);
  });

  it('is asked for by no two pages at the same time', () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    expect(createAgain().waitAfter(AWAY)).toBe(750);
  });

  it('is asked for when the server says, also where no try of the same call would help', () => {
    const details = { code: 'RATE_LIMITED', retryable: false, retryAfterMs: 41_000 };
    expect(createAgain().waitAfter(new LimitExceededError('Too much.', details))).toBe(41_000);
  });

  it.each([
    ['may not be asked', FORBIDDEN],
    ['is a fault of the page', new TypeError('undefined is not a function')],
  ])('is not asked for again where it %s', (_, fault) => {
    expect(createAgain().waitAfter(fault)).toBeNull();
  });

  it('is asked for once, however often it has failed meanwhile, and not once nobody waits', () => {
    const { ask, again } = createAgain();
    again.after(AWAY);
    again.after(AWAY);
    jest.runAllTimers();
    expect(ask).toHaveBeenCalledTimes(1);
    again.after(AWAY);
    again.pause();
    jest.runAllTimers();
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
