import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type { TransitionCommand } from '../../packages/subgraph/src/log/transition-command.js';
import { acceptedId, aViewer, createLogStack, putProgram, registerCard } from './log-stack.js';
import { TestClock } from './test-clock.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Due moments of the past whose timers have not fired, each as what it must lead to: the subject's id and the command. */
export type DueMoments = readonly (readonly [subjectId: string, command: string])[];

type Stack = ReturnType<typeof createLogStack>;

/** Lives through the last 70 days without a timer: all that became due in them is still to be done. */
export async function prepareDueMoments(database: Database): Promise<DueMoments> {
  const now = Date.now();
  const clock = new TestClock(new Date(now - 70 * DAY).toISOString());
  const stack = createLogStack(database, { clock });
  await putPrograms(database);
  const ofLongAgo = await registerLongAgo(stack);
  clock.set(new Date(now - 20 * DAY));
  const ofWeeksAgo = [
    ...(await activateCard(stack)),
    ...(await assignTemporaryCard(stack)),
    ...(await bindChargeCards(stack, now)),
  ];
  clock.set(new Date(now - HOUR));
  const queued = await queueCards(stack);
  return [...ofLongAgo, ...ofWeeksAgo, ...queued];
}

async function putPrograms(database: Database): Promise<void> {
  await putProgram(database, { id: 'short', validityDays: 10 });
  await putProgram(database, { id: 'queued', queueOrders: true, multipleOrdersPerHolder: true });
  await putProgram(database, { id: 'visitor', kind: 'TEMPORARY_CARD', validityDays: 14 });
  await putProgram(database, { id: 'visitor-queued', kind: 'TEMPORARY_CARD', queueOrders: true });
}

/** A card that is only registered, one in the queue, one whose production has not begun: all are too old by now. */
async function registerLongAgo(stack: Stack): Promise<DueMoments> {
  const registered = await registerCard(stack, { input: { programId: 'short', holderId: 'anna' } });
  const queued = await requestCard(stack, 'queued', 'bert');
  const ordered = await requestCard(stack, 'short', 'cleo');
  return [
    [registered, 'WIPE_PERSONALIZATION'],
    [queued, 'WIPE_PERSONALIZATION'],
    [queued, 'FAIL'],
    [ordered, 'WIPE_PERSONALIZATION'],
    [await operationOf(stack, ordered), 'CANCEL'],
  ];
}

async function activateCard(stack: Stack): Promise<DueMoments> {
  const card = await requestCard(stack, 'short', 'dora');
  await completeProduction(stack, card);
  await accept(stack, { command: 'activate', subjectId: card });
  return [[card, 'EXPIRE']];
}

async function assignTemporaryCard(stack: Stack): Promise<DueMoments> {
  const card = await requestTemporaryCard(stack, 'visitor');
  await completeProduction(stack, card);
  const own = { kind: 'TEMPORARY_CARD', subjectId: card };
  await accept(stack, { ...own, command: 'initialize' });
  await accept(stack, { ...own, command: 'assign', input: { holderId: 'emil' } });
  return [
    [card, 'REMIND'],
    [card, 'REMIND'],
    [card, 'EXPIRE'],
  ];
}

/** One whose terms nobody accepted, one whose subscription has ended. */
async function bindChargeCards(stack: Stack, now: number): Promise<DueMoments> {
  const own = { kind: 'CHARGE_CARD', viewer: aViewer('TENANT_ADMIN') };
  const bound = async (rfid: string, contractId: string) => {
    const card = await accept(stack, { ...own, command: 'import', input: { rfid, contractId } });
    await accept(stack, { ...own, command: 'startActivation', subjectId: card, input: { accountId: 'acc_1' } });
    return card;
  };
  const pending = await bound('04000001', 'DE8AAC00000001');
  const active = await bound('04000002', 'DE8AAC00000002');
  const owner = aViewer('ACCOUNT_OWNER', { accountIds: ['acc_1'] });
  const accepting = { kind: 'CHARGE_CARD', subjectId: active, viewer: owner };
  await accept(stack, { ...accepting, command: 'acceptTerms', input: { subscriptionId: 'sub_1' } });
  const input = { deactivatesAt: new Date(now - 5 * DAY) };
  await accept(stack, { ...accepting, command: 'scheduleDeactivation', input });
  return [
    [pending, 'LAPSE'],
    [active, 'END_SUBSCRIPTION'],
  ];
}

async function queueCards(stack: Stack): Promise<DueMoments> {
  return [
    [await requestCard(stack, 'queued', 'fred'), 'ORDER'],
    [await requestTemporaryCard(stack, 'visitor-queued'), 'ORDER'],
  ];
}

async function requestCard(stack: Stack, programId: string, holderId: string): Promise<string> {
  const card = await registerCard(stack, { input: { programId, holderId } });
  return accept(stack, { command: 'request', subjectId: card });
}

async function requestTemporaryCard(stack: Stack, programId: string): Promise<string> {
  const bulk = { rows: [{ programId }], rejects: 'EVERYTHING', whole: null } as const;
  const outcome = await stack.submit({ kind: 'TEMPORARY_CARD', command: 'request', bulk });
  const [row] = outcome.type === 'BULK' ? outcome.rows : [];
  if (row?.type !== 'ACCEPTED') throw new Error(`Not accepted: ${JSON.stringify(outcome)}`);
  return row.subject.id;
}

async function completeProduction(stack: Stack, cardId: string): Promise<void> {
  const subjectId = await operationOf(stack, cardId);
  await accept(stack, { kind: 'PRODUCTION_OPERATION', command: 'complete', subjectId, viewer: aViewer('PRODUCER') });
}

async function operationOf(stack: Stack, cardId: string): Promise<string> {
  const opened = (await stack.readEvents()).find(({ producibleId }) => producibleId === cardId);
  if (opened === undefined) throw new Error(`No operation of ${cardId}`);
  return opened.subjectId;
}

async function accept(stack: Stack, command: Partial<TransitionCommand>): Promise<string> {
  return acceptedId(await stack.submit(command));
}
