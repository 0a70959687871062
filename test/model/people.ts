import type { Role, Viewer } from '@tessera/lifecycle';

/** Whose cards the walk is about: so few that their cards are in each other's way. */
export const HOLDERS = ['mara', 'ole', 'ines'];

/** The accounts that charge cards are activated in. */
export const ACCOUNTS = ['account-1', 'account-2', 'account-3'];

/** Everybody of a tenant: each role, some of them twice, and people with two roles. */
export function peopleOf(tenantId: string): Viewer[] {
  const somebody = (id: string, roles: readonly Role[], accountIds: readonly string[] = []): Viewer => {
    return { id, tenantId, roles, accountIds };
  };
  return [
    ...STAFF.flatMap((role) => [somebody(role.toLowerCase(), [role]), somebody(`other-${role.toLowerCase()}`, [role])]),
    ...HOLDERS.slice(1).map((id) => somebody(id, ['CARDHOLDER'])),
    somebody('mara', ['REQUESTER', 'CARDHOLDER']),
    somebody('both-desks', ['APPROVER', 'OPERATOR']),
    somebody('asking-approver', ['REQUESTER', 'APPROVER']),
    somebody('kiosk-operator', ['PRODUCER', 'OPERATOR']),
    somebody('owner-1', ['ACCOUNT_OWNER'], ['account-1']),
    somebody('owner-23', ['ACCOUNT_OWNER'], ['account-2', 'account-3']),
    somebody('admin-1', ['ACCOUNT_ADMIN'], ['account-1']),
    somebody('admin-23', ['ACCOUNT_ADMIN'], ['account-2', 'account-3']),
    somebody('owning-agent', ['SUPPORT_AGENT', 'ACCOUNT_OWNER'], ['account-2']),
    somebody('owning-administrator', ['ACCOUNT_OWNER', 'TENANT_ADMIN'], ['account-3']),
  ];
}

const STAFF: readonly Role[] = [
  'REQUESTER',
  'APPROVER',
  'OPERATOR',
  'PRODUCER',
  'TENANT_ADMIN',
  'CUSTOMER_SUPPORT',
  'SUPPORT_AGENT',
];
