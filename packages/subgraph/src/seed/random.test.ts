import { Random } from './random.js';

const WEIGHTS = [
  ['none', 0],
  ['heavy', 9],
  ['light', 1],
] as const;

describe('a random generator with a seed', () => {
  it('makes the same choices for the same seed, and others for another', () => {
    const choices = (seed: string) => {
      const random = new Random(seed);
      return Array.from({ length: 100 }, () => random.whole(1, 1_000));
    };
    expect(choices('a')).toEqual(choices('a'));
    expect(choices('a')).not.toEqual(choices('b'));
  });

  it('keeps to its limits, and reaches both', () => {
    const random = new Random('limits');
    const rolled = new Set(Array.from({ length: 500 }, () => random.whole(1, 6)));
    expect([...rolled].toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('weighs: a heavy choice comes more often than a light one, one of no weight never', () => {
    const random = new Random('weights');
    const counts = { heavy: 0, light: 0, none: 0 };
    for (let turn = 0; turn < 1_000; turn += 1) counts[random.weigh(WEIGHTS)] += 1;
    expect(counts.none).toBe(0);
    expect(counts.heavy).toBeGreaterThan(850);
    expect(counts.light).toBeGreaterThan(50);
  });

  it('forks: what a fork chooses does not depend on what was chosen before', () => {
    const [one, other] = [new Random('x'), new Random('x')];
    one.whole(1, 10);
    expect(one.fork('y').whole(1, 1_000_000)).toBe(other.fork('y').whole(1, 1_000_000));
    expect(one.fork('y').whole(1, 1_000_000)).not.toBe(one.fork('z').whole(1, 1_000_000));
  });

  it('keeps all when it shuffles, and cannot choose from nothing', () => {
    const random = new Random('cards');
    const cards = Array.from({ length: 52 }, (_, index) => index);
    const shuffled = random.shuffle(cards);
    expect(shuffled).not.toEqual(cards);
    expect(shuffled.toSorted((one, other) => one - other)).toEqual(cards);
    expect(() => random.pick([])).toThrow('nothing to choose from');
  });
});
