import type { Act, Effect, ModelCommand, Row, Rules } from './model-command.js';
import type { Thing } from './thing.js';

const PENDING = ['REQUESTED', 'READY', 'IN_PROGRESS'];

/** Section 4 of the rules: production operations. */
export const PRODUCTION_RULES: Rules = {
  request: [
    {
      from: null,
      to: 'REQUESTED',
      who: ['SYSTEM'],
      change: ({ thing }) => {
        if (thing.producible !== null) thing.producible.attempts = thing.attempt;
      },
    },
  ],
  ready: [{ from: ['REQUESTED'], to: 'READY', who: ['PRODUCER', 'SYSTEM'] }],
  start: [
    {
      from: ['READY'],
      to: 'IN_PROGRESS',
      who: ['OPERATOR', 'PRODUCER', 'SYSTEM'],
      isInWindow: true,
      guards: [kioskIsReady],
      change: ({ world, thing, input }) => {
        thing.kioskId = input.kioskId ?? null;
        thing.startedAt = world.now;
      },
      effects: ({ thing }) => onCard(thing, { command: 'startProduction' }),
    },
  ],
  complete: [
    {
      from: PENDING,
      to: 'PRODUCED',
      who: ['PRODUCER', 'SYSTEM'],
      change: end,
      effects: ({ thing }) => onCard(thing, { command: 'completeProduction' }),
    },
  ],
  refuse: [failing('REQUEST_ERROR', 'PRODUCTION_REFUSED')],
  fail: [failing('PRODUCTION_ERROR', 'PRODUCTION_FAILED')],
  cancel: [
    {
      from: ['REQUESTED', 'READY'],
      to: 'CANCELED',
      who: ['OPERATOR', 'SYSTEM'],
      change: end,
      effects: ({ thing, role }) => {
        const reason = role === 'SYSTEM' ? 'PRODUCTION_WINDOW_EXPIRED' : 'PRODUCTION_CANCELED';
        return onCard(thing, { command: 'fail', reason, errorCode: null });
      },
    },
  ],
};

/**
 * What becomes of a report that repeats: `replayed`, REQUEST_ALREADY_EXISTS, or null where it is decided as any command. `isOperator`
 * says that the viewer would start in the role OPERATOR.
 */
export function repeatedReport({ command, input }: ModelCommand, operation: Thing, isOperator: boolean): string | null {
  const { state } = operation;
  const hasSameCode = (input.errorCode ?? null) === operation.errorCode;
  switch (command) {
    case 'ready':
      return ['READY', 'IN_PROGRESS', 'PRODUCED'].includes(state) ? 'replayed' : null;
    case 'start':
      if (state !== 'IN_PROGRESS' && state !== 'PRODUCED') return null;
      return isOperator || isElsewhere(input.kioskId ?? null, operation) ? 'REQUEST_ALREADY_EXISTS' : 'replayed';
    case 'complete':
      return state === 'PRODUCED' ? 'replayed' : null;
    case 'refuse':
      return state === 'REQUEST_ERROR' && hasSameCode ? 'replayed' : null;
    case 'fail':
      return state === 'PRODUCTION_ERROR' && hasSameCode ? 'replayed' : null;
    default:
      return null;
  }
}

/** Where none is said, none is another; and a start that was skipped was nowhere. */
function isElsewhere(kioskId: string | null, operation: Thing): boolean {
  return operation.startedAt !== null && kioskId !== null && kioskId !== operation.kioskId;
}

function kioskIsReady({ world, thing, input }: Act): string | null {
  const kioskId = input.kioskId ?? null;
  if (kioskId === null) return null;
  const kiosk = world.find(thing.tenantId, 'KIOSK', kioskId);
  if (kiosk === undefined) return 'KIOSK_ID_NOT_FOUND';
  if (kiosk.branch === null) return 'NO_BRANCH_LINKED_TO_KIOSK';
  return kiosk.status === 'READY' ? null : 'PRINTER_OR_SATELLITE_NOT_READY';
}

function failing(to: string, reason: 'PRODUCTION_REFUSED' | 'PRODUCTION_FAILED'): Row {
  return {
    from: PENDING,
    to,
    who: ['PRODUCER', 'SYSTEM'],
    change: (act) => {
      end(act);
      act.thing.errorCode = act.input.errorCode ?? null;
    },
    effects: ({ thing, input }) => onCard(thing, { command: 'fail', reason, errorCode: input.errorCode ?? null }),
  };
}

function end({ world, thing }: Act): void {
  thing.endTime = world.now;
}

function onCard({ producible }: Thing, effect: Omit<Effect, 'thing'>): readonly Effect[] {
  if (producible === null) throw new Error('The model has an operation without its card');
  return [{ thing: producible, ...effect }];
}
