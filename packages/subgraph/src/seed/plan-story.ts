import type { ReasonCode } from '@tessera/lifecycle';
import type { Random } from './random.js';
import type { PlannedCommand, Target } from './seed-plan.js';
import type { StepRule } from './step-rule.js';
import type { ToldStep, ToldStory } from './told-story.js';

/** The commands of a story whose times are known. */
export function planStory(told: ToldStory, times: readonly number[], random: Random): readonly PlannedCommand[] {
  const words = random.fork('words');
  const inputs = random.fork('inputs');
  return told.steps.map((step, index) => {
    const at = Math.round(times[index] ?? 0);
    const { rule, card } = step;
    const scene = { card, cast: told.cast, at: new Date(at), random: inputs };
    return {
      ...told.cast.actorOf(words.pick(rule.by), card.holderId),
      at,
      kind: rule.on === 'OPERATION' ? 'PRODUCTION_OPERATION' : card.kind,
      command: rule.command,
      target: targetOf(step, isFirst(told, index)),
      inputs: [{ ...rule.input?.(scene), ...step.input }],
      isBulk: rule.inBulk === true,
      standsInFor: step.standsInFor ?? null,
      ...wordsOf(step, words),
    };
  });
}

/** Whether the step makes its card: the first that is done to it does, unless another card's deactivation has made it. */
function isFirst({ steps }: ToldStory, index: number): boolean {
  const card = steps[index]?.card;
  return card?.duplicateOf === null && steps.findIndex((step) => step.card === card) === index;
}

function targetOf({ rule, card: { key } }: ToldStep, isNew: boolean): Target {
  if (isNew) return { type: 'NEW', keys: [key] };
  return { type: rule.on ?? 'CARD', key };
}

function wordsOf({ rule, comment }: ToldStep, random: Random): Pick<PlannedCommand, 'reason' | 'comment'> {
  const reason = rule.reasons === undefined ? null : random.weigh(rule.reasons);
  return { reason, comment: comment ?? commentOf(rule, reason, random) };
}

/** Few say anything, but whoever gives the reason OTHER must. */
function commentOf({ comments }: StepRule, reason: ReasonCode | null, random: Random): string | null {
  if (comments === undefined) return null;
  return reason === 'OTHER' || random.chance(comments.share) ? random.pick(comments.texts) : null;
}
