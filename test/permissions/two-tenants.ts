import type { LifecycleSubject, Viewer } from '@tessera/lifecycle';
import type { TransitionCommand } from '../../packages/subgraph/src/log/transition-command.js';
import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type { Chance, Target } from '../support/random-commands.js';
import type { World } from './world.js';
import { createHash } from 'node:crypto';
import { decodeRow } from '../../packages/subgraph/src/persistence/database.js';
import { subjectTables } from '../../packages/subgraph/src/registered-tables.js';
import { aPair } from '../support/charge-cards.js';
import { type createGraphStack } from '../support/graph-stack.js';
import { acceptedId, aCommand, aViewer, putKiosk, putProgram } from '../support/log-stack.js';
import { makeCommand } from '../support/random-commands.js';

export type GraphStack = ReturnType<typeof createGraphStack>;

/** The two tenants; every text that one of them gives begins with its name. */
export const TENANTS = ['acme', 'umbra'] as const;
export type Tenant = (typeof TENANTS)[number];

/** A viewer of the tenant; its people and accounts are named after it. */
export function viewerOf(tenantId: Tenant, role: Viewer['roles'][number]): Viewer {
  return aViewer(role, {
    tenantId,
    id: role === 'CARDHOLDER' ? `${tenantId} mara` : 'somebody',
    accountIds: [`${tenantId} account`],
  });
}

/** Gives both tenants the same configuration, then the same commands in turn, under the same keys. */
export async function liveAlike(stack: GraphStack, chances: readonly Chance[]): Promise<void> {
  for (const tenantId of TENANTS) await configure(stack.database, tenantId);
  for (const [index, chance] of chances.entries())
    for (const tenantId of TENANTS) {
      const command = makeCommand(chance, await readTargets(stack.database, tenantId), `request ${index}`);
      await stack.writer.submit(ofTenant(command, tenantId));
    }
  for (const tenantId of TENANTS) await addOthers(stack, tenantId);
}

async function configure(database: Database, tenantId: Tenant): Promise<void> {
  const named = { tenantId, name: `${tenantId} program` };
  await putProgram(database, { ...named, multipleOrdersPerHolder: true });
  await putProgram(database, { ...named, id: 'approved', approvalRequired: true });
  await putProgram(database, { ...named, id: 'visitors', kind: 'TEMPORARY_CARD' });
  await putKiosk(database, { tenantId, branch: `${tenantId} branch` });
}

/** The command as the tenant issues it: its texts and people are the tenant's own, its key is not. */
function ofTenant(command: TransitionCommand, tenantId: Tenant): TransitionCommand {
  const { viewer, input, comment, requestId } = command;
  const own = (text: unknown) => (typeof text === 'string' ? `${tenantId} ${text}` : null);
  const { holderId, embossedName } = input;
  const given = {
    ...(holderId && { holderId: own(holderId) }),
    ...(embossedName && { embossedName: own(embossedName) }),
  };
  return {
    ...command,
    viewer: { ...viewer, id: `${tenantId} ${viewer.id}`, tenantId },
    ...{ comment: own(comment), requestId: own(requestId), input: { ...input, ...given } },
  };
}

/** What chance leaves out: temporary cards and charge cards. */
async function addOthers(stack: GraphStack, tenantId: Tenant): Promise<void> {
  const as = (role: Viewer['roles'][number]) => ({
    viewer: viewerOf(tenantId, role),
    requestId: `${tenantId} request`,
  });
  const submit = async (command: Partial<TransitionCommand>) =>
    acceptedId(await stack.writer.submit(aCommand(command)));
  const operator = { ...as('OPERATOR'), kind: 'TEMPORARY_CARD' };
  const temporary = await submit({ ...operator, command: 'request', input: { programId: 'visitors' } });
  const operations = await readSubjects(stack.database, tenantId, 'PRODUCTION_OPERATION');
  const made = operations.find((each) => Reflect.get(each, 'subjectId') === temporary)?.id ?? '';
  await submit({ ...as('PRODUCER'), kind: 'PRODUCTION_OPERATION', command: 'complete', subjectId: made });
  await submit({ ...operator, command: 'initialize', subjectId: temporary });
  await submit({ ...operator, command: 'assign', subjectId: temporary, input: { holderId: `${tenantId} mara` } });
  const admin = { ...as('TENANT_ADMIN'), kind: 'CHARGE_CARD' };
  const first = tenantId === 'acme' ? 1 : 1_001;
  for (const number of [first, first + 1]) {
    const subjectId = await submit({ ...admin, command: 'import', input: { ...aPair(number) } });
    await submit({ ...admin, command: 'startActivation', subjectId, input: { accountId: `${tenantId} account` } });
    const accept = { kind: 'CHARGE_CARD', command: 'acceptTerms', input: { subscriptionId: `${tenantId} plan` } };
    await submit({ ...accept, ...as('ACCOUNT_OWNER'), subjectId });
    await submit({ ...admin, command: number === first ? 'deactivate' : 'block', subjectId });
  }
}

