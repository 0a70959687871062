import type { Portions } from './apportion.js';
import type { Chapter, Story } from './story.js';
import { apportion, countCards } from './apportion.js';
import { CARD_STORIES } from './card-stories.js';
import { CHARGE_CARD_STORIES } from './charge-card-stories.js';
import { TEMPORARY_CARD_STORIES } from './temporary-card-stories.js';

/** How many of all cards are temporary cards, and how many charge cards; the others are identity cards. */
const SHARES = { TEMPORARY_CARD: 1 / 8, CHARGE_CARD: 1 / 4 } as const;

/** How many cards there may be: the fewest show every state. */
export const CARDS_RANGE = [400, 20_000] as const;

/** How many days history may have: the fewest are enough for every story that does not ask for more, and no card of a year expires. */
export const DAYS_RANGE = [45, 365] as const;

/** Which stories are told how often, so that there are so many cards in all. Temporary cards stand in for some of the identity cards. */
export function chooseStories({ cards, days }: { readonly cards: number; readonly days: number }): Portions {
  const countOf = (kind: keyof typeof SHARES) => Math.round(cards * SHARES[kind]);
  const choose = (stories: readonly Story[], kind: Chapter['kind'], count: number) =>
    apportion(
      stories.filter((story) => (story.days ?? 0) <= days),
      kind,
      count,
    );
  const temporary = choose(TEMPORARY_CARD_STORIES, 'TEMPORARY_CARD', countOf('TEMPORARY_CARD'));
  const charge = choose(CHARGE_CARD_STORIES, 'CHARGE_CARD', countOf('CHARGE_CARD'));
  const left = cards - countOf('TEMPORARY_CARD') - countOf('CHARGE_CARD') - countCards(temporary, 'CARD');
  return [...choose(CARD_STORIES, 'CARD', left), ...temporary, ...charge];
}
