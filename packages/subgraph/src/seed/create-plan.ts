import type { Input } from '@tessera/lifecycle';
import type { PlannedCommand, SeedPlan } from './seed-plan.js';
import type { Calendar, History } from './place-steps.js';
import { DAY_MS } from '@tessera/lifecycle';
import { CardMaker } from './card-maker.js';
import { Cast } from './cast.js';
import { chooseStories } from './choose-stories.js';
import { gatherOrders } from './gather-orders.js';
import { groupMoments } from './group-moments.js';
import { Holders } from './holders.js';
import { HOUR_MS, OfficeHours } from './office-hours.js';
import { placeSteps } from './place-steps.js';
import { planStory } from './plan-story.js';
import { BROKEN_KIOSK, SEED_KIOSKS, SEED_PROGRAMS } from './programs.js';
import { Random } from './random.js';
import { StoryTeller } from './story-teller.js';

/** What a history is to be. */
export interface PlanOptions {
  readonly tenantId: string;
  /** Of all kinds together. */
  readonly cards: number;
  /** How far back it begins. */
  readonly days: number;
  /** The same one gives the same cards in the same states, whenever history ends. */
  readonly seed: number;
  readonly end: Date;
}

/** How many deliveries of charge cards there are. */
const DELIVERIES = 6;

/** Plans a history. Calls nobody; throws when there are too few cards or days for it. */
export function createPlan(options: PlanOptions): SeedPlan {
  const random = new Random(String(options.seed));
  const end = options.end.getTime();
  const history = { start: end - options.days * DAY_MS, end };
  const holders = new Holders(random.fork('holders'));
  const teller = new StoryTeller({ tenantId: options.tenantId, holders, maker: new CardMaker(holders) });
  const stories = chooseStories(options).flatMap(([story, count], place) =>
    Array.from({ length: count }, (_, index) => {
      const own = random.fork(`${place}/${index}`);
      return { told: teller.tell(story, own), own };
    }),
  );
  const commands = stories.flatMap(({ told, own }) =>
    planStory(told, placeSteps(told, calendarOf(history, own.fork('times'))), own),
  );
  const all = [...configure(options.tenantId, random, history), ...gatherOrders(commands, deliveriesOf(history))];
  return {
    start: new Date(history.start),
    end: options.end,
    moments: groupMoments(all, end),
    cards: stories.flatMap(({ told }) => told.cards),
    faults: stories.flatMap(({ told }) => told.faults),
  };
}

function calendarOf(history: History, random: Random): Calendar {
  return { history, random, office: new OfficeHours(history.end, random.fork('office')) };
}

function deliveriesOf({ start, end }: History): readonly number[] {
  return Array.from({ length: DELIVERIES }, (_, index) =>
    Math.round(start + 4 * HOUR_MS + (index * (end - start)) / DELIVERIES),
  );
}

/** Programs and kiosks at the beginning; and near the end one kiosk that breaks. */
function configure(tenantId: string, random: Random, { start, end }: History): readonly PlannedCommand[] {
  const { id: broken, hoursAgo } = BROKEN_KIOSK;
  const actor = new Cast(tenantId, random.fork('configuration')).actorOf('TENANT_ADMIN', null);
  const shared = { ...actor, isBulk: false, reason: null, comment: null, standsInFor: null };
  const make = (kind: string, command: string, inputs: readonly Input[]) =>
    inputs.map((input, index): PlannedCommand => {
      const at = start + HOUR_MS + index * 60_000;
      return { ...shared, at, kind, command, target: { type: 'NEW', keys: [] }, inputs: [input] };
    });
  return [
    ...make('CARD_PROGRAM', 'create', SEED_PROGRAMS),
    ...make('KIOSK', 'register', SEED_KIOSKS),
    {
      ...shared,
      at: end - hoursAgo * HOUR_MS,
      kind: 'KIOSK',
      command: 'update',
      target: { type: 'GIVEN', id: broken },
      inputs: [{ status: 'OFFLINE' }],
      comment: 'The printer is away for repair',
    },
  ];
}
