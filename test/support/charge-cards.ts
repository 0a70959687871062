import type { ChargeCardState } from '@tessera/lifecycle';
import type { TransitionCommand } from '../../packages/subgraph/src/log/transition-command.js';
import type { createLogStack } from './log-stack.js';
import { acceptedId, aViewer } from './log-stack.js';

type LogStack = ReturnType<typeof createLogStack>;

/** What is printed on the plastic of a charge card, and in it. */
export interface Pair {
  readonly rfid: string;
  readonly contractId: string;
}

/** The staff of the charging operator, and the customers of account `northwind`. */
export const ADMIN = aViewer('TENANT_ADMIN');
export const SUPPORT = aViewer('CUSTOMER_SUPPORT');
export const AGENT = aViewer('SUPPORT_AGENT');
export const OWNER = aViewer('ACCOUNT_OWNER', { accountIds: ['northwind'] });
export const ACCOUNT_ADMIN = aViewer('ACCOUNT_ADMIN', { accountIds: ['northwind'] });

/** The owner of another account. */
export const STRANGER = aViewer('ACCOUNT_OWNER', { id: 'stranger', accountIds: ['southwind'] });

/** A pair that no other number has. */
export function aPair(number = 1): Pair {
  const digits = String(number).padStart(8, '0');
  return { rfid: `04AB${digits}`, contractId: `DE8AAC${digits}` };
}

/** So many pairs, all different. */
export function somePairs(count: number, first = 1): readonly Pair[] {
  return Array.from({ length: count }, (_, index) => aPair(first + index));
}

type Step = Partial<TransitionCommand> & { readonly command: string };

const STEPS = {
  startActivation: { command: 'startActivation', viewer: AGENT, input: { accountId: 'northwind' } },
  acceptTerms: { command: 'acceptTerms', viewer: OWNER, input: { subscriptionId: 'sub-1' } },
  block: { command: 'block', viewer: ADMIN },
  suspend: { command: 'suspend', viewer: ADMIN },
  deactivate: { command: 'deactivate', viewer: ADMIN },
} satisfies Record<string, Step>;

const ACTIVE: readonly Step[] = [STEPS.startActivation, STEPS.acceptTerms];

const WAYS: Readonly<Record<ChargeCardState, readonly Step[]>> = {
  INACTIVE: [],
  PENDING: [STEPS.startActivation],
  ACTIVE,
  BLOCKED: [...ACTIVE, STEPS.block],
  SUSPENDED: [...ACTIVE, STEPS.suspend],
  DEACTIVATED: [...ACTIVE, STEPS.deactivate],
};

/** The states of a charge card. */
export const CHARGE_STATES = Object.keys(WAYS) as readonly ChargeCardState[];

/** Imports the pair and brings its record into the state, in account `northwind`; answers the record's id. */
export async function chargeCardIn(stack: LogStack, state: ChargeCardState, pair: Pair = aPair()): Promise<string> {
  const own = { kind: 'CHARGE_CARD', viewer: ADMIN };
  const id = acceptedId(await stack.submit({ ...own, command: 'import', input: { ...pair } }));
  for (const step of WAYS[state]) acceptedId(await stack.submit({ ...own, ...step, subjectId: id }));
  return id;
}
