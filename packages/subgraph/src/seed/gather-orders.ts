import type { PlannedCommand } from './seed-plan.js';
import { chunk } from '../log/subject-tables.js';
import { lastSync } from './seed-timing.js';

/** Temporary cards that one call orders. */
const MOST_OF_AN_ORDER = 9;
/** Charge cards that one call imports, in one transaction. */
const MOST_OF_A_DELIVERY = 500;

/**
 * Puts together what is ordered or delivered together, at the time of the first: temporary cards of a program in the orders of a day, so
 * that the same batch sync comes next, and charge cards in deliveries. Cards come earlier by it than planned, never later.
 */
export function gatherOrders(
  commands: readonly PlannedCommand[],
  deliveries: readonly number[],
): readonly PlannedCommand[] {
  const single = commands.filter(({ isBulk }) => !isBulk);
  const inBulk = commands.filter(({ isBulk }) => isBulk);
  const orders = groupBy(
    inBulk.filter(({ kind }) => kind === 'TEMPORARY_CARD'),
    ({ at, inputs }) => `${String(inputs[0]?.['programId'])} ${lastSync(at)}`,
  );
  const imports = groupBy(
    inBulk.filter(({ kind }) => kind === 'CHARGE_CARD').map((command) => deliver(command, deliveries)),
    ({ at }) => String(at),
  );
  return [
    ...single,
    ...orders.flatMap((group) => chunk(group, MOST_OF_AN_ORDER).flatMap(putTogether)),
    ...imports.flatMap((group) => chunk(group, MOST_OF_A_DELIVERY).flatMap(putTogether)),
  ];
}

/** With the last delivery before. */
function deliver(command: PlannedCommand, deliveries: readonly number[]): PlannedCommand {
  const at = deliveries.findLast((each) => each <= command.at);
  if (at === undefined) throw new Error('A charge card comes before the first delivery');
  return { ...command, at };
}

function putTogether(group: readonly PlannedCommand[]): readonly PlannedCommand[] {
  const [first] = group;
  if (first === undefined) return [];
  const keys = group.flatMap(({ target }) => (target.type === 'NEW' ? target.keys : []));
  return [{ ...first, target: { type: 'NEW', keys }, inputs: group.flatMap(({ inputs }) => inputs) }];
}

/** In order of time, within each group and among them. */
function groupBy(
  commands: readonly PlannedCommand[],
  nameOf: (command: PlannedCommand) => string,
): readonly (readonly PlannedCommand[])[] {
  const groups = new Map<string, PlannedCommand[]>();
  for (const command of commands.toSorted((one, other) => one.at - other.at)) {
    const group = groups.get(nameOf(command)) ?? [];
    group.push(command);
    groups.set(nameOf(command), group);
  }
  return [...groups.values()];
}
