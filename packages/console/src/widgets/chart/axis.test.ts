import { chooseLabelStep, LABEL_STEPS, MARGIN, measurePlot } from './axis.js';

const SIZE = { width: 1044, height: 260 };

describe('the measures of a chart', () => {
  it('gives every stretch the same room, side by side', () => {
    const { bandX, bandWidth } = measurePlot(SIZE, { bucketCount: 10, highest: 80 });
    expect(bandX(0)).toBe(MARGIN.left);
    expect(bandWidth).toBe(100);
    expect(bandX(9) + bandWidth).toBe(SIZE.width - MARGIN.right);
  });

  it('keeps a bar in the middle of its room, and never wider than looks well', () => {
    const { bandX, bandWidth, barX, barWidth } = measurePlot(SIZE, { bucketCount: 2, highest: 80 });
    expect(barWidth).toBe(48);
    expect(barX(1) - bandX(1)).toBe((bandWidth - barWidth) / 2);
  });

  it('counts from the ground, and leaves no bar out of sight', () => {
    const { y, yTicks } = measurePlot(SIZE, { bucketCount: 10, highest: 83 });
    expect(y(0)).toBe(SIZE.height - MARGIN.bottom);
    expect(y(83)).toBeGreaterThanOrEqual(MARGIN.top);
    expect(yTicks).toEqual([0, 20, 40, 60, 80, 100]);
  });

  it('names whole numbers alone, however few there were', () => {
    expect(measurePlot(SIZE, { bucketCount: 10, highest: 1 }).yTicks).toEqual([0, 1, 2, 3, 4]);
    expect(measurePlot(SIZE, { bucketCount: 10, highest: 0 }).yTicks).toEqual([0, 1, 2, 3, 4]);
  });

  it('keeps bars to be seen where there is no room for them', () => {
    const { barWidth, bandWidth } = measurePlot({ width: 60, height: 260 }, { bucketCount: 90, highest: 5 });
    expect(bandWidth).toBeGreaterThanOrEqual(1);
    expect(barWidth).toBeGreaterThanOrEqual(1);
  });
});

describe('the names below the bars', () => {
  it('are as many as do not touch each other', () => {
    expect(chooseLabelStep(60, 54, LABEL_STEPS.DAY)).toBe(1);
    expect(chooseLabelStep(30, 54, LABEL_STEPS.DAY)).toBe(2);
    expect(chooseLabelStep(8, 54, LABEL_STEPS.DAY)).toBe(7);
    expect(chooseLabelStep(13, 46, LABEL_STEPS.HOUR)).toBe(4);
  });

  it('are the fewest there can be where there is hardly room', () => {
    expect(chooseLabelStep(0.1, 54, LABEL_STEPS.DAY)).toBe(56);
  });
});
