import { findPlaceLeft } from './focus-keeper.js';

const there = (name: string) => ({ name, isConnected: true });
const gone = (name: string) => ({ name, isConnected: false });

describe('findPlaceLeft', () => {
  it('finds the nearest place that is still there', () => {
    expect(findPlaceLeft(gone('tile'), [gone('row'), there('column'), there('board')])).toEqual(there('column'));
  });

  it('finds nothing while what had the focus is there: somebody has taken the focus from it', () => {
    expect(findPlaceLeft(there('tile'), [there('row')])).toBeNull();
  });

  it('finds nothing where all of it is gone', () => {
    expect(findPlaceLeft(gone('tile'), [gone('row')])).toBeNull();
  });
});
