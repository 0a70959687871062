/** Questions that are asked one after the other, and answered in any order. */
export interface Turns {
  /** The next question. Answers what says, once its answer is there, whether that is news: one that a later one has overtaken is not. */
  readonly begin: () => () => boolean;
}

/** Keeps which answers are news. */
export function createTurns(): Turns {
  let asked = 0;
  let answered = 0;
  return {
    begin: () => {
      const turn = (asked += 1);
      return () => {
        const isNews = turn > answered;
        answered = Math.max(answered, turn);
        return isNews;
      };
    },
  };
}
