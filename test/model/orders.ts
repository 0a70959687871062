import type { Act, Effect, Row } from './model-command.js';
import type { Thing } from './thing.js';
import { aThing } from './thing.js';

// What cards and temporary cards have in common: how they are ordered and produced.

/** Where an order goes that nobody has to approve any more. */
export function queuedOrOrdered({ world, thing }: Act): string {
  return world.optionsOf(thing).queueOrders ? 'PROCESSING' : 'ORDERED';
}

/** Batch sync hands the order over. */
export const ORDER: readonly Row[] = [{ from: ['PROCESSING'], to: 'ORDERED', who: ['SYSTEM'], effects: openOperation }];

/** The operation was started. */
export const START_PRODUCTION: readonly Row[] = [{ from: ['ORDERED'], to: 'IN_PRODUCTION', who: ['SYSTEM'] }];

/** The operation made the card. */
export const COMPLETE_PRODUCTION: readonly Row[] = [
  { from: ['ORDERED', 'IN_PRODUCTION'], to: 'PRODUCED', who: ['SYSTEM'] },
];

/** The order came to nothing. */
export const FAIL: Row = {
  from: ['PROCESSING', 'ORDERED', 'IN_PRODUCTION'],
  to: 'FAILED',
  who: ['SYSTEM'],
  change: ({ thing, errorCode }) => {
    thing.errorCode = errorCode;
  },
};

/** Opens an operation when the command leads to ORDERED; `to` as in the row. */
export function openIfOrdered(to: (act: Act) => string): (act: Act) => readonly Effect[] {
  return (act) => (to(act) === 'ORDERED' ? openOperation(act) : []);
}

function openOperation({ world, thing: card }: Act): readonly Effect[] {
  const { tenantId, programId, holderId } = card;
  const attempt = world.operationsOf(card).length + 1;
  const channel = world.optionsOf(card).productionChannel;
  const given = { programId, holderId, attempt, channel, producible: card };
  const operation = aThing({ kind: 'PRODUCTION_OPERATION', tenantId, createdAt: world.now, ...given });
  return [{ thing: operation, command: 'request' }];
}

/** The other cards of the same holder and program in one of the states. */
export function othersOfHolder({ world, thing }: Pick<Act, 'world' | 'thing'>, states: readonly string[]): Thing[] {
  return world
    .ofKind(thing.tenantId, thing.kind)
    .filter(
      (other) =>
        other !== thing &&
        other.holderId === thing.holderId &&
        other.programId === thing.programId &&
        states.includes(other.state),
    );
}
