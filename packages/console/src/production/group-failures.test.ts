import { groupFailures } from './group-failures.js';

const failed = (code: string, category: string, count: number) => ({ code, category, count });

describe('failures by code', () => {
  it('are added up over time, the most frequent first', () => {
    const failures = [
      failed('PRT_COVER_OPEN', 'PRINTER', 1),
      failed('PRD_FEEDER_JAM', 'PRODUCTION', 2),
      failed('PRT_COVER_OPEN', 'PRINTER', 4),
    ];
    expect(groupFailures(failures)).toEqual([
      failed('PRT_COVER_OPEN', 'PRINTER', 5),
      failed('PRD_FEEDER_JAM', 'PRODUCTION', 2),
    ]);
  });

  it('keep a code apart that two categories tell of', () => {
    const failures = [failed('UNKNOWN_ERROR', 'REQUEST', 1), failed('UNKNOWN_ERROR', 'PRODUCTION', 3)];
    expect(groupFailures(failures).map(({ category, count }) => [category, count])).toEqual([
      ['PRODUCTION', 3],
      ['REQUEST', 1],
    ]);
  });

  it('stand in the same order however they come', () => {
    const failures = [failed('B', 'PRINTER', 1), failed('A', 'PRINTER', 1)];
    expect(groupFailures(failures)).toEqual(groupFailures(failures.toReversed()));
  });
});
