import { KIND_CHARTS } from './kind-chart.js';

describe.each(Object.entries(KIND_CHARTS))('the chart of %s', (_, { series, flow }) => {
  it('draws no two series in the same colour', () => {
    const colours = series.map(({ colour }) => colour);
    expect(new Set(colours).size).toBe(colours.length);
  });

  it('counts no state in two series, and none in two ways of the flow', () => {
    for (const states of [series.flatMap((each) => each.of), flow.flatMap((each) => each.states)])
      expect(new Set(states).size).toBe(states.length);
  });
});
