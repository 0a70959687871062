import type { Change, CommandRule, Decision, TransitionRequest } from '../index.js';
import type { Bell, Key, Locker } from '../../../../test/support/locker-lifecycles.js';
import { aContext, after, aRequest, aViewer, DAY, NOW } from '../../../../test/support/builders.js';
import { wordOf } from '../../../../test/support/grid.js';
import { keyLifecycle, lockerLifecycles } from '../../../../test/support/locker-lifecycles.js';
import { LoadedFacts, MemoryFacts } from '../../../../test/support/memory-facts.js';
import {
  availableTransitions,
  decide,
  missingNeeds,
  SAME_SUBJECT,
  UnknownCommandError,
  validateLifecycles,
} from '../index.js';

const lifecycles = validateLifecycles(lockerLifecycles);
const base = { tenantId: 'acme', version: 1, createdAt: after(-DAY), updatedAt: after(-DAY), stateSince: after(-DAY) };

function aKey(overrides: Partial<Key> = {}): Key {
  const ties = { holderId: null, lockerId: null, suspendedFrom: null, number: '7', dueAt: null };
  return { ...base, id: 'key_1', state: 'HELD', ...ties, ...overrides };
}

function aLocker(overrides: Partial<Locker> = {}): Locker {
  return { ...base, id: 'locker_1', state: 'CLOSED', bellId: 'bell_1', ...overrides };
}

function aBell(overrides: Partial<Bell> = {}): Bell {
  return { ...base, id: 'bell_1', state: 'QUIET', ...overrides };
}

interface Scene {
  readonly key?: Partial<Key>;
  readonly locker?: Partial<Locker>;
  readonly bell?: Partial<Bell>;
}

function factsOf({ key, locker, bell }: Scene): MemoryFacts {
  return new MemoryFacts({ KEY: [aKey(key)], LOCKER: [aLocker(locker)], BELL: [aBell(bell)], JOB: [] });
}

function ask(scene: Scene, command: string, request: Partial<TransitionRequest> = {}): Decision {
  const own = aRequest({ kind: 'KEY', command, subjectId: 'key_1', ...request });
  return decide(own, aContext(factsOf(scene), { lifecycles }));
}

function changesOf(decision: Decision): readonly Change[] {
  if (decision.type !== 'ACCEPTED') throw new Error(`Not accepted: ${JSON.stringify(decision)}`);
  return decision.changes;
}

/** `key_1 GIVE_BACK CUT`: whose event, by which command, to which state. */
function tell(changes: readonly Change[]): readonly string[] {
  return changes.map(({ event }) => `${event.subjectId} ${event.command} ${event.to}`);
}

const keyInLocker = { holderId: 'mara.lind', lockerId: 'locker_1' };

describe('effects', () => {
  it('follow the commanded subject in row order, each told by what caused it', () => {
    const changes = changesOf(ask({ key: keyInLocker }, 'giveBack'));
    expect(tell(changes)).toEqual(['key_1 GIVE_BACK CUT', 'locker_1 OPEN OPEN', 'bell_1 RING RINGING']);
    expect(changes.map(({ event }) => event.causedBy)).toEqual([null, 0, 1]);
    expect(changes.map(({ event }) => event.actorRole)).toEqual(['OPERATOR', 'SYSTEM', 'SYSTEM']);
    expect(new Set(changes.map(({ event }) => event.actorId))).toEqual(new Set(['olga.operator']));
  });

  it('refuse the command when they are required and refused', () => {
    const input = { holderId: 'mara.lind', lockerId: 'locker_1' };
    expect(ask({ key: { state: 'CUT' } }, 'hand', { input })).toMatchObject({
      type: 'REFUSED',
      refusal: {
        type: 'GuardRefused',
        guard: 'EFFECT_REFUSED',
        message: expect.stringContaining('closing the locker') as string,
      },
    });
  });

  it('refuse the command when their subject is missing', () => {
    const input = { holderId: 'mara.lind', lockerId: 'locker_9' };
    expect(wordOf(ask({ key: { state: 'CUT' } }, 'hand', { input }))).toBe('EFFECT_REFUSED');
  });

  it('are not there without a subject', () => {
    expect(tell(changesOf(ask({ key: { state: 'CUT' } }, 'hand')))).toEqual(['key_1 HAND HELD']);
  });

  it('tell the holder before and after where a command changes the tie', () => {
    const [returned] = changesOf(ask({ key: keyInLocker }, 'giveBack'));
    expect(returned?.event).toMatchObject({ scope: { holderId: null }, previousHolderId: 'mara.lind' });
    const [handed] = changesOf(ask({ key: { state: 'CUT' } }, 'hand', { input: { holderId: 'mara.lind' } }));
    expect(handed?.event).toMatchObject({ scope: { holderId: 'mara.lind' }, previousHolderId: null });
  });
});

