import type { TimeRange } from './time-range.js';
import { describeBucket, nameBucket } from './bucket-words.js';

describe('what stretches of time are called', () => {
  it('names days as UTC’s, wherever the viewer is', () => {
    const start = Date.parse('2026-03-08T00:00:00Z');
    const range: TimeRange = { bucket: 'DAY', starts: [start], end: start + 86_400_000 };
    expect(nameBucket(range, 0)).toBe('8 Mar');
    expect(describeBucket(range, 0)).toMatch(/^Sun,? 8 Mar$/);
  });

  it('names hours as the viewer’s', () => {
    const start = new Date(2026, 2, 8, 23).getTime();
    const range: TimeRange = { bucket: 'HOUR', starts: [start], end: start + 3_600_000 };
    expect(nameBucket(range, 0)).toBe('23:00');
    expect(describeBucket(range, 0)).toMatch(/^Sun,? 23:00–00:00$/);
  });
});
