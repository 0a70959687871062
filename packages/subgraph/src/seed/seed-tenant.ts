import type { ProductionErrorCode } from '@tessera/lifecycle';
import type { Logger } from 'pino';
import type { MacKeys } from '../log/chain.js';
import type { TransitionSink } from '../log/transition-command.js';
import type { Database } from '../persistence/database.js';
import type { ProductionOrder } from '../production/production-channel.js';
import type { Watch } from './plan-runner.js';
import type { SeedPlan } from './seed-plan.js';
import { LIFECYCLES } from '@tessera/lifecycle';
import { createDueRowRunner } from '../jobs/due-row-runner.js';
import { createTransitionWriter } from '../log/transition-writer.js';
import { SimulatedChannel } from '../production/simulated-channel.js';
import { logTables, subjectTables } from '../registered-tables.js';
import { CardIds } from './card-ids.js';
import { clearDemoLog } from './clear-demo-log.js';
import { FaultyChannel } from './faulty-channel.js';
import { HistoryTimers } from './history-timers.js';
import { inOneTransaction } from './one-transaction.js';
import { PlanRunner } from './plan-runner.js';
import { BATCH_SYNC_MS, SIMULATED_STEP_MS } from './seed-timing.js';
import { SteppedClock } from './stepped-clock.js';

/** What a tenant is seeded with. */
export interface SeedParts {
  readonly database: Database;
  readonly macKeys: MacKeys;
  readonly logger: Logger;
  readonly tenantId: string;
  readonly plan: SeedPlan;
  readonly watch: Watch;
}

/**
 * Writes the history of a tenant that has none but the demo of a server's start, by the log writer and the jobs of a server, at the times of the plan. All of it is written or
 * nothing: it throws when it is told to stop, when a command of the plan is refused, and when somebody else has begun the log.
 */
export function seedTenant({ database, ...parts }: SeedParts): Promise<void> {
  return inOneTransaction(database, async (inside) => {
    await clearDemoLog(inside, parts.tenantId);
    await writeHistory({ ...parts, database: inside });
  });
}

async function writeHistory({ database, macKeys, logger, tenantId, plan, watch }: SeedParts): Promise<void> {
  const clock = new SteppedClock(plan.start.getTime());
  const rules = { lifecycles: LIFECYCLES, settings: { batchSyncMs: BATCH_SYNC_MS }, clock, macKeys };
  const tables = { log: logTables(database), subjects: subjectTables(database) };
  const writer = createTransitionWriter({ ...tables, ...rules, database, logger, onCommit: () => undefined });
  const ids = new CardIds(database, tenantId, plan.cards);
  const shared = { database, writer, clock, logger, end: plan.end.getTime() };
  const timers = createTimers(shared, (order) => findFault(plan, ids, order));
  try {
    await new PlanRunner({ writer, clock, timers, ids }).run(plan, watch);
  } finally {
    await writer.close();
  }
}

/** The jobs of a server, on the clock of history. */
function createTimers(
  shared: {
    readonly database: Database;
    readonly writer: TransitionSink;
    readonly clock: SteppedClock;
    readonly logger: Logger;
    readonly end: number;
  },
  faultOf: (order: ProductionOrder) => ProductionErrorCode | null,
): HistoryTimers {
  const simulator = new SimulatedChannel({ ...shared, stepMs: SIMULATED_STEP_MS, failCode: null });
  const channels = new Map([['SIMULATED', new FaultyChannel(simulator, faultOf)]] as const);
  const subjects = subjectTables(shared.database);
  const runner = createDueRowRunner({ ...shared, subjects, lifecycles: LIFECYCLES, channels });
  return new HistoryTimers({ ...shared, runner, simulator });
}

function findFault({ faults }: SeedPlan, ids: CardIds, order: ProductionOrder): ProductionErrorCode | null {
  const key = ids.keyOf(order.subjectId);
  return faults.find((fault) => fault.key === key && fault.attempt === order.attempt)?.code ?? null;
}
