import { throttle } from './throttle.js';

describe('a throttled function', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is called at once, then once for all who ask within its time', () => {
    const work = jest.fn();
    const { call } = throttle(work, 1_000);
    call();
    jest.advanceTimersByTime(0);
    expect(work).toHaveBeenCalledTimes(1);
    call();
    call();
    jest.advanceTimersByTime(999);
    expect(work).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('forgets what was asked for when it is canceled', () => {
    const work = jest.fn();
    const { call, cancel } = throttle(work, 1_000);
    call();
    cancel();
    jest.advanceTimersByTime(5_000);
    expect(work).not.toHaveBeenCalled();
  });
});
