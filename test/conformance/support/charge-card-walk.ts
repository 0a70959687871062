import type { ChargeCardState, Role, Viewer } from '@tessera/lifecycle';
import type { ConformanceStack } from './conformance-stack.js';
import { aViewer } from '../../support/log-stack.js';

/** The staff of the charging operator, and the customers of account `northwind`. */
export const TENANT_ADMIN = aViewer('TENANT_ADMIN');
export const CUSTOMER_SUPPORT = aViewer('CUSTOMER_SUPPORT');
export const SUPPORT_AGENT = aViewer('SUPPORT_AGENT');
export const ACCOUNT_OWNER = aViewer('ACCOUNT_OWNER', { accountIds: ['northwind'] });
export const ACCOUNT_ADMIN = aViewer('ACCOUNT_ADMIN', { accountIds: ['northwind'] });

/** The roles of the document’s last column, as it writes them. */
export const STAFF_AND_CUSTOMERS: readonly (readonly [name: string, viewer: Viewer])[] = [
  ['Tenant admin', TENANT_ADMIN],
  ['Customer support', CUSTOMER_SUPPORT],
  ['Support agent', SUPPORT_AGENT],
  ['(Sub-)Account owner', ACCOUNT_OWNER],
  ['(Sub-)Account admin', ACCOUNT_ADMIN],
];

/** Those of them that the document lists at the status Suspended. */
export const SUSPENDING_STAFF = STAFF_AND_CUSTOMERS.slice(0, 2);

/** Everybody else who may be at work in a tenant. */
export const UNINVOLVED: readonly Viewer[] = (
  ['REQUESTER', 'APPROVER', 'OPERATOR', 'CARDHOLDER', 'PRODUCER'] satisfies readonly Role[]
).map((role) => aViewer(role));

/** What is printed on the plastic and in it. */
export interface Plastic {
  readonly rfid: string;
  readonly contractId: string;
}

/** Plastic that no other number has. */
export function aPlastic(number = 1): Plastic {
  const digits = String(number).padStart(8, '0');
  return { rfid: `04AB${digits}`, contractId: `DE8AAC${digits}` };
}

type Step = (stack: ConformanceStack, id: string) => Promise<unknown>;

const STEPS = {
  startActivation: (stack, id) =>
    stack.perform(SUPPORT_AGENT, 'startChargeCardActivation', { id, accountId: 'northwind' }),
  acceptTerms: (stack, id) => stack.perform(ACCOUNT_OWNER, 'acceptChargeCardTerms', { id, subscriptionId: 'sub-1' }),
  block: (stack, id) => stack.perform(ACCOUNT_ADMIN, 'blockChargeCard', { id }),
  suspend: (stack, id) => stack.perform(CUSTOMER_SUPPORT, 'suspendChargeCard', { id }),
  deactivate: (stack, id) => stack.perform(TENANT_ADMIN, 'deactivateChargeCard', { id }),
} satisfies Record<string, Step>;

const ACTIVE = ['startActivation', 'acceptTerms'] as const;

const WAYS: Readonly<Record<ChargeCardState, readonly (keyof typeof STEPS)[]>> = {
  INACTIVE: [],
  PENDING: ['startActivation'],
  ACTIVE,
  BLOCKED: [...ACTIVE, 'block'],
  SUSPENDED: [...ACTIVE, 'suspend'],
  DEACTIVATED: [...ACTIVE, 'deactivate'],
};

/** Imports the plastic and brings its record into the state, in account `northwind`; answers the record’s id. */
export async function chargeCardIn(
  stack: ConformanceStack,
  state: ChargeCardState,
  plastic: Plastic = aPlastic(),
): Promise<string> {
  const id = await stack.perform(TENANT_ADMIN, 'importChargeCard', { ...plastic });
  for (const step of WAYS[state]) await STEPS[step](stack, id);
  return id;
}

/** What a charging station is told of the RFID. */
export async function askAsStation(stack: ConformanceStack, rfid: string): Promise<unknown> {
  const source = `query($rfid: String!) { chargeCardByRfid(rfid: $rfid) { authorization { valid whitelist result } } }`;
  const answer = await stack.ask(source, { variables: { rfid }, viewer: aViewer('PRODUCER') });
  return answer.at('chargeCardByRfid.authorization');
}
