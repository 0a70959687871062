import type { GuardCode, Lifecycle, LifecycleSubject, Step } from '@tessera/lifecycle';
import { defineLifecycle, defineLookup, NEW_SUBJECT, NO_TIES, SAME_SUBJECT, textOf } from '@tessera/lifecycle';

// Lifecycles of no product: keys to lockers, and the jobs that cut them. They use what the cards' tables do not, so that the
// engine is known to do it: optional effects with effects of their own, effects on the subject itself and on a new one, rows to
// the same state, targets chosen by the subject, rows with roles of their own.

/** A key to a locker. */
export interface Key extends LifecycleSubject {
  readonly state: 'WISHED' | 'CUT' | 'HELD' | 'SUSPENDED' | 'RETIRED';
  readonly holderId: string | null;
  readonly lockerId: string | null;
  readonly suspendedFrom: 'CUT' | 'HELD' | null;
  readonly number: string;
  readonly dueAt: Date | null;
}

/** A locker with a bell that tells when it is opened. */
export interface Locker extends LifecycleSubject {
  readonly state: 'OPEN' | 'CLOSED';
  readonly bellId: string;
}

/** A bell of a locker. */
export interface Bell extends LifecycleSubject {
  readonly state: 'QUIET' | 'RINGING' | 'BROKEN';
}

/** The cutting of a key. */
interface Job extends LifecycleSubject {
  readonly state: 'ASKED' | 'DONE';
  readonly keyId: string;
}

/** Finds the jobs of a key. */
const JOBS_OF_KEY = defineLookup<Job>({ kind: 'JOB', by: 'keyId' });

function refuses(guard: GuardCode, when: (step: Step<Key>) => boolean) {
  return { means: guard, refuse: (step: Step<Key>) => (when(step) ? { guard, message: guard } : null) };
}

/** A key, from the wish for it until it is retired. */
export const keyLifecycle: Lifecycle<Key> = defineLifecycle<Key>({
  kind: 'KEY',
  type: 'Key',
  idPrefix: 'key',
  means: 'A key to a locker.',
  states: { WISHED: '', CUT: '', HELD: '', SUSPENDED: '', RETIRED: '' },
  initial: 'WISHED',
  terminal: ['RETIRED'],
  commands: {
    wish: {
      means: 'Asks for a key; it is cut at once.',
      input: { number: { type: 'STRING', means: 'The number on it.' } },
      rows: [
        {
          from: 'NOTHING',
          to: 'WISHED',
          by: ['OPERATOR'],
          set: ({ input }) => ({ number: textOf(input, 'number') ?? '' }),
          effects: [{ kind: 'KEY', command: 'cut', means: 'cutting the key', on: () => SAME_SUBJECT }],
        },
      ],
    },
    cut: { means: 'Cuts the key.', rows: [{ from: ['WISHED'], to: 'CUT', by: ['SYSTEM'] }] },
    hand: {
      means: 'Hands the key to a person.',
      rows: [
        {
          from: ['CUT'],
          to: 'HELD',
          by: ['OPERATOR'],
          set: ({ input }) => ({ holderId: textOf(input, 'holderId'), lockerId: textOf(input, 'lockerId') }),
          effects: [
            {
              kind: 'LOCKER',
              command: 'close',
              means: 'closing the locker',
              on: ({ input }) => textOf(input, 'lockerId'),
            },
          ],
        },
      ],
    },
    giveBack: {
      means: 'Takes the key back.',
      rows: [
        {
          from: ['HELD'],
          to: 'CUT',
          by: ['OPERATOR'],
          set: () => ({ holderId: null, lockerId: null }),
          effects: [
            {
              kind: 'LOCKER',
              command: 'open',
              means: 'opening the locker',
              optional: true,
              on: ({ subject }) => subject.lockerId,
            },
            {
              kind: 'LOCKER',
              command: 'clean',
              means: 'cleaning the locker',
              optional: true,
              on: ({ subject }) => subject.lockerId,
            },
          ],
        },
      ],
    },
    note: { means: 'Notes that the key was seen.', rows: [{ from: 'ANY', to: 'SAME', by: ['OPERATOR'] }] },
    extend: {
      means: 'Gives the holder more time.',
      evenWhenOverdue: true,
      rows: [{ from: ['HELD'], to: 'SAME', by: ['OPERATOR'], set: ({ now }) => ({ dueAt: now }) }],
    },
    suspend: {
      means: 'Makes the key unusable for now.',
      rows: [
        {
          from: ['CUT', 'HELD'],
          to: 'SUSPENDED',
          by: ['TENANT_ADMIN'],
          set: ({ subject: { state } }) => ({ suspendedFrom: state === 'HELD' ? 'HELD' : 'CUT' }),
        },
      ],
    },
    resume: {
      means: 'Makes a suspended key what it was.',
      rows: [
        {
          from: ['SUSPENDED'],
          to: [
            { to: 'HELD', when: { option: 'suspendedFrom', holds: ({ subject }) => subject.suspendedFrom === 'HELD' } },
            { to: 'CUT' },
          ],
          by: ['TENANT_ADMIN'],
          set: () => ({ suspendedFrom: null }),
        },
      ],
    },
    retire: {
      means: 'Retires the key; another of the same number is wished for.',
      windowed: true,
      rows: [
        {
          from: ['CUT', 'HELD'],
          to: 'RETIRED',
          by: ['OPERATOR', 'TENANT_ADMIN'],
          effects: [
            {
              kind: 'KEY',
              command: 'wish',
              means: 'wishing for another',
              on: () => NEW_SUBJECT,
              with: ({ number }) => ({ input: { number } }),
            },
          ],
        },
        {
          from: ['SUSPENDED'],
          to: 'RETIRED',
          by: ['TENANT_ADMIN'],
          guards: [refuses('FOUR_EYES', ({ subject, viewer }) => subject.holderId === viewer.id)],
        },
      ],
    },
  },
  onEntering: {
    CUT: [
      {
        kind: 'JOB',
        command: 'ask',
        means: 'asking for the cutting',
        on: ({ subject }) => (subject.state === 'WISHED' ? NEW_SUBJECT : null),
        with: ({ id }) => ({ input: { keyId: id } }),
      },
    ],
  },
  timers: {
    due: {
      means: 'The key is due.',
      blocksWhenOverdue: true,
      at: ({ dueAt }) => dueAt,
      fires: () => ({ command: 'note' }),
    },
  },
  readers: {
    OPERATOR: { scope: 'TENANT', events: true },
    TENANT_ADMIN: { scope: 'TENANT', events: true },
    CARDHOLDER: { scope: 'HOLDER', events: true },
  },
  blank: (base) => ({
    ...base,
    state: 'WISHED',
    holderId: null,
    lockerId: null,
    suspendedFrom: null,
    number: '',
    dueAt: null,
  }),
  scopeOf: ({ holderId }) => ({ ...NO_TIES, holderId }),
  windowStart: ({ createdAt }) => createdAt,
});

