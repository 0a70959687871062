import type { SqlValue } from './database.js';
import type { SqlCondition } from './sql-text.js';
import { marks } from './sql-text.js';

/** The column that says whose a row is, for those who look after the rows of all tenants. */
export const TENANT_COLUMN = 'tenant_id';

/**
 * The rows of one tenant that fulfil the condition. Every statement about a tenant's rows gets its condition here, and names the
 * column nowhere else: a test of the architecture holds to it.
 */
export function inTenant(tenantId: string, sql: string, parameters: readonly SqlValue[] = []): SqlCondition {
  return allInTenant(tenantId, [{ sql, parameters }]);
}

/** The rows of one tenant that fulfil all of the conditions; without any, all its rows. */
export function allInTenant(tenantId: string, conditions: readonly SqlCondition[]): SqlCondition {
  return {
    sql: [OF_TENANT, ...conditions.map(({ sql }) => sql)].join(' AND '),
    parameters: [tenantId, ...conditions.flatMap(({ parameters }) => parameters)],
  };
}

/** As {@link inTenant}, for a statement that is made once: the tenant is the first of its condition's parameters. */
export function inOneTenant(sql: string): string {
  return `${OF_TENANT} AND ${sql}`;
}

/** What is one a tenant: its row. */
export const OF_TENANT = `${TENANT_COLUMN} = ?`;

/** The rows of several tenants, which are read together. */
export function inTenants(tenantIds: readonly string[]): SqlCondition {
  return { sql: `${TENANT_COLUMN} IN (${marks(tenantIds.length)})`, parameters: tenantIds };
}

/** What a cursor of a tenant is signed over. Clients hold cursors for as long as they like: it stays what it was at first. */
export function cursorScope(purpose: string, tenantId: string, content: string): string {
  return JSON.stringify([purpose, tenantId, content]);
}

/** One text for what a tenant knows by these names: of no other tenant and no other names is it the same. */
export function tenantKey(tenantId: string, ...names: readonly string[]): string {
  return JSON.stringify([tenantId, ...names]);
}
