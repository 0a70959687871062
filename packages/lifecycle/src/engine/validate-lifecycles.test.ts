import type { CommandRule, Effect, Lifecycle, LifecycleSubject, TransitionRow } from '../index.js';
import { lockerLifecycles } from '../../../../test/support/locker-lifecycles.js';
import { LifecycleDefinitionError, LIFECYCLES, NEW_SUBJECT, NO_TIES, validateLifecycles } from '../index.js';

type Row = TransitionRow<LifecycleSubject>;

/** A door, closed and open; without a fault unless the overrides bring one in. */
function aDoor(overrides: Partial<Lifecycle<LifecycleSubject>> = {}): Lifecycle<LifecycleSubject> {
  return {
    kind: 'DOOR',
    type: 'Door',
    idPrefix: 'door',
    means: 'A door.',
    states: { CLOSED: '', OPEN: '', GONE: '' },
    initial: 'CLOSED',
    terminal: ['GONE'],
    commands: doorCommands(),
    timers: {},
    readers: {},
    blank: (base) => ({ ...base, state: 'CLOSED' }),
    scopeOf: () => NO_TIES,
    windowStart: ({ createdAt }) => createdAt,
    ...overrides,
  };
}

function doorCommands(overrides: Readonly<Record<string, CommandRule<LifecycleSubject>>> = {}) {
  return {
    build: command({ from: 'NOTHING', to: 'CLOSED', by: ['OPERATOR'] }),
    open: command({ from: ['CLOSED'], to: 'OPEN', by: ['OPERATOR'] }),
    close: command({ from: ['OPEN'], to: 'CLOSED', by: ['OPERATOR'] }),
    remove: command({ from: ['CLOSED', 'OPEN'], to: 'GONE', by: ['OPERATOR'] }),
    ...overrides,
  };
}

function command(...rows: readonly Row[]): CommandRule<LifecycleSubject> {
  return { means: '', rows };
}

/** A door with one more command. */
function withCommand(...rows: readonly Row[]): Lifecycle<LifecycleSubject> {
  return aDoor({ commands: doorCommands({ kick: command(...rows) }) });
}

function anEffect(kind: string, name: string): Effect<LifecycleSubject> {
  return { kind, command: name, means: '', on: () => NEW_SUBJECT };
}

function faultsOf(...lifecycles: readonly Lifecycle<LifecycleSubject>[]): readonly string[] {
  try {
    validateLifecycles(lifecycles);
    return [];
  } catch (error) {
    if (error instanceof LifecycleDefinitionError) return error.faults;
    throw error;
  }
}

const by = ['OPERATOR'] as const;

describe('lifecycles that fit together', () => {
  it('are put together by kind', () => {
    expect([...validateLifecycles([aDoor()]).keys()]).toEqual(['DOOR']);
    expect([...LIFECYCLES.keys()]).toEqual([
      'CARD',
      'TEMPORARY_CARD',
      'CHARGE_CARD',
      'PRODUCTION_OPERATION',
      'CARD_PROGRAM',
      'KIOSK',
    ]);
    expect(faultsOf(...lockerLifecycles)).toEqual([]);
  });

  it('may keep a terminal state by a row of any state', () => {
    expect(faultsOf(withCommand({ from: 'ANY', to: 'SAME', by }))).toEqual([]);
  });
});

