import type { CardState, ProductionState, Role, TransitionOption, Viewer } from '../index.js';
import {
  aCard,
  aCardRequest,
  aContext,
  after,
  anOperation,
  aProductionRequest,
  aViewer,
  DAY,
} from '../../../../test/support/builders.js';
import { findDeviations, wordOfRefusal } from '../../../../test/support/grid.js';
import { worldOfCard, worldOfOperation } from '../../../../test/support/memory-facts.js';
import {
  availableTransitions,
  CALLER_ROLES,
  CARD_STATES,
  cardLifecycle,
  decide,
  PRODUCTION_STATES,
  productionLifecycle,
} from '../index.js';

const CARD_STATE_NAMES = Object.keys(CARD_STATES) as CardState[];
const PRODUCTION_STATE_NAMES = Object.keys(PRODUCTION_STATES) as ProductionState[];

function optionsOfCard(state: CardState, viewer: Viewer): readonly TransitionOption[] {
  const card = aCard({ state });
  return availableTransitions({ lifecycle: cardLifecycle, subject: card, viewer }, aContext(worldOfCard(card)));
}

function optionsOfOperation(state: ProductionState, viewer: Viewer): readonly TransitionOption[] {
  const operation = anOperation({ state });
  const probe = { lifecycle: productionLifecycle, subject: operation, viewer };
  return availableTransitions(probe, aContext(worldOfOperation(operation)));
}

/** `REPEAT` → `repeat`: the callers' commands have one word. */
function commandOf({ command }: TransitionOption): string {
  return command.toLowerCase();
}

