import type { Series } from './series.js';
import { stackSeries } from './stack-series.js';

const series = (id: string, counts: readonly number[]): Series => ({ id, name: id, colour: 1, counts });

describe('stacking series', () => {
  it('puts each on top of those before it, and leaves out what is 0', () => {
    const bars = stackSeries([series('in', [3, 0, 1]), series('out', [2, 4, 0])], 3);
    expect(bars.map(({ segments }) => segments.map(({ id, low, high }) => [id, low, high]))).toEqual([
      [
        ['in', 0, 3],
        ['out', 3, 5],
      ],
      [['out', 0, 4]],
      [['in', 0, 1]],
    ]);
    expect(bars.map(({ total }) => total)).toEqual([5, 4, 1]);
  });

  it('has a bar of nothing for each stretch where no series is shown', () => {
    expect(stackSeries([], 2)).toEqual([
      { segments: [], total: 0 },
      { segments: [], total: 0 },
    ]);
  });
});
