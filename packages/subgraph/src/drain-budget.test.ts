import { DRAIN_BUDGET, LONGEST_DRAIN_MS } from './drain-budget.js';
import { REQUEST_MS } from './request-time.js';

describe('the budget of a drain', () => {
  it('stays below the promised 15 seconds with the longest grace', () => {
    expect(LONGEST_DRAIN_MS).toBeLessThan(15_000);
  });

  it('leaves a request that came at the end of the grace all of its time', () => {
    expect(DRAIN_BUDGET.inFlightMs).toBeGreaterThan(REQUEST_MS);
  });
});
