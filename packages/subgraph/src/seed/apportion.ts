import type { Chapter, Story } from './story.js';

/** How often each story is told. */
export type Portions = readonly (readonly [story: Story, count: number])[];

/**
 * Divides cards of a kind among the stories by their shares: each is told at least once, and the first takes what is left over. Throws when
 * there are too few cards for that.
 */
export function apportion(stories: readonly Story[], kind: Chapter['kind'], cards: number): Portions {
  const [first, ...others] = stories;
  if (first === undefined) throw new Error('There are no stories');
  const shares = stories.reduce((sum, { share }) => sum + share, 0);
  const portions = others.map((story) => {
    const count = Math.floor((cards * story.share) / shares / cardsOf(story, kind));
    return [story, Math.max(1, count)] as const;
  });
  const left = cards - countCards(portions, kind);
  if (left < 1) throw new Error(`${cards} cards are too few to show every state of ${kind}`);
  return [[first, left], ...portions];
}

/** How many cards of the kind come up in the stories. */
export function countCards(portions: Portions, kind: Chapter['kind']): number {
  return portions.reduce((sum, [story, count]) => sum + count * cardsOf(story, kind), 0);
}

function cardsOf({ chapters }: Story, kind: Chapter['kind']): number {
  return chapters.filter((chapter) => chapter.kind === kind && !('goesOn' in chapter)).length;
}
