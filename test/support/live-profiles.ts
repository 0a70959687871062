import type { Person } from './live-people.js';

/** What decides who sees an event, as of the event. */
export interface LoggedEvent {
  readonly cursor: string;
  readonly kind: string;
  readonly toState: string | null;
  readonly programId: string | null;
  readonly holderId: string | null;
}

/** Who subscribes to what, and which events that is: written by hand, from the rules. */
export interface LiveProfile {
  readonly person: Person;
  readonly query: string;
  readonly sees: (event: LoggedEvent) => boolean;
}

/** Whom cards are registered for. */
export const HOLDERS = Array.from({ length: 10 }, (_, number) => `holder-${number}`);

const EVENT = 'cursor previousCursor id subjectId sequence';
const OPERATOR: Person = { sub: 'olga.operator', roles: ['OPERATOR'] };
const PRODUCER: Person = { sub: 'bureau-1', roles: ['PRODUCER'] };
const ADMIN: Person = { sub: 'tove.admin', roles: ['TENANT_ADMIN'] };

/** A document that streams a field. */
export function streamOf(field: string, given = '', selected = EVENT): string {
  return `subscription ($after: Cursor) { event: ${field}(after: $after${given}) { ${selected} } }`;
}

/** So many of the profiles, from the first on, see much of the log. */
export const BROAD_PROFILES = 4;

/** Different people with different filters and documents. */
export const LIVE_PROFILES: readonly LiveProfile[] = [
  { person: OPERATOR, query: streamOf('statusChanged'), sees: () => true },
  { person: ADMIN, query: streamOf('statusChanged', ', kinds: [CARD]'), sees: ({ kind }) => kind === 'CARD' },
  {
    person: ADMIN,
    query: streamOf(
      'statusChanged',
      ', kinds: [PRODUCTION_OPERATION, CARD]',
      `${EVENT} commandName occurredAt actor { id role }`,
    ),
    sees: ({ kind }) => kind !== 'CHARGE_CARD',
  },
  { person: OPERATOR, query: streamOf('chargeCardStatusChanged'), sees: ({ kind }) => kind === 'CHARGE_CARD' },
  {
    person: OPERATOR,
    query: streamOf('cardStatusChanged', ', programId: "office", to: [REQUESTED, REJECTED]'),
    sees: ({ kind, programId, toState }) =>
      kind === 'CARD' && programId === 'office' && (toState === 'REQUESTED' || toState === 'REJECTED'),
  },
  {
    person: OPERATOR,
    query: streamOf(
      'cardStatusChanged',
      ', to: [ORDERED]',
      `${EVENT} card { id state availableTransitions { command } }`,
    ),
    sees: ({ kind, toState }) => kind === 'CARD' && toState === 'ORDERED',
  },
  // Nobody who produces reads events of cards.
  { person: PRODUCER, query: streamOf('statusChanged'), sees: ({ kind }) => kind === 'PRODUCTION_OPERATION' },
  {
    person: PRODUCER,
    query: streamOf('productionStatusChanged', ', to: [REQUESTED]'),
    sees: ({ kind, toState }) => kind === 'PRODUCTION_OPERATION' && toState === 'REQUESTED',
  },
  ...HOLDERS.flatMap((holderId) => [
    {
      person: OPERATOR,
      query: streamOf('cardStatusChanged', `, holderId: "${holderId}"`),
      sees: (event: LoggedEvent) => event.kind === 'CARD' && event.holderId === holderId,
    },
    {
      person: { sub: holderId, roles: ['CARDHOLDER'] },
      query: streamOf('statusChanged'),
      sees: (event: LoggedEvent) => event.kind === 'CARD' && event.holderId === holderId,
    },
  ]),
];
