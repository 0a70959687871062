import type { Role } from '@tessera/lifecycle';

/** Somebody whom the development issuer makes tokens for. */
export interface Persona {
  readonly name: string;
  readonly userId: string;
  readonly tenantId: string;
  readonly roles: readonly Role[];
  readonly accountIds: readonly string[];
}

/** The tenant that the demo data belongs to. */
const DEMO_TENANT = 'acme';

/** The second tenant, to see that neither reads the other. */
const OTHER_DEMO_TENANT = 'globex';

/** The people of the demo: one a role, and an operator of a second tenant. */
export const PERSONAS: readonly Persona[] = [
  person('requester', 'rosa.brandt', 'REQUESTER'),
  person('approver', 'anton.keller', 'APPROVER'),
  person('operator', 'olga.petrov', 'OPERATOR'),
  person('cardholder', 'mara.lind', 'CARDHOLDER'),
  person('producer', 'bureau-1', 'PRODUCER'),
  person('tenant-admin', 'tomas.novak', 'TENANT_ADMIN'),
  person('customer-support', 'carla.rossi', 'CUSTOMER_SUPPORT'),
  person('support-agent', 'samir.haddad', 'SUPPORT_AGENT'),
  customer('account-owner', 'ines.ferreira', 'ACCOUNT_OWNER'),
  customer('account-admin', 'jonas.berg', 'ACCOUNT_ADMIN'),
  { ...person('operator-b', 'bela.kovacs', 'OPERATOR'), tenantId: OTHER_DEMO_TENANT },
];

function person(name: string, userId: string, role: Role): Persona {
  return { name, userId, tenantId: DEMO_TENANT, roles: [role], accountIds: [] };
}

function customer(name: string, userId: string, role: Role): Persona {
  return { ...person(name, userId, role), accountIds: ['acc_northwind'] };
}
