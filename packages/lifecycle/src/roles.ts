/**
 * The roles of all four lifecycles, as the tokens and the GraphQL enum `CardRole` spell them, each with what it is.
 * `SYSTEM` acts for effects, timers and jobs and is never accepted in a token.
 */
export const ROLES = {
  REQUESTER: 'Asks for cards, for themself or for others.',
  APPROVER: 'Approves or rejects requests for cards.',
  OPERATOR: 'Runs the card office.',
  CARDHOLDER: 'The person a card is for. Counts only on the cards they hold.',
  PRODUCER: 'A machine account: a bureau, a kiosk, a station.',
  TENANT_ADMIN: 'Staff of the charging operator who also administers card programs and kiosks.',
  CUSTOMER_SUPPORT: 'Staff of the charging operator with the right to suspend and resume.',
  SUPPORT_AGENT: 'Staff of the charging operator.',
  ACCOUNT_OWNER: 'A customer who owns the accounts named in the token. Counts only on their charge cards.',
  ACCOUNT_ADMIN: 'A customer who administers the accounts named in the token. Counts only on their charge cards.',
  SYSTEM: 'Effects, timers and jobs. Never in a token.',
} as const;

/** One of the roles above. */
export type Role = keyof typeof ROLES;

/** The roles a token may carry: all but `SYSTEM`. */
export const CALLER_ROLES: readonly Role[] = (Object.keys(ROLES) as Role[]).filter((role) => role !== 'SYSTEM');

/** Roles tied to a person or to accounts: they count only on subjects that this very role reads. */
export const PERSONAL_ROLES: ReadonlySet<Role> = new Set<Role>(['CARDHOLDER', 'ACCOUNT_OWNER', 'ACCOUNT_ADMIN']);

/** Roles that read everything in their tenant. */
export const TENANT_READERS = [
  'REQUESTER',
  'APPROVER',
  'OPERATOR',
  'TENANT_ADMIN',
  'CUSTOMER_SUPPORT',
  'SUPPORT_AGENT',
] as const satisfies readonly Role[];

/** Who asks: the verified content of a token, or the system itself. */
export interface Viewer {
  /** The person's `User.id` (the token's `sub`), or the name of a job. */
  readonly id: string;
  readonly tenantId: string;
  readonly roles: readonly Role[];
  readonly accountIds: readonly string[];
}

/** The viewer that timers, jobs and channels act as. */
export function systemViewer(tenantId: string, id = 'system'): Viewer {
  return { id, tenantId, roles: ['SYSTEM'], accountIds: [] };
}