describe('an optional effect that is refused', () => {
  const broken = { key: keyInLocker, bell: { state: 'BROKEN' } } as const;

  it('is left out with all that it led to, while later effects see its subject unchanged', () => {
    const changes = changesOf(ask(broken, 'giveBack'));
    // `open` was accepted before the bell refused; `clean` is possible only on the locker as it was, CLOSED.
    expect(tell(changes)).toEqual(['key_1 GIVE_BACK CUT', 'locker_1 CLEAN CLOSED']);
    expect(changes[1]).toMatchObject({ before: { version: 1 }, after: { version: 2 }, event: { sequence: 2 } });
  });

  it('is noted in the causing event’s comment', () => {
    expect(changesOf(ask(broken, 'giveBack'))[0]?.event.comment).toBe('Left out: opening the locker');
  });

  it('is noted after the caller’s own comment', () => {
    const [change] = changesOf(ask(broken, 'giveBack', { comment: 'Lost its ring.' }));
    expect(change?.event.comment).toBe('Lost its ring.\nLeft out: opening the locker');
  });

  it('is noted for each that is left out', () => {
    const changes = changesOf(ask({ key: keyInLocker, locker: { state: 'OPEN' } }, 'giveBack'));
    expect(tell(changes)).toEqual(['key_1 GIVE_BACK CUT']);
    expect(changes[0]?.event.comment).toBe('Left out: opening the locker\nLeft out: cleaning the locker');
  });

  it('is noted alone when others were carried out', () => {
    const [change] = changesOf(ask({ key: keyInLocker }, 'giveBack'));
    expect(change?.event.comment).toBe('Left out: cleaning the locker');
  });
});

describe('an effect on the subject itself', () => {
  const request = { subjectId: null, input: { number: '42' } };

  it('passes a new subject on, in the same decision', () => {
    const changes = changesOf(ask({}, 'wish', request));
    expect(tell(changes)).toEqual(['key_new1 WISH WISHED', 'key_new1 CUT CUT', 'job_new2 ASK ASKED']);
    expect(changes.map(({ event }) => event.sequence)).toEqual([1, 2, 1]);
    expect(changes.map(({ event }) => event.causedBy)).toEqual([null, 0, 1]);
    expect(changes[1]).toMatchObject({ before: { state: 'WISHED', version: 1 }, after: { state: 'CUT', version: 2 } });
    expect(changes[2]?.after).toMatchObject({ keyId: 'key_new1' });
  });

  it('asks for nothing about what is new', () => {
    const facts = new LoadedFacts(factsOf({}));
    const own = aRequest({ kind: 'KEY', command: 'wish', ...request });
    expect(missingNeeds(own, lifecycles, facts)).toEqual([]);
    expect(decide(own, aContext(facts, { lifecycles })).type).toBe('ACCEPTED');
  });

  it('happens within an effect that creates a subject too', () => {
    const changes = changesOf(ask({ key: { number: '42' } }, 'retire'));
    expect(tell(changes)).toEqual([
      'key_1 RETIRE RETIRED',
      'key_new1 WISH WISHED',
      'key_new1 CUT CUT',
      'job_new2 ASK ASKED',
    ]);
    expect(changes[1]?.after).toMatchObject({ number: '42', version: 1 });
  });
});

