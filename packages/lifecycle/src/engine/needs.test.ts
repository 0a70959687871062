import type { CardState, Facts, ProductionState, TransitionRequest } from '../index.js';
import type { World } from '../../../../test/support/memory-facts.js';
import {
  aCard,
  aCardRequest,
  aContext,
  anOperation,
  aProductionRequest,
  aProgram,
  aViewer,
} from '../../../../test/support/builders.js';
import { wordOf } from '../../../../test/support/grid.js';
import { LoadedFacts, worldOf, worldOfCard, worldOfOperation } from '../../../../test/support/memory-facts.js';
import {
  availableTransitions,
  CARD_STATES,
  cardLifecycle,
  decide,
  LIFECYCLES,
  missingNeeds,
  missingOptionNeeds,
  PRODUCTION_STATES,
  productionLifecycle,
  ROLES,
  UnknownFactError,
} from '../index.js';

const CARD_STATE_NAMES = Object.keys(CARD_STATES) as CardState[];
const PRODUCTION_STATE_NAMES = Object.keys(PRODUCTION_STATES) as ProductionState[];
const ROLE_NAMES = Object.keys(ROLES) as (keyof typeof ROLES)[];

/** Loads what is missing, round by round, as the log writer does; returns how many rounds it took. */
function load(facts: LoadedFacts, request: TransitionRequest): number {
  for (let rounds = 0; rounds <= 10; rounds += 1) {
    const missing = missingNeeds(request, LIFECYCLES, facts);
    if (missing.length === 0) return rounds;
    facts.load(missing);
  }
  throw new Error(`Loading for ${request.command} never ends`);
}

/** Decides with what the needs ask for, in three rounds at most, and with everything at hand: both must be alike. */
function decideBothWays(below: Facts, request: TransitionRequest): string {
  const facts = new LoadedFacts(below);
  const rounds = load(facts, request);
  const loaded = decide(request, aContext(facts));
  const isAlike = JSON.stringify(loaded) === JSON.stringify(decide(request, aContext(below)));
  // Compared by hand: thousands of expectations take their time.
  if (rounds > 3 || !isAlike) throw new Error(`${request.command} took ${rounds} rounds for ${wordOf(loaded)}`);
  return wordOf(loaded);
}

const PROGRAMS = [{}, { approvalRequired: false, queueOrders: false }];
const OTHERS: World = { cards: [aCard({ id: 'card_2', state: 'ACTIVE' }), aCard({ id: 'card_3', state: 'ORDERED' })] };

describe('the needs of a decision', () => {
  it.each(Object.keys(cardLifecycle.commands))(
    '%s of a card knows all that it asks, in any state and role',
    (command) => {
      for (const state of CARD_STATE_NAMES) {
        for (const role of ROLE_NAMES) {
          const input = { programId: 'staff', holderId: 'mara.lind' };
          const subjectId = command === 'register' ? null : 'card_1';
          const request = aCardRequest(command, { subjectId, input, reason: 'LOST', viewer: aViewer(role) });
          for (const program of PROGRAMS)
            for (const others of [{}, OTHERS]) decideBothWays(worldOfCard(aCard({ state }), program, others), request);
        }
      }
    },
  );

  // `request` is only ever an effect: the card's command asks for what it needs.
  const commands = Object.keys(productionLifecycle.commands).filter((command) => command !== 'request');

  it.each(commands)('%s of a production knows all that it asks, in any state and role', (command) => {
    for (const state of PRODUCTION_STATE_NAMES) {
      for (const role of ROLE_NAMES) {
        const input = { kioskId: 'WIS00001', errorCode: 'UNKNOWN_ERROR' };
        const request = aProductionRequest(command, { input, viewer: aViewer(role) });
        decideBothWays(worldOfOperation(anOperation({ state })), request);
      }
    }
  });

  it.each(['card_9', ''])('end at once for a subject that does not exist: %j', (subjectId) => {
    expect(decideBothWays(worldOf({}), aCardRequest('activate', { subjectId }))).toBe('unseen');
  });

  it('name rows of the other states too: a neighbour in the batch may move the subject', () => {
    const facts = new LoadedFacts(worldOfCard(aCard({ state: 'ACTIVE' })));
    load(facts, aCardRequest('request'));
    const moved = worldOfCard(aCard({ state: 'REGISTERED' }));
    const known = { knows: facts.knows.bind(facts), all: moved.all.bind(moved) };
    expect(missingNeeds(aCardRequest('request'), LIFECYCLES, known)).toEqual([]);
  });

  it('count once, however many rules ask', () => {
    const facts = new LoadedFacts(worldOfCard(aCard()));
    const keys = () => missingNeeds(aCardRequest('request'), LIFECYCLES, facts);
    facts.load(keys());
    const asked = keys().map(({ lookup, value }) => `${lookup.kind} ${lookup.by} ${value}`);
    expect(asked.sort()).toEqual([
      'CARD holderId mara.lind',
      'CARD_PROGRAM id staff',
      'PRODUCTION_OPERATION subjectId card_1',
    ]);
  });

  it('are told when they were not loaded', () => {
    const facts = new LoadedFacts(worldOfCard(aCard()));
    facts.load(missingNeeds(aCardRequest('request'), LIFECYCLES, facts));
    expect(() => decide(aCardRequest('request'), aContext(facts))).toThrow(UnknownFactError);
    expect(() => decide(aCardRequest('request'), aContext(facts))).toThrow('Not loaded: CARD_PROGRAM by id');
  });
});

describe('the needs of the offered transitions', () => {
  function loadOptions(below: Facts, probe: Parameters<typeof missingOptionNeeds>[0]): LoadedFacts {
    const facts = new LoadedFacts(below);
    for (let rounds = 0; rounds < 3; rounds += 1)
      facts.load(missingOptionNeeds(probe, { lifecycles: LIFECYCLES, facts }));
    return facts;
  }

  it('are enough for a card in any state', () => {
    for (const state of CARD_STATE_NAMES) {
      for (const role of ROLE_NAMES) {
        const card = aCard({ state });
        const below = worldOfCard(card, {}, OTHERS);
        const probe = { lifecycle: cardLifecycle, subject: card, viewer: aViewer(role) };
        const told = availableTransitions(probe, aContext(loadOptions(below, probe)));
        expect(told).toEqual(availableTransitions(probe, aContext(below)));
      }
    }
  });

  it('are enough for an operation in any state', () => {
    for (const state of PRODUCTION_STATE_NAMES) {
      const operation = anOperation({ state });
      const below = worldOfOperation(operation, { programs: [aProgram()] });
      const probe = { lifecycle: productionLifecycle, subject: operation, viewer: aViewer('OPERATOR') };
      const told = availableTransitions(probe, aContext(loadOptions(below, probe)));
      expect(told).toEqual(availableTransitions(probe, aContext(below)));
    }
  });
});