/** What keys lead to: their lockers, the lockers' bells and the jobs. */
export const lockerLifecycles: readonly Lifecycle<LifecycleSubject>[] = [
  keyLifecycle,
  defineLifecycle<Locker>({
    ...withoutTies('LOCKER', 'Locker'),
    states: { OPEN: '', CLOSED: '' },
    initial: 'OPEN',
    terminal: [],
    commands: {
      close: { means: '', rows: [{ from: ['OPEN'], to: 'CLOSED', by: ['SYSTEM'] }] },
      open: {
        means: '',
        rows: [
          {
            from: ['CLOSED'],
            to: 'OPEN',
            by: ['SYSTEM'],
            effects: [
              { kind: 'BELL', command: 'ring', means: 'ringing the bell', on: ({ subject }) => subject.bellId },
            ],
          },
        ],
      },
      clean: { means: '', rows: [{ from: ['CLOSED'], to: 'SAME', by: ['SYSTEM'] }] },
    },
    blank: (base) => ({ ...base, state: 'OPEN', bellId: '' }),
  }),
  defineLifecycle<Bell>({
    ...withoutTies('BELL', 'Bell'),
    states: { QUIET: '', RINGING: '', BROKEN: '' },
    initial: 'QUIET',
    terminal: ['BROKEN'],
    commands: {
      ring: { means: '', rows: [{ from: ['QUIET'], to: 'RINGING', by: ['SYSTEM'] }] },
      break: { means: '', rows: [{ from: ['QUIET', 'RINGING'], to: 'BROKEN', by: ['SYSTEM'] }] },
    },
    blank: (base) => ({ ...base, state: 'QUIET' }),
  }),
  defineLifecycle<Job>({
    ...withoutTies('JOB', 'Job'),
    states: { ASKED: '', DONE: '' },
    initial: 'ASKED',
    terminal: ['DONE'],
    commands: {
      ask: {
        means: '',
        rows: [
          {
            from: 'NOTHING',
            to: 'ASKED',
            by: ['SYSTEM'],
            guards: [
              {
                means: 'A key has one job.',
                refuse: ({ facts, input }) =>
                  facts.all(JOBS_OF_KEY, textOf(input, 'keyId') ?? '').length === 0
                    ? null
                    : { guard: 'OPERATION_EXISTS', message: 'It is asked for already.' },
              },
            ],
            set: ({ input }) => ({ keyId: textOf(input, 'keyId') ?? '' }),
          },
        ],
      },
      finish: { means: '', rows: [{ from: ['ASKED'], to: 'DONE', by: ['SYSTEM'] }] },
    },
    blank: (base) => ({ ...base, state: 'ASKED', keyId: '' }),
  }),
];

function withoutTies(kind: string, type: string) {
  return {
    kind,
    type,
    idPrefix: kind.toLowerCase(),
    means: type,
    timers: {},
    readers: {},
    scopeOf: () => NO_TIES,
    windowStart: ({ createdAt }: LifecycleSubject) => createdAt,
  };
}