describe('availableTransitions', () => {
  it('lists every command that callers may issue on an existing card, in every state and for every role', () => {
    const commands = [
      'REQUEST',
      'APPROVE',
      'REJECT',
      'ABORT',
      'REPEAT',
      'ACTIVATE',
      'DEACTIVATE',
      'REACTIVATE',
      'LOCK',
    ];
    for (const state of CARD_STATE_NAMES)
      expect(optionsOfCard(state, aViewer('CARDHOLDER')).map(({ command }) => command)).toEqual(commands);
  });

  it('lists every command that callers may issue on an existing operation', () => {
    const commands = ['READY', 'START', 'COMPLETE', 'REFUSE', 'FAIL', 'CANCEL'];
    for (const state of PRODUCTION_STATE_NAMES)
      expect(optionsOfOperation(state, aViewer('PRODUCER')).map(({ command }) => command)).toEqual(commands);
  });

  it('tells where each would lead, whoever asks', () => {
    const TO = `
                    request    approve     reject    abort    repeat      activate  deactivate  reactivate  lock
      REGISTERED    REQUESTED  -           -         -        -           -         -           -           -
      REQUESTED     -          PROCESSING  REJECTED  ABORTED  -           -         -           -           -
      PROCESSING    -          -           -         ABORTED  -           -         -           -           -
      FAILED        -          -           -         -        PROCESSING  -         -           -           -
      ORDERED       -          -           -         -        -           -         -           -           -
      PRODUCED      -          -           -         -        -           ACTIVE    -           -           -
      ACTIVE        -          -           -         -        -           -         INACTIVE    -           LOCKED
      INACTIVE      -          -           -         -        -           -         -           ACTIVE      LOCKED
      EXPIRED       -          -           -         -        -           -         -           -           -`;
    for (const viewer of [aViewer('OPERATOR'), aViewer('SUPPORT_AGENT')]) {
      const deviations = findDeviations(
        TO,
        (state, command) =>
          optionsOfCard(state as CardState, viewer).find((option) => commandOf(option) === command)?.to ?? '-',
      );
      expect(deviations).toEqual([]);
    }
  });

  it.each(CALLER_ROLES)('equals what the card’s command itself answers %s, in every state', (role) => {
    const viewer = aViewer(role);
    const told = CARD_STATE_NAMES.map((state) => optionsOfCard(state, viewer));
    const answers = CARD_STATE_NAMES.map((state, index) =>
      told[index]?.map((option) => {
        const decision = decide(aCardRequest(commandOf(option), { viewer }), aContext(worldOfCard(aCard({ state }))));
        const isAccepted = decision.type === 'ACCEPTED';
        const to = isAccepted ? decision.changes[0].after.state : option.to;
        return { ...option, to, allowed: isAccepted, blockedBy: decision.type === 'REFUSED' ? decision.refusal : null };
      }),
    );
    expect(told).toEqual(answers);
  });

  it.each(CALLER_ROLES)('equals what the operation’s command itself answers %s; a replay is not allowed', (role) => {
    const viewer = aViewer(role);
    const told = PRODUCTION_STATE_NAMES.map((state) => optionsOfOperation(state, viewer));
    const answers = PRODUCTION_STATE_NAMES.map((state, index) =>
      told[index]?.map((option) => {
        const facts = worldOfOperation(anOperation({ state }));
        const decision = decide(aProductionRequest(commandOf(option), { viewer }), aContext(facts));
        const replayed: unknown = expect.objectContaining({ type: 'TransitionNotAllowed' });
        const blockedBy = decision.type === 'REPLAYED' ? replayed : null;
        return {
          ...option,
          allowed: decision.type === 'ACCEPTED',
          blockedBy: decision.type === 'REFUSED' ? decision.refusal : blockedBy,
        };
      }),
    );
    expect(told).toEqual(answers);
  });

  it.each<[Role, string]>([
    ['PRODUCER', 'no'],
    ['OPERATOR', 'REQUEST_ALREADY_EXISTS'],
  ])('blocks a repeated start by %s: %s', (role, word) => {
    const start = optionsOfOperation('IN_PROGRESS', aViewer(role)).find(({ command }) => command === 'START');
    expect(start?.allowed).toBe(false);
    expect(start?.blockedBy && wordOfRefusal(start.blockedBy)).toBe(word);
  });

  it('leaves out what depends on the command’s own input, such as the kiosk', () => {
    const start = optionsOfOperation('READY', aViewer('OPERATOR')).find(({ command }) => command === 'START');
    expect(start).toMatchObject({ allowed: true, to: 'IN_PROGRESS', blockedBy: null });
  });

  it('tells reasons and what is mandatory', () => {
    const options = optionsOfCard('ACTIVE', aViewer('OPERATOR'));
    const [lock, deactivate] = [options.at(-1), options.at(-3)];
    const lockReasons = ['LOST', 'STOLEN', 'DAMAGED', 'HOLDER_LEFT', 'OTHER'];
    expect(lock).toMatchObject({ reasons: lockReasons, reasonRequired: true, commentRequired: false });
    const reasons = ['MISLAID', 'LEAVE', 'SUSPECTED_MISUSE', 'OTHER'];
    expect(deactivate).toMatchObject({ reasons, reasonRequired: false, commentRequired: false, apiOnly: false });
    const reject = optionsOfCard('REQUESTED', aViewer('APPROVER'))[2];
    expect(reject).toMatchObject({ command: 'REJECT', reasons: [], commentRequired: true });
  });

  it.each([
    ['REQUEST_CREATED_BUT_NOT_STARTED', true],
    ['INVALID_FIELD_VALUE', false],
  ] as const)(
    'tells whether a repeat after %s demands a comment: %j, which does not forbid it',
    (...[code, required]) => {
      const card = aCard({ state: 'FAILED' });
      const operations = [anOperation({ state: 'REQUEST_ERROR', errorCode: code })];
      const probe = { lifecycle: cardLifecycle, subject: card, viewer: aViewer('OPERATOR') };
      const options = availableTransitions(probe, aContext(worldOfCard(card, {}, { operations })));
      expect(options.find(({ command }) => command === 'REPEAT')).toMatchObject({
        allowed: true,
        commentRequired: required,
      });
    },
  );

  it.each([
    ['the window', 'REGISTERED', { createdAt: after(-61 * DAY) }, 'REQUEST', 'window'],
    ['a past expiry', 'INACTIVE', { validUntil: after(-1) }, 'REACTIVATE', 'OVERDUE'],
  ] as const)('is blocked by %s', (...[, state, overrides, command, word]) => {
    const card = aCard({ state, ...overrides });
    const probe = { lifecycle: cardLifecycle, subject: card, viewer: aViewer('OPERATOR') };
    const option = availableTransitions(probe, aContext(worldOfCard(card))).find((each) => each.command === command);
    expect(option?.blockedBy && wordOfRefusal(option.blockedBy)).toBe(word);
  });
});
