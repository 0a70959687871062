import { createTurns } from './turns.js';

describe('answers to questions that are asked one after the other', () => {
  it('are all news in the order of their questions', () => {
    const turns = createTurns();
    const answers = [turns.begin(), turns.begin()];
    expect(answers.map((isNews) => isNews())).toEqual([true, true]);
  });

  it('are no news any more when a later one has overtaken them', () => {
    const turns = createTurns();
    const [first, second, third] = [turns.begin(), turns.begin(), turns.begin()];
    expect([second(), first(), third()]).toEqual([true, false, true]);
  });
});
