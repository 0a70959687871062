import type {
  Card,
  CardState,
  Change,
  Decision,
  ProductionOperation,
  ProductionState,
  Role,
  TransitionRequest,
} from './index.js';
import {
  aCard,
  aCardRequest,
  aContext,
  after,
  anOperation,
  aProductionRequest,
  aProgram,
  aViewer,
  DAY,
  NOW,
} from '../../../test/support/builders.js';
import { wordOf } from '../../../test/support/grid.js';
import { worldOf, worldOfOperation } from '../../../test/support/memory-facts.js';
import { decide } from './index.js';

const producer = { viewer: aViewer('PRODUCER') };
const system = { viewer: aViewer('SYSTEM') };

function ask(operation: Partial<ProductionOperation>, command: string, request: Partial<TransitionRequest>): Decision {
  return decide(aProductionRequest(command, request), aContext(worldOfOperation(anOperation(operation))));
}

function run(state: ProductionState, command: string, request: Partial<TransitionRequest>): readonly Change[] {
  const decision = ask({ state }, command, request);
  if (decision.type !== 'ACCEPTED') throw new Error(`Not accepted: ${JSON.stringify(decision)}`);
  return decision.changes;
}

describe('the effect of a report on the card', () => {
  it.each<{
    command: string;
    from: ProductionState;
    request?: Partial<TransitionRequest>;
    card: CardState;
    event: Partial<Change['event']>;
  }>([
    { command: 'start', from: 'READY', card: 'IN_PRODUCTION', event: { command: 'START_PRODUCTION', from: 'ORDERED' } },
    {
      command: 'complete',
      from: 'REQUESTED',
      card: 'PRODUCED',
      event: { command: 'COMPLETE_PRODUCTION', from: 'ORDERED' },
    },
    {
      command: 'complete',
      from: 'READY',
      card: 'PRODUCED',
      event: { command: 'COMPLETE_PRODUCTION', from: 'ORDERED' },
    },
    { command: 'complete', from: 'IN_PROGRESS', card: 'PRODUCED', event: { from: 'IN_PRODUCTION' } },
    {
      command: 'refuse',
      from: 'REQUESTED',
      request: { input: { errorCode: 'PIN_LENGTH_ERROR' } },
      card: 'FAILED',
      event: { command: 'FAIL', from: 'ORDERED', reason: 'PRODUCTION_REFUSED', errorCode: 'PIN_LENGTH_ERROR' },
    },
    {
      command: 'fail',
      from: 'IN_PROGRESS',
      request: { input: { errorCode: 'PRT_PAUSED' } },
      card: 'FAILED',
      event: { command: 'FAIL', from: 'IN_PRODUCTION', reason: 'PRODUCTION_FAILED', errorCode: 'PRT_PAUSED' },
    },
    {
      command: 'cancel',
      from: 'READY',
      request: { viewer: aViewer('OPERATOR') },
      card: 'FAILED',
      event: { command: 'FAIL', from: 'ORDERED', reason: 'PRODUCTION_CANCELED', errorCode: null },
    },
    {
      command: 'cancel',
      from: 'REQUESTED',
      request: { ...system, reason: 'PRODUCTION_WINDOW_EXPIRED' },
      card: 'FAILED',
      event: { command: 'FAIL', reason: 'PRODUCTION_WINDOW_EXPIRED', errorCode: null },
    },
    {
      command: 'refuse',
      from: 'REQUESTED',
      request: { ...system, reason: 'ORDERING_FAILED', input: { errorCode: 'UNKNOWN_ERROR' } },
      card: 'FAILED',
      event: { command: 'FAIL', reason: 'ORDERING_FAILED', errorCode: 'UNKNOWN_ERROR' },
    },
  ])('$command from $from: the card is $card', ({ command, from, request, card, event }) => {
    const actor = request?.viewer ?? producer.viewer;
    const [first, effect, ...more] = run(from, command, { ...producer, ...request });
    expect(more).toEqual([]);
    expect(first?.event).toMatchObject({
      sequence: 4,
      from,
      causedBy: null,
      actorId: actor.id,
      actorRole: actor.roles[0],
    });
    expect(effect?.event).toMatchObject({ to: card, causedBy: 0, actorId: actor.id, actorRole: 'SYSTEM', ...event });
    expect(effect?.after).toMatchObject({ id: 'card_1', state: card, version: 8 });
  });

  it('does not exist for ready', () => {
    expect(run('REQUESTED', 'ready', producer)).toHaveLength(1);
  });

  it('refuses the report when it is refused itself', () => {
    const facts = worldOfOperation(anOperation({ state: 'READY' }), { cards: [aCard({ state: 'LOCKED' })] });
    const decision = decide(aProductionRequest('start', producer), aContext(facts));
    expect(decision).toMatchObject({
      type: 'REFUSED',
      refusal: { type: 'GuardRefused', guard: 'EFFECT_REFUSED', option: null, conflictingId: null },
    });
  });
});

