import type { CardProgram, Kiosk } from '@tessera/lifecycle';
import type { Database, SqlValue, Table, WriteSession } from '../persistence/database.js';
import type { SubjectTables } from '../log/subject-tables.js';
import { tableOfKind } from '../log/subject-tables.js';
import { columnList, marks } from '../persistence/sql-text.js';
import { inShortTransaction } from '../persistence/short-transaction.js';

/** The tenants of the development personas. */
export const DEMO_TENANTS = ['acme', 'globex'] as const;

type Seed<T> = Omit<T, 'tenantId'>;

const defaults = {
  kind: 'CARD',
  multipleOrdersPerHolder: false,
  multipleActivePerHolder: false,
  fourEyes: true,
  issuesCertificates: true,
  validityDays: 1_095,
  version: 1,
} as const;

const PROGRAMS: readonly Seed<CardProgram>[] = [
  {
    ...defaults,
    id: 'staff',
    name: 'Staff cards',
    approvalRequired: true,
    queueOrders: true,
    productionChannel: 'SIMULATED',
  },
  {
    ...defaults,
    id: 'contractor',
    name: 'Contractor cards',
    approvalRequired: true,
    queueOrders: false,
    validityDays: 365,
    productionChannel: 'KIOSK',
  },
  {
    ...defaults,
    id: 'campus',
    name: 'Campus cards',
    approvalRequired: false,
    queueOrders: false,
    issuesCertificates: false,
    productionChannel: 'SIMULATED',
  },
];

const KIOSKS: readonly Seed<Kiosk>[] = [
  { id: 'WIS00001', branch: 'main-street', status: 'READY', version: 1 },
  { id: 'WIS00002', branch: null, status: 'READY', version: 1 },
  { id: 'WIS00003', branch: 'main-street', status: 'NOT_READY', version: 1 },
];

/** Where the demo's rows go. */
export interface DemoSeedOptions {
  readonly database: Database;
  readonly subjects: SubjectTables;
}

/**
 * Gives the demo's tenants three card programs (approval and queue, approval only, neither) and three kiosks (ready, without a
 * branch, not ready). Rows that are there already stay as they are, however they were changed.
 */
export async function seedDemo({ database, subjects }: DemoSeedOptions): Promise<void> {
  await inShortTransaction(database, async (session) => {
    for (const tenantId of DEMO_TENANTS) {
      for (const program of PROGRAMS) {
        await insertIfAbsent(database, session, {
          table: tableOfKind(subjects, 'CARD_PROGRAM'),
          row: { ...program, tenantId },
        });
      }
      for (const kiosk of KIOSKS) {
        await insertIfAbsent(database, session, { table: tableOfKind(subjects, 'KIOSK'), row: { ...kiosk, tenantId } });
      }
    }
  });
}

async function insertIfAbsent(
  { dialect }: Database,
  session: WriteSession,
  { table, row }: { readonly table: Table; readonly row: CardProgram | Kiosk },
): Promise<void> {
  const values: SqlValue[] = table.columns.map(({ property, type }) =>
    dialect.encode(type, Reflect.get(row, property) ?? null),
  );
  const sql = `${dialect.insertIgnore} INTO ${table.name} (${columnList(table)}) VALUES (${marks(values.length)})`;
  await session.write(sql, values);
}
