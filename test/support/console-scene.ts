import type { Tessera } from '@tessera/sdk';
import type { ConsoleStack } from './console-stack.js';
import { poll } from './poll.js';

/** The ids of things in the states that they are named by. */
export interface ConsoleScene {
  readonly cards: Readonly<Record<'registered' | 'requested' | 'failed' | 'produced' | 'active' | 'locked', string>>;
  readonly temporaryCards: Readonly<Record<'pool' | 'assigned', string>>;
  readonly chargeCards: Readonly<Record<'inactive' | 'active' | 'blocked', string>>;
  readonly operations: Readonly<Record<'ready' | 'started' | 'failed', string>>;
}

/** The contract ids of its charge cards. */
export const CONTRACT_IDS = { inactive: 'DE8AAC00000001', active: 'DE8AAC00000002', blocked: 'DE8AAC00000003' };

/** Makes something of everything that the console shows, by calls of the personas. `mara.lind`, who is one, holds the active card. */
export async function createScene({ as }: Pick<ConsoleStack, 'as'>): Promise<ConsoleScene> {
  const [operations, temporaryCards, chargeCards] = await Promise.all([
    makeOperations(as),
    makeTemporaryCards(as('operator')),
    makeChargeCards(as),
  ]);
  const { cardId: failed, ...others } = operations;
  return { cards: { failed, ...(await makeCards(as)) }, operations: others, temporaryCards, chargeCards };
}

/** Registers a card, and requests it where that is said; answers its id. */
export async function makeCard(
  requester: Tessera,
  { programId = 'staff', holderId }: { readonly programId?: string; readonly holderId: string },
  isRequested = true,
): Promise<string> {
  const { card } = await requester.cards.register({ programId, holderId });
  const id = card?.id ?? '';
  if (isRequested) await requester.cards.request(id);
  return id;
}

/** Has a card made that needs no approval; resolves with its id when it can be activated. */
export async function makeProducedCard(operator: Tessera, holderId: string): Promise<string> {
  const id = await makeCard(operator, { programId: 'campus', holderId });
  await poll('the card is produced', async () => (await operator.cards.get(id))?.state === 'PRODUCED');
  return id;
}

async function makeCards(as: ConsoleStack['as']): Promise<Omit<ConsoleScene['cards'], 'failed'>> {
  const operator = as('operator');
  const requester = as('requester');
  const [registered, requested, produced, active, locked] = await Promise.all([
    makeCard(requester, { holderId: 'ana.diaz' }, false),
    makeCard(requester, { holderId: 'jo.park' }),
    makeProducedCard(operator, 'li.wei'),
    makeProducedCard(operator, 'mara.lind'),
    makeProducedCard(operator, 'tom.hall'),
  ]);
  for (const id of [active, locked]) await operator.cards.activate(id);
  await operator.cards.lock(locked, { reason: 'STOLEN' });
  return { registered, requested, produced, active, locked };
}

/** Three cards at the kiosks: one waits, one is being made, one could not be. */
async function makeOperations(as: ConsoleStack['as']) {
  const producer = as('producer');
  const order = async (holderId: string) => {
    const cardId = await makeCard(as('requester'), { programId: 'contractor', holderId });
    await as('approver').cards.approve(cardId);
    const { nodes } = await producer.production.list({ subjectId: cardId });
    const id = nodes[0]?.id ?? '';
    await producer.production.ready(id);
    return { id, cardId };
  };
  const [waiting, begun, broken] = await Promise.all(['eva.brun', 'max.roth', 'nia.cole'].map(order));
  for (const operation of [begun, broken])
    await as('operator').production.start(operation?.id ?? '', { kioskId: 'WIS00001' });
  const fault = { errorCode: 'PRT_RIBBON_ENDED', description: 'Out of ribbon.' } as const;
  await producer.production.fail(broken?.id ?? '', fault);
  const [ready = '', started = '', failed = ''] = [waiting, begun, broken].map((operation) => operation?.id);
  return { ready, started, failed, cardId: broken?.cardId ?? '' };
}

async function makeTemporaryCards(operator: Tessera): Promise<ConsoleScene['temporaryCards']> {
  const { temporaryCards } = await operator.temporaryCards.request({ programId: 'visitor', count: 3 });
  const [pool = '', assigned = '', produced = ''] = temporaryCards.map(({ id }) => id);
  for (const id of [pool, assigned, produced])
    await poll('it is produced', async () => (await operator.temporaryCards.get(id))?.state === 'PRODUCED');
  for (const id of [pool, assigned]) await operator.temporaryCards.initialize(id);
  await operator.temporaryCards.assign(assigned, { holderId: 'ole.vik' });
  return { pool, assigned };
}

async function makeChargeCards(as: ConsoleStack['as']): Promise<ConsoleScene['chargeCards']> {
  const { chargeCards } = as('customer-support');
  const make = async (contractId: string) => {
    const { chargeCard } = await chargeCards.import({ rfid: `04AB${contractId.slice(-8)}`, contractId });
    return chargeCard?.id ?? '';
  };
  const inactive = await make(CONTRACT_IDS.inactive);
  const active = await make(CONTRACT_IDS.active);
  const blocked = await make(CONTRACT_IDS.blocked);
  for (const id of [active, blocked]) {
    await chargeCards.startActivation(id, { accountId: 'acc_northwind' });
    await as('account-owner').chargeCards.acceptTerms(id, { subscriptionId: 'sub-1' });
  }
  await chargeCards.scheduleDeactivation(active, {
    deactivatesAt: new Date(Date.now() + 5 * 86_400_000).toISOString(),
  });
  await chargeCards.block(blocked, { reason: 'MISLAID' });
  return { inactive, active, blocked };
}
