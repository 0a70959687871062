import type { CardMaker } from './card-maker.js';
import type { Holders } from './holders.js';
import type { Random } from './random.js';
import type { SeedCard } from './scene.js';
import type { StepRule } from './step-rule.js';
import type { Chapter, Story } from './story.js';
import type { Particulars, Pause, ToldStory } from './told-story.js';
import { CARD_STEPS } from './card-steps.js';
import { Cast } from './cast.js';
import { CHARGE_CARD_STEPS } from './charge-card-steps.js';
import { isPhase, tellPhase } from './tell-phase.js';
import { Telling } from './telling.js';
import { TEMPORARY_CARD_STEPS } from './temporary-card-steps.js';

/** What stories are told with. */
interface Stage {
  readonly tenantId: string;
  readonly holders: Holders;
  readonly maker: CardMaker;
}

const STEPS: Readonly<Record<Chapter['kind'], Readonly<Record<string, StepRule>>>> = {
  CARD: CARD_STEPS,
  TEMPORARY_CARD: TEMPORARY_CARD_STEPS,
  CHARGE_CARD: CHARGE_CARD_STEPS,
};

/** Responsible for making a story of the tables one of certain people and cards. What it tells does not depend on the time. */
export class StoryTeller {
  constructor(private readonly stage: Stage) {}

  tell(story: Story, random: Random): ToldStory {
    const { tenantId, maker } = this.stage;
    const telling = new Telling(random.fork('chance'));
    const cards: SeedCard[] = [];
    for (const chapter of story.chapters) {
      const card = maker.make(chapter, cards, telling.random);
      if (!cards.includes(card)) cards.push(card);
      for (const step of chapter.steps) {
        if (isPhase(step)) tellPhase(step, telling, card);
        else telling.add(ruleOf(chapter.kind, step), card, this.#particularsOf(step, card, cards[0]));
      }
    }
    const { steps, faults } = telling;
    return {
      story,
      cast: new Cast(tenantId, random.fork('cast')),
      cards,
      steps,
      faults,
      pause: lastPause(story, telling),
    };
  }

  /** Whom a temporary card is assigned to: whoever's card it stands in for, else somebody new. */
  #particularsOf(step: string, { kind, programId, holderId }: SeedCard, first: SeedCard | undefined): Particulars {
    if (kind !== 'TEMPORARY_CARD' || ruleOf(kind, step).command !== 'assign') return {};
    if (holderId !== null && first !== undefined) return { input: { holderId }, standsInFor: first.key };
    return { input: { holderId: this.stage.holders.take(programId ?? '').id } };
  }
}

function ruleOf(kind: Chapter['kind'], step: string): StepRule {
  const rule = STEPS[kind][step];
  if (rule === undefined) throw new Error(`There is no step ${step} of ${kind}`);
  return rule;
}

function lastPause({ isQueued }: Story, { pause }: Telling): Pause {
  return isQueued === true ? { ...pause, sync: 'AHEAD' } : pause;
}