describe('rows', () => {
  it.each(['CUT', 'HELD', 'SUSPENDED', 'RETIRED'] as const)('of any state are open in %s and keep it', (state) => {
    const [change] = changesOf(ask({ key: { state } }, 'note'));
    expect(change).toMatchObject({ after: { state, version: 2, stateSince: after(-DAY), updatedAt: NOW } });
    expect(change?.event).toMatchObject({ from: state, to: state });
  });

  it('to the same state enter none: their effects of entering stay away', () => {
    expect(changesOf(ask({ key: { state: 'CUT' } }, 'note'))).toHaveLength(1);
  });

  it.each(['HELD', 'CUT'] as const)('choose their target by the subject: suspended from %s', (state) => {
    const viewer = aViewer('TENANT_ADMIN');
    const [suspended] = changesOf(ask({ key: { state } }, 'suspend', { viewer }));
    expect(suspended?.after).toMatchObject({ state: 'SUSPENDED', suspendedFrom: state });
    expect(wordOf(ask({ key: { state: 'SUSPENDED', suspendedFrom: state } }, 'resume', { viewer }))).toBe(state);
  });

  it('have roles of their own: 8 comes before 9 and 10', () => {
    const key = { state: 'SUSPENDED', holderId: 'boss', createdAt: after(-61 * DAY) } as const;
    const asAdmin = { viewer: aViewer('TENANT_ADMIN', { id: 'boss' }) };
    expect(wordOf(ask({ key }, 'retire'))).toBe('role');
    expect(wordOf(ask({ key }, 'retire', asAdmin))).toBe('window');
    expect(wordOf(ask({ key: { ...key, createdAt: NOW } }, 'retire'))).toBe('role');
    expect(wordOf(ask({ key: { ...key, createdAt: NOW } }, 'retire', asAdmin))).toBe('FOUR_EYES');
  });
});

describe('OVERDUE', () => {
  it.each([
    ['giveBack', 'OVERDUE'],
    ['note', 'OVERDUE'],
    ['extend', 'HELD'],
  ])('%s on an overdue key: %s', (command, word) => {
    expect(wordOf(ask({ key: { dueAt: after(-1) } }, command))).toBe(word);
  });

  it.each(['OPERATOR', 'SYSTEM'] as const)('holds up an effect as well, caused by %s', (role) => {
    const extend: CommandRule<Key> = {
      means: 'Exempt itself, but with an effect on the same overdue key.',
      evenWhenOverdue: true,
      rows: [
        {
          from: ['HELD'],
          to: 'SAME',
          by: ['OPERATOR', 'SYSTEM'],
          effects: [{ kind: 'KEY', command: 'note', means: 'noting it', on: () => SAME_SUBJECT }],
        },
      ],
    };
    const keys = { ...keyLifecycle, commands: { ...keyLifecycle.commands, extend } };
    const others = lockerLifecycles.filter(({ kind }) => kind !== 'KEY');
    const request = aRequest({ kind: 'KEY', command: 'extend', subjectId: 'key_1', viewer: aViewer(role) });
    const facts = factsOf({ key: { dueAt: after(-1) } });
    expect(wordOf(decide(request, aContext(facts, { lifecycles: validateLifecycles([keys, ...others]) })))).toBe(
      'OVERDUE',
    );
  });
});

describe('what the next lifecycles ask of the engine', () => {
  it('availableTransitions tells a row to the same state by that state', () => {
    const probe = { lifecycle: keyLifecycle, subject: aKey({ state: 'RETIRED' }), viewer: aViewer('OPERATOR') };
    const options = availableTransitions(probe, aContext(factsOf({ key: { state: 'RETIRED' } }), { lifecycles }));
    expect(options.find(({ command }) => command === 'NOTE')).toMatchObject({ to: 'RETIRED', allowed: true });
    expect(options.find(({ command }) => command === 'GIVE_BACK')).toMatchObject({ to: null, allowed: false });
  });

  it('a kind or command that no lifecycle has is a fault of ours', () => {
    expect(() => ask({}, 'melt')).toThrow(UnknownCommandError);
    expect(() => ask({}, 'note', { kind: 'DOOR' })).toThrow(UnknownCommandError);
  });
});