/** Everything of a kind that is stored for the tenant, by id. */
export async function readSubjects(database: Database, tenantId: Tenant, kind: string): Promise<LifecycleSubject[]> {
  const table = subjectTables(database).get(kind);
  if (table === undefined) throw new Error(`No table of kind ${kind}`);
  const rows = await database.read(`SELECT * FROM ${table.name} WHERE tenant_id = ? ORDER BY id`, [tenantId]);
  return rows.map((row) => decodeRow(database.dialect, table, row) as unknown as LifecycleSubject);
}

async function readTargets(database: Database, tenantId: Tenant): Promise<Target[]> {
  const targets = ['CARD', 'PRODUCTION_OPERATION'].map(async (kind) =>
    (await readSubjects(database, tenantId, kind)).map((subject) => ({ kind, subject }) as Target),
  );
  return (await Promise.all(targets)).flat();
}

/** The ids and texts that are the tenant's alone: subjects, events, and whatever its people wrote. */
export async function secretsOf(stack: GraphStack, tenantId: Tenant): Promise<readonly string[]> {
  const events = await stack.readEvents(tenantId);
  const subjects = events.map(({ subjectId }) => subjectId).filter((id) => /_/.test(id));
  const cursors = events.map(({ position }) => stack.services.cursors.statusCursor(tenantId, position));
  return [...new Set([tenantId, ...subjects, ...events.map(({ id }) => id), ...cursors])];
}

/** The matrix's subjects as ids of the tenant, each of its kind; with `disguise` as ids that nobody has. */
export async function worldOf(stack: GraphStack, tenantId: Tenant, disguise: (id: string) => string): Promise<World> {
  const some = async (kind: string) => disguise((await readSubjects(stack.database, tenantId, kind)).at(-1)?.id ?? '');
  const card = await some('CARD');
  const operation = await some('PRODUCTION_OPERATION');
  const temporary = await some('TEMPORARY_CARD');
  const charge = await some('CHARGE_CARD');
  const pair = aPair(disguise === unknownId ? 7_777 : tenantId === 'acme' ? 1 : 1_001);
  return {
    ...{ own: card, stood: card, ready: card, fresh: card, asked: card, broken: card, others: card },
    ...{ readyOperation: operation, ownOperation: operation, othersOperation: operation, secondOperation: operation },
    ...{ ownTemporary: temporary, othersTemporary: temporary, returned: temporary, queued: temporary },
    ...{ madeTemporary: temporary, freeTemporary: temporary },
    ...{ ownCharge: charge, dead: charge, moved: charge, blocked: charge, suspended: charge, scheduled: charge },
    ...{ othersCharge: charge, freeCharge: charge, ownRfid: pair.rfid, freeContractId: pair.contractId },
  };
}

/** An id of the same form that nobody has. */
export function unknownId(id: string): string {
  const digits = createHash('sha256').update(id).digest('hex');
  return `${id.split('_', 1)[0] ?? ''}_${digits.slice(0, 26)}`;
}

/** The database, with every statement noted that is sent to it, by whichever connection. */
export function noteStatements(database: Database): { readonly database: Database; readonly statements: string[] } {
  const statements: string[] = [];
  const noting = <T extends object>(target: T, wrap: (name: string | symbol, value: unknown) => unknown): T =>
    new Proxy(target, {
      get: (of, name) => {
        const value: unknown = Reflect.get(of, name);
        return typeof value === 'function' ? wrap(name, value.bind(of)) : value;
      },
    });
  const noteCall =
    (name: string | symbol, call: unknown) =>
    (...given: [string, ...unknown[]]) => {
      if (name === 'read' || name === 'write') statements.push(given[0]);
      const result = (call as (...given: unknown[]) => unknown)(...given);
      return name === 'openWriteSession'
        ? (result as Promise<object>).then((session) => noting(session, noteCall))
        : result;
    };
  return { database: noting(database, noteCall), statements };
}