describe('a fault', () => {
  it.each<[string, Lifecycle<LifecycleSubject>, readonly string[]]>([
    ['an unknown target', withCommand({ from: ['OPEN'], to: 'AJAR', by }), ['DOOR.kick: unknown state AJAR']],
    [
      'an unknown target among choices',
      withCommand({
        from: ['OPEN'],
        to: [{ to: 'AJAR', when: { option: 'x', holds: () => true } }, { to: 'GONE' }],
        by,
      }),
      ['DOOR.kick: unknown state AJAR'],
    ],
    ['an unknown source', withCommand({ from: ['AJAR'], to: 'OPEN', by }), ['DOOR.kick: unknown state AJAR']],
    [
      'a row without a role',
      withCommand({ from: ['OPEN'], to: 'CLOSED', by: [] }),
      ['DOOR.kick: a row without a role'],
    ],
    [
      'a way out of a terminal state',
      withCommand({ from: ['GONE'], to: 'OPEN', by }),
      ['DOOR.kick: a way out of the terminal state GONE'],
    ],
    [
      'a way out of every state',
      withCommand({ from: 'ANY', to: 'OPEN', by }),
      ['DOOR.kick: a way out of every state, terminal ones included'],
    ],
    [
      'a last choice with a condition',
      withCommand({ from: ['OPEN'], to: [{ to: 'CLOSED', when: { option: 'x', holds: () => true } }], by }),
      ['DOOR.kick: the last choice of its target has a condition'],
    ],
    [
      'two rows from one state',
      withCommand({ from: ['OPEN', 'CLOSED'], to: 'OPEN', by }, { from: ['OPEN'], to: 'CLOSED', by }),
      ['DOOR.kick: two rows from OPEN'],
    ],
    [
      'a creation that leads elsewhere',
      withCommand({ from: 'NOTHING', to: 'OPEN', by }),
      ['DOOR.kick: a creation that does not lead to the initial state'],
    ],
    [
      'a creation with further rows',
      withCommand({ from: 'NOTHING', to: 'CLOSED', by }, { from: ['OPEN'], to: 'CLOSED', by }),
      ['DOOR.kick: a creation with further rows'],
    ],
    [
      'a mandatory reason without a list',
      aDoor({
        commands: doorCommands({ kick: { ...command({ from: ['OPEN'], to: 'CLOSED', by }), reasonRequired: true } }),
      }),
      ['DOOR.kick: a mandatory reason without a list of reasons'],
    ],
    [
      'an unreachable state',
      aDoor({ states: { CLOSED: '', OPEN: '', GONE: '', LOST: '' } }),
      ['DOOR: the state LOST is unreachable'],
    ],
    [
      'states that only each other reach',
      aDoor({
        states: { CLOSED: '', OPEN: '', GONE: '', A: '', B: '' },
        commands: doorCommands({ go: command({ from: ['A'], to: 'B', by }, { from: ['B'], to: 'A', by }) }),
      }),
      ['DOOR: the state A is unreachable', 'DOOR: the state B is unreachable'],
    ],
    ['an unknown terminal state', aDoor({ terminal: ['GONE', 'LOST'] }), ['DOOR: unknown terminal state LOST']],
    [
      'an effect of no lifecycle',
      withCommand({ from: ['OPEN'], to: 'CLOSED', by, effects: [anEffect('WALL', 'shake')] }),
      ['DOOR.kick: an effect on WALL by the unknown command shake'],
    ],
    [
      'an effect of no command, on entering',
      aDoor({ onEntering: { OPEN: [anEffect('DOOR', 'squeak')] } }),
      ['DOOR: an effect on DOOR by the unknown command squeak'],
    ],
    [
      'an effect of itself',
      withCommand({ from: ['OPEN'], to: 'CLOSED', by, effects: [anEffect('DOOR', 'kick')] }),
      ['DOOR.kick is an effect of itself'],
    ],
    [
      'a circle of effects, on entering too',
      aDoor({
        commands: doorCommands({ kick: command({ from: ['CLOSED'], to: 'OPEN', by }) }),
        onEntering: { OPEN: [anEffect('DOOR', 'close')], CLOSED: [anEffect('DOOR', 'kick')] },
      }),
      ['DOOR.close is an effect of itself', 'DOOR.kick is an effect of itself'],
    ],
  ])('is %s', (_fault, lifecycle, faults) => {
    expect(faultsOf(lifecycle)).toEqual(faults);
  });

  it('is a circle over two lifecycles', () => {
    const kick = (effect: Effect<LifecycleSubject>) =>
      doorCommands({ kick: command({ from: ['OPEN'], to: 'CLOSED', by, effects: [effect] }) });
    const door = aDoor({ commands: kick(anEffect('GATE', 'kick')) });
    const gate = aDoor({ kind: 'GATE', commands: kick(anEffect('DOOR', 'kick')) });
    expect(faultsOf(door, gate)).toEqual(['DOOR.kick is an effect of itself', 'GATE.kick is an effect of itself']);
  });

  it('is an unknown initial state', () => {
    expect(faultsOf(aDoor({ initial: 'AJAR' }))).toContain('DOOR: unknown initial state AJAR');
  });

  it('is a kind that two lifecycles have', () => {
    expect(faultsOf(aDoor(), aDoor())).toEqual(['DOOR: two lifecycles of this kind']);
  });

  it('is an effect of entering an unknown state', () => {
    expect(faultsOf(aDoor({ onEntering: { AJAR: [] } }))).toEqual([
      'DOOR: an effect of entering the unknown state AJAR',
    ]);
  });

  it('comes with all the others', () => {
    const door = withCommand({ from: ['GONE'], to: 'AJAR', by: [], effects: [anEffect('WALL', 'shake')] });
    const faults = [
      'DOOR.kick: unknown state AJAR',
      'DOOR.kick: a row without a role',
      'DOOR.kick: a way out of the terminal state GONE',
      'DOOR.kick: an effect on WALL by the unknown command shake',
    ];
    expect(faultsOf(door)).toEqual(faults);
    expect(() => validateLifecycles([door])).toThrow(`The lifecycles have 4 faults:\n- ${faults.join('\n- ')}`);
  });
});
