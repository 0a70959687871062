import { CHANNEL_BACK_OFF, pauseMs, REFUSED_BACK_OFF, withJitter } from './back-off.js';

describe('the pauses between attempts', () => {
  it('double from a second to the bound', () => {
    const pauses = [0, 1, 2, 8, 9, 40].map((attempts) => pauseMs(CHANNEL_BACK_OFF, attempts));
    expect(pauses).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
  });

  it('stay finite after more attempts than there are bits', () => {
    expect(pauseMs(REFUSED_BACK_OFF, 5_000)).toBe(3_600_000);
  });

  it('are spread over the upper half by chance', () => {
    expect([0, 0.5, 0.999_999].map((chance) => withJitter(1_000, () => chance))).toEqual([500, 750, 1_000]);
  });
});
