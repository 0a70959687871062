import type { MethodKind } from '../src/client/method-table.js';

/** A method that stands for an operation. */
export interface MethodRow {
  readonly name: string;
  readonly kind: MethodKind;
  readonly operation: string;
  /** The TypeScript type of what it answers, or of each item. */
  readonly answers: string;
  /** Of `watchOne`: the operation that reads the subject; and in `operation` the one that tells of its changes. */
  readonly reads?: string;
  readonly means?: string;
}

/** A part of the client: `tessera.cards`. Its commands are added from the lifecycle’s table. */
export interface ResourceRow {
  readonly name: string;
  readonly means: string;
  /** The kind of subject whose commands it has. */
  readonly lifecycle?: string;
  readonly methods: readonly MethodRow[];
}

/** What each kind of subject with a life has. */
function subject(names: {
  readonly name: string;
  readonly means: string;
  readonly lifecycle: string;
  readonly type: string;
  readonly plural: string;
  readonly word: string;
  readonly watchOne: string;
  readonly more?: readonly MethodRow[];
}): ResourceRow {
  const { name, means, lifecycle, type, plural, word, watchOne, more = [] } = names;
  const event = type === 'ProductionOperation' ? 'ProductionStatusEvent' : `${type}StatusEvent`;
  const transition = type === 'ProductionOperation' ? 'ProductionTransition' : `${type}Transition`;
  const methods: readonly MethodRow[] = [
    { name: 'get', kind: 'get', operation: `get${type}`, answers: type },
    { name: 'list', kind: 'list', operation: `list${plural}`, answers: type },
    {
      name: 'availableTransitions',
      kind: 'transitions',
      operation: `list${type}Transitions`,
      answers: `${transition}Option`,
    },
    { name: 'history', kind: 'history', operation: `list${type}History`, answers: event },
    { name: 'watch', kind: 'watch', operation: `watch${plural}`, answers: event },
    {
      ...{ name: watchOne, kind: 'watchOne', operation: `watch${plural}`, reads: `get${type}`, answers: type },
      means: `The ${word} now, and then after each change, without a hole between; changes that come fast show as one.`,
    },
    ...more,
  ];
  return { name, means, lifecycle, methods };
}

/** All of the client, in the order in which it is documented. */
export const RESOURCES: readonly ResourceRow[] = [
  subject({
    ...{ name: 'cards', means: 'Identity cards.', lifecycle: 'CARD', type: 'Card', plural: 'Cards' },
    ...{ word: 'card', watchOne: 'watchCard' },
  }),
  subject({
    ...{ name: 'temporaryCards', means: 'Temporary cards, for visitors and in place of forgotten cards.' },
    ...{ lifecycle: 'TEMPORARY_CARD', type: 'TemporaryCard', plural: 'TemporaryCards' },
    ...{ word: 'temporary card', watchOne: 'watchTemporaryCard' },
    more: [
      {
        ...{ name: 'watchExpiryApproaching', kind: 'watch', operation: 'watchExpiryApproaching' },
        answers: 'TemporaryCardStatusEvent',
      },
    ],
  }),
  subject({
    ...{ name: 'chargeCards', means: 'Charge cards of electric vehicles.', lifecycle: 'CHARGE_CARD' },
    ...{ type: 'ChargeCard', plural: 'ChargeCards', word: 'charge card', watchOne: 'watchChargeCard' },
    more: [
      { name: 'getByRfid', kind: 'get', operation: 'getChargeCardByRfid', answers: 'AuthorizedChargeCard' },
      { name: 'importMany', kind: 'creation', operation: 'importChargeCards', answers: 'ImportedChargeCards' },
    ],
  }),
  subject({
    ...{ name: 'production', means: 'Production operations, at a bureau or at a kiosk.' },
    ...{ lifecycle: 'PRODUCTION_OPERATION', type: 'ProductionOperation', plural: 'ProductionOperations' },
    ...{ word: 'operation', watchOne: 'watchOperation' },
  }),
  {
    ...{ name: 'programs', means: 'Card programs: a tenant’s ways to issue cards.', lifecycle: 'CARD_PROGRAM' },
    methods: [{ name: 'list', kind: 'read', operation: 'listCardPrograms', answers: 'readonly CardProgram[]' }],
  },
  {
    ...{ name: 'kiosks', means: 'Kiosks: machines that make cards on the spot.', lifecycle: 'KIOSK' },
    methods: [{ name: 'list', kind: 'read', operation: 'listKiosks', answers: 'readonly Kiosk[]' }],
  },
  {
    ...{ name: 'events', means: 'The tenant’s log: every event of every subject.' },
    methods: [
      { name: 'cursor', kind: 'read', operation: 'getStatusCursor', answers: 'string' },
      { name: 'list', kind: 'log', operation: 'listStatusEvents', answers: 'StatusEvent' },
      { name: 'watch', kind: 'watch', operation: 'watchStatusEvents', answers: 'StatusEvent' },
    ],
  },
  {
    ...{ name: 'statistics', means: 'Numbers of things, as the server keeps them.' },
    methods: [
      { name: 'counts', kind: 'ask', operation: 'countCards', answers: 'readonly CardCount[]' },
      {
        ...{ name: 'throughput', kind: 'ask', operation: 'countThroughput' },
        answers: 'readonly CardThroughput[] | null',
      },
      {
        ...{ name: 'durations', kind: 'ask', operation: 'countDurations' },
        answers: 'readonly CardStageDuration[] | null',
      },
      {
        ...{ name: 'failures', kind: 'ask', operation: 'countFailures' },
        answers: 'readonly ProductionFailureCount[] | null',
      },
    ],
  },
  {
    ...{ name: 'lifecycles', means: 'The rules, as data.' },
    methods: [{ name: 'list', kind: 'read', operation: 'listLifecycles', answers: 'readonly Lifecycle[]' }],
  },
  {
    ...{ name: 'viewer', means: 'The caller.' },
    methods: [{ name: 'get', kind: 'read', operation: 'getViewer', answers: 'CardViewer' }],
  },
];
