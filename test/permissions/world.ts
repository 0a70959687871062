import type { TransitionCommand } from '../../packages/subgraph/src/log/transition-command.js';
import { DAY_MS, systemViewer } from '@tessera/lifecycle';
import { aPair } from '../support/charge-cards.js';
import { acceptedId, aCommand, aViewer } from '../support/log-stack.js';
import { startServerStack } from '../support/server-stack.js';

export type ServerStack = Awaited<ReturnType<typeof startServerStack>>;

/** The subjects of the matrix, by the names that its rows have for them. */
export type World = Awaited<ReturnType<typeof fill>>;

/** The persona who holds cards, and somebody else who does. */
export const HOLDER = 'mara.lind';
export const STRANGER = 'nils.holt';

/** The account of the personas who are customers, and somebody else's. */
export const ACCOUNT = 'acc_northwind';
export const OTHER_ACCOUNT = 'acc_southwind';

const REQUESTER = aViewer('REQUESTER', { id: 'rosa.brandt' });
const ADMIN = aViewer('TENANT_ADMIN');
const PRODUCER = aViewer('PRODUCER');

/** Starts a server on which nothing happens by itself, and fills tenant acme. */
export async function startWorld() {
  const stack = await startServerStack({
    TESSERA_BATCH_SYNC_MS: String(DAY_MS),
    TESSERA_PRINCIPAL_POINTS: '1000000000',
    TESSERA_TENANT_POINTS: '1000000000',
  });
  try {
    return { stack, ...(await prepare(stack)) };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

async function prepare(stack: ServerStack) {
  const start = { acme: await cursorOf(stack, 'operator'), globex: await cursorOf(stack, 'operator-b') };
  const world = await fill(stack);
  const last = {
    acme: await touchProgram(stack, 'acme', 'direct'),
    globex: await touchProgram(stack, 'globex', 'staff'),
  };
  return { world, start, last };
}

/** Writes an event that everybody of the tenant may read; answers its id. */
async function touchProgram({ server }: ServerStack, tenantId: string, subjectId: string): Promise<string> {
  const command = { kind: 'CARD_PROGRAM', command: 'update', subjectId, input: { name: 'Touched' } };
  const outcome = await server.services.writer.submit(
    aCommand({ ...command, viewer: aViewer('TENANT_ADMIN', { tenantId }) }),
  );
  if (outcome.type !== 'ACCEPTED') throw new Error(JSON.stringify(outcome));
  return outcome.event.id;
}

async function cursorOf(stack: ServerStack, as: string): Promise<string> {
  return String((await stack.ask({ query: '{ statusCursor }', as })).data?.['statusCursor']);
}

async function fill(stack: ServerStack) {
  const submit = async (command: Partial<TransitionCommand>) =>
    acceptedId(await stack.server.services.writer.submit(aCommand(command)));
  await addConfiguration(submit);
  const cards = await addCards(stack, submit);
  const temporaryCards = await addTemporaryCards(stack, submit, cards.stood);
  const chargeCards = await addChargeCards(stack, submit);
  return { ...cards, ...temporaryCards, ...chargeCards };
}

type Submit = (command: Partial<TransitionCommand>) => Promise<string>;

async function addConfiguration(submit: Submit): Promise<void> {
  const quick = { approvalRequired: false, queueOrders: false, productionChannel: 'KIOSK' };
  const many = { multipleOrdersPerHolder: true, multipleActivePerHolder: true };
  const programs = [
    { id: 'direct', name: 'Direct', kind: 'CARD', ...quick, ...many },
    { id: 'careful', name: 'Careful', kind: 'CARD', productionChannel: 'KIOSK', ...many },
    { id: 'visitors', name: 'Visitors', kind: 'TEMPORARY_CARD', ...quick, ...many },
    { id: 'queued', name: 'Queued', kind: 'TEMPORARY_CARD', ...quick, queueOrders: true },
  ];
  for (const input of programs) await submit({ kind: 'CARD_PROGRAM', command: 'create', input, viewer: ADMIN });
  const input = { id: 'WIS00009', branch: 'main-street', status: 'READY' };
  await submit({ kind: 'KIOSK', command: 'register', input, viewer: ADMIN });
}

async function operationOf(stack: ServerStack, type: 'card' | 'temporaryCard', id: string): Promise<string> {
  const { data } = await stack.ask({ query: `{ ${type}(id: "${id}") { production { id } } }` });
  return (data as Record<string, { production: { id: string } }>)[type]?.production.id ?? '';
}

/** Cards in the states that commands need; `own` ones are the cardholder's. */
async function addCards(stack: ServerStack, submit: Submit) {
  const register = (holderId: string, programId = 'direct') =>
    submit({ input: { programId, holderId, embossedName: 'SECRET NAME' } });
  const requested = async (holderId: string, programId?: string) => {
    const subjectId = await register(holderId, programId);
    return submit({ command: 'request', subjectId, viewer: REQUESTER });
  };
  const operation = { kind: 'PRODUCTION_OPERATION', viewer: PRODUCER };
  const produced = async (holderId: string) => {
    const id = await requested(holderId);
    await submit({ ...operation, command: 'complete', subjectId: await operationOf(stack, 'card', id) });
    return id;
  };
  const active = async (holderId: string) => submit({ command: 'activate', subjectId: await produced(holderId) });
  const failed = async (holderId: string) => {
    const id = await requested(holderId);
    const subjectId = await operationOf(stack, 'card', id);
    await submit({ ...operation, command: 'fail', input: { errorCode: 'UNKNOWN_ERROR' }, subjectId });
    return id;
  };
  const own = await active(HOLDER);
  const stood = await active(HOLDER);
  const ready = await produced(HOLDER);
  const fresh = await register(STRANGER);
  const asked = await requested(STRANGER, 'careful');
  const broken = await failed(STRANGER);
  // Of nobody whom the matrix asks as.
  const others = await register(STRANGER);
  await submit({ command: 'request', subjectId: others });
  const twice = await failed(HOLDER);
  await submit({ command: 'repeat', subjectId: twice });
  const waiting = await requested(STRANGER);
  const readyOperation = await operationOf(stack, 'card', waiting);
  await submit({ ...operation, command: 'ready', subjectId: readyOperation });
  return {
    ...{ own, stood, ready, fresh, asked, broken, others, readyOperation },
    ownOperation: await operationOf(stack, 'card', own),
    othersOperation: await operationOf(stack, 'card', others),
    secondOperation: await operationOf(stack, 'card', twice),
  };
}

async function addTemporaryCards(stack: ServerStack, submit: Submit, replacesCardId: string) {
  const own = { kind: 'TEMPORARY_CARD' };
  const order = (programId = 'visitors') => submit({ ...own, command: 'request', input: { programId } });
  const made = async () => {
    const id = await order();
    const subjectId = await operationOf(stack, 'temporaryCard', id);
    await submit({ kind: 'PRODUCTION_OPERATION', command: 'complete', subjectId, viewer: PRODUCER });
    return id;
  };
  const free = async () => submit({ ...own, command: 'initialize', subjectId: await made() });
  const assigned = async (input: Record<string, string>) =>
    submit({ ...own, command: 'assign', subjectId: await free(), input: { ...input, validUntil: inDays(5) } });
  const ownTemporary = await assigned({ holderId: HOLDER, replacesCardId });
  const othersTemporary = await assigned({ holderId: STRANGER });
  for (const subjectId of [ownTemporary, othersTemporary])
    await submit({ ...own, command: 'remind', subjectId, viewer: systemViewer('acme') });
  const returned = await assigned({ holderId: HOLDER });
  await submit({ ...own, command: 'withdraw', subjectId: returned, reason: 'RETURNED' });
  const queued = await order('queued');
  return { ownTemporary, othersTemporary, returned, queued, madeTemporary: await made(), freeTemporary: await free() };
}

/** So many days from now, as an input has it. */
export function inDays(days: number): Date & string {
  // Commands to the writer are given the time itself, requests its text: JSON makes the one of the other.
  return new Date(Date.now() + days * DAY_MS) as Date & string;
}

/** Charge cards in the states that commands need; those of the customers' account, of another one, and of none. */
async function addChargeCards(stack: ServerStack, submit: Submit) {
  let number = 0;
  const own = { kind: 'CHARGE_CARD', viewer: ADMIN };
  const imported = () => submit({ ...own, command: 'import', input: { ...aPair(++number) } });
  const bound = async (accountId: string, id?: string) =>
    submit({ ...own, command: 'startActivation', subjectId: id ?? (await imported()), input: { accountId } });
  const active = async (accountId: string) => {
    const subjectId = await bound(accountId);
    const viewer = aViewer('ACCOUNT_OWNER', { accountIds: [accountId] });
    return submit({ ...own, command: 'acceptTerms', subjectId, input: { subscriptionId: 'sub-1' }, viewer });
  };
  const changed = async (command: string, input = {}, accountId = ACCOUNT) =>
    submit({ ...own, command, subjectId: await active(accountId), input });
  const ownCharge = await active(ACCOUNT);
  const dead = await changed('deactivate');
  const deadElsewhere = await changed('deactivate', {}, OTHER_ACCOUNT);
  const moved = await bound(ACCOUNT, await successorOf(stack, deadElsewhere));
  const [blocked, suspended] = [await changed('block'), await changed('suspend')];
  const scheduled = await changed('scheduleDeactivation', { deactivatesAt: inDays(30) });
  const pair = aPair(number + 1);
  const freeCharge = await imported();
  const elsewhere = { othersCharge: await active(OTHER_ACCOUNT), freeCharge, freeContractId: pair.contractId };
  return { ownCharge, ownRfid: aPair(1).rfid, dead, moved, blocked, suspended, scheduled, ...elsewhere };
}

async function successorOf(stack: ServerStack, id: string): Promise<string> {
  const query = `{ chargeCard(id: "${id}") { duplicates { id } } }`;
  const { data } = await stack.ask({ query, as: 'tenant-admin' });
  const [successor] = (data as { chargeCard: { duplicates: { id: string }[] } }).chargeCard.duplicates;
  return successor?.id ?? '';
}
