import { within } from './timers.js';

const late = () => new Error('too late');
const countTimers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('within', () => {
  it('answers as the work does, and leaves no timer behind, also where the work throws at once', async () => {
    const before = countTimers();
    const fail = (): never => {
      throw new Error('broken');
    };
    await expect(within(60_000, () => Promise.resolve('done'), late)).resolves.toBe('done');
    await expect(within(60_000, () => Promise.reject(new Error('refused')), late)).rejects.toThrow('refused');
    await expect(within(60_000, fail, late)).rejects.toThrow('broken');
    expect(countTimers()).toBe(before);
  });

  it('is too late when the work takes longer, whatever becomes of it', async () => {
    let refuse: (error: Error) => void = () => undefined;
    const work = () => new Promise((_, reject) => (refuse = reject));
    await expect(within(1, work, late)).rejects.toThrow('too late');
    refuse(new Error('heard by nobody'));
  });
});