describe('the fields that a report changes', () => {
  it('start keeps the kiosk and the time', () => {
    const [change] = run('READY', 'start', { viewer: aViewer('OPERATOR'), input: { kioskId: 'WIS00001' } });
    expect(change?.after).toMatchObject({ state: 'IN_PROGRESS', kioskId: 'WIS00001', startedAt: NOW, endTime: null });
    expect(change?.event.scope).toMatchObject({ kioskId: 'WIS00001', producibleId: 'card_1', holderId: 'mara.lind' });
  });

  it('start without a kiosk keeps the time', () => {
    const [change] = run('READY', 'start', producer);
    expect(change?.after).toMatchObject({ state: 'IN_PROGRESS', kioskId: null, startedAt: NOW });
  });

  it.each<[string, ProductionState, string]>([
    ['refuse', 'REQUEST_ERROR', 'PIN_LENGTH_ERROR'],
    ['fail', 'PRODUCTION_ERROR', 'PRD_FEEDER_JAM'],
  ])('%s keeps the code and the producer’s own words', (...[command, to, errorCode]) => {
    const input = { errorCode, description: 'Tray 2.' };
    const [change] = run('IN_PROGRESS', command, { ...producer, input });
    expect(change?.after).toMatchObject({ state: to, errorCode, errorDescription: 'Tray 2.', endTime: NOW });
    expect(change?.event).toMatchObject({ to, errorCode });
  });

  it.each<[string, ProductionState, Date | null]>([
    ['ready', 'REQUESTED', null],
    ['start', 'READY', null],
    ['complete', 'READY', NOW],
    ['refuse', 'READY', NOW],
    ['fail', 'READY', NOW],
    ['cancel', 'READY', NOW],
  ])('%s: an end time exactly in the terminal states', (...[command, from, endTime]) => {
    const request = { ...system, input: { errorCode: 'UNKNOWN_ERROR' } };
    const [change] = run(from, command, request);
    expect(change?.after).toMatchObject({ endTime });
  });

  it.each([
    ['ready', 'REQUESTED'],
    ['start', 'READY'],
    ['complete', 'IN_PROGRESS'],
    ['cancel', 'READY'],
  ] as const)('%s leaves no error code', (command, from) => {
    expect(run(from, command, system)[0]?.after).toMatchObject({ errorCode: null, errorDescription: null });
  });
});

describe('the window of 60 days', () => {
  const CREATED = { justIn: after(-60 * DAY), over: after(-60 * DAY - 1) };

  it.each<{ command: string; state: ProductionState; role: Role; since: keyof typeof CREATED; answer: string }>([
    { command: 'start', state: 'READY', role: 'OPERATOR', since: 'justIn', answer: 'IN_PROGRESS' },
    { command: 'start', state: 'READY', role: 'OPERATOR', since: 'over', answer: 'window' },
    { command: 'start', state: 'READY', role: 'PRODUCER', since: 'over', answer: 'window' },
    { command: 'start', state: 'READY', role: 'SYSTEM', since: 'over', answer: 'window' },
    { command: 'start', state: 'REQUESTED', role: 'OPERATOR', since: 'over', answer: 'no' },
    { command: 'start', state: 'IN_PROGRESS', role: 'OPERATOR', since: 'over', answer: 'REQUEST_ALREADY_EXISTS' },
    { command: 'start', state: 'IN_PROGRESS', role: 'PRODUCER', since: 'over', answer: 'replay' },
    { command: 'ready', state: 'REQUESTED', role: 'PRODUCER', since: 'over', answer: 'READY' },
    { command: 'complete', state: 'IN_PROGRESS', role: 'PRODUCER', since: 'over', answer: 'PRODUCED' },
    { command: 'fail', state: 'IN_PROGRESS', role: 'PRODUCER', since: 'over', answer: 'PRODUCTION_ERROR' },
    { command: 'refuse', state: 'IN_PROGRESS', role: 'PRODUCER', since: 'over', answer: 'REQUEST_ERROR' },
    { command: 'cancel', state: 'READY', role: 'SYSTEM', since: 'over', answer: 'CANCELED' },
    { command: 'cancel', state: 'READY', role: 'OPERATOR', since: 'over', answer: 'CANCELED' },
  ])('$since: $command in $state by $role: $answer', ({ command, state, role, since, answer }) => {
    const input = command === 'start' ? { kioskId: 'WIS00001' } : { errorCode: 'UNKNOWN_ERROR' };
    const operation = { state, subjectCreatedAt: CREATED[since] };
    expect(wordOf(ask(operation, command, { viewer: aViewer(role), input }))).toBe(answer);
  });

  it('counts from the card’s creation, not from the operation’s', () => {
    const operation = { state: 'READY', createdAt: after(-70 * DAY) } as const;
    expect(wordOf(ask(operation, 'start', producer))).toBe('IN_PROGRESS');
  });
});

describe('a card’s production from order to activation', () => {
  it('passes through failure and a second attempt', () => {
    let card = aCard({ state: 'PROCESSING' });
    const operations = new Map<string, ProductionOperation>();

    function keep({ kind, after: now }: Change): void {
      // A change's kind says what its subject is.
      if (kind === 'CARD') card = now as Card;
      else operations.set(now.id, now as ProductionOperation);
    }

    function stateAfter(request: TransitionRequest): CardState {
      const facts = worldOf({ cards: [card], operations: [...operations.values()], programs: [aProgram()] });
      const newId = () => `prod_${operations.size + 1}`;
      const decision = decide(request, aContext(facts, { newId }));
      if (decision.type !== 'ACCEPTED') throw new Error(JSON.stringify(decision));
      decision.changes.forEach(keep);
      return card.state;
    }

    const states = [
      aCardRequest('order', system),
      aProductionRequest('fail', { ...producer, input: { errorCode: 'PRD_FEEDER_JAM' } }),
      aCardRequest('repeat'),
      aCardRequest('order', system),
      aProductionRequest('complete', { ...producer, subjectId: 'prod_2' }),
      aCardRequest('activate'),
    ].map(stateAfter);
    expect(states).toEqual(['ORDERED', 'FAILED', 'PROCESSING', 'ORDERED', 'PRODUCED', 'ACTIVE']);
    expect([...operations.values()]).toMatchObject([
      { id: 'prod_1', attempt: 1, state: 'PRODUCTION_ERROR' },
      { id: 'prod_2', attempt: 2, state: 'PRODUCED' },
    ]);
    expect(card).toMatchObject({ attempts: 2, version: 7 + 6 });
  });
});
