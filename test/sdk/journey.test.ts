import type { Tessera } from '@tessera/sdk';
import {
  createTessera,
  GuardRefusedError,
  IdempotencyConflictError,
  InputInvalidError,
  ProductionWindowExpiredError,
  RefusalError,
  SubjectNotFoundError,
  TesseraError,
  TransitionNotAllowedError,
  TransitionNotPermittedError,
  VersionConflictError,
} from '@tessera/sdk';
import { fetchTokens } from '../support/persona-tokens.js';
import { startSdkStack } from '../support/sdk-stack.js';
import { startServerStack } from '../support/server-stack.js';
import { TestClock } from '../support/test-clock.js';

let stack: Awaited<ReturnType<typeof startSdkStack>>;
let requester: Tessera, approver: Tessera, operator: Tessera, producer: Tessera, cardholder: Tessera;
beforeAll(async () => {
  stack = await startSdkStack();
  requester = stack.as('requester');
  approver = stack.as('approver');
  operator = stack.as('operator');
  producer = stack.as('producer');
  cardholder = stack.as('cardholder');
});
afterAll(() => stack.stop());

/** The id of the subject that a command answers. */
function idOf(subject: { readonly id: string } | null): string {
  if (subject === null) throw new Error('The answer has no subject');
  return subject.id;
}

async function registerCard(holderId: string, programId = 'contractor'): Promise<string> {
  return idOf((await requester.cards.register({ programId, holderId })).card);
}

async function orderCard(holderId: string): Promise<string> {
  const id = await registerCard(holderId);
  await requester.cards.request(id);
  await approver.cards.approve(id);
  return id;
}

async function operationOf(cardId: string) {
  const { nodes } = await operator.production.list({ subjectId: cardId });
  return nodes[0]?.id ?? '';
}

/** What the call throws. */
async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a card', () => {
  it('goes from its registration to its lock, each step by who may take it', async () => {
    const id = await registerCard('mara.lind');
    const requested = await requester.cards.request(id, { comment: 'For the new colleague.' });
    expect(requested).toMatchObject({ from: 'REGISTERED', to: 'REQUESTED', replayed: false, dryRun: false });
    expect(requested.event).toMatchObject({ comment: 'For the new colleague.', actor: { role: 'REQUESTER' } });
    expect(await approver.cards.approve(id)).toMatchObject({ to: 'ORDERED', card: { id, state: 'ORDERED' } });

    const operation = await operationOf(id);
    await producer.production.ready(operation);
    await operator.production.start(operation, { kioskId: 'WIS00001' });
    expect(await producer.production.complete(operation)).toMatchObject({ operation: { status: 'SUCCESSFUL' } });
    expect(await producer.production.complete(operation)).toMatchObject({ replayed: true });
    expect(await operator.production.get(operation)).toMatchObject({ state: 'PRODUCED', subjectId: id });

    expect(await cardholder.cards.activate(id)).toMatchObject({ card: { state: 'ACTIVE', certificates: 'VALID' } });
    await operator.cards.deactivate(id, { reason: 'MISLAID' });
    await operator.cards.reactivate(id);
    const locked = await operator.cards.lock(id, { reason: 'STOLEN' });
    expect(locked.card).toMatchObject({ id, state: 'LOCKED', certificates: 'REVOKED', version: 9 });
    expect(await cardholder.cards.get(id)).toEqual(locked.card);

    const history = [];
    for await (const { to, sequence } of operator.cards.history(id, { first: 3 })) history.unshift([sequence, to]);
    expect(history).toEqual([
      ...[
        [1, 'REGISTERED'],
        [2, 'REQUESTED'],
        [3, 'ORDERED'],
        [4, 'IN_PRODUCTION'],
        [5, 'PRODUCED'],
      ],
      ...[
        [6, 'ACTIVE'],
        [7, 'INACTIVE'],
        [8, 'ACTIVE'],
        [9, 'LOCKED'],
      ],
    ]);
  });

  it('is only tried by a dry run', async () => {
    const id = await registerCard('dora.dry');
    expect(await requester.cards.request(id, { dryRun: true })).toMatchObject({ dryRun: true, event: null });
    expect(await requester.cards.get(id)).toMatchObject({ state: 'REGISTERED', version: 1 });
  });

  it('says by its events through which channel it was commanded', async () => {
    const id = await registerCard('chris.channel');
    const console = stack.as('requester', { channel: 'CONSOLE' });
    expect((await console.cards.request(id)).event).toMatchObject({ channel: 'CONSOLE' });
  });
});

describe('the other subjects', () => {
  it('a charge card is imported, activated by its owner, found by its RFID, and revealed', async () => {
    const support = stack.as('customer-support');
    const pair = { rfid: '04A2B3C4D5E6F7', contractId: 'DE8AAC12345678' };
    const id = idOf((await support.chargeCards.import(pair)).chargeCard);
    const owner = stack.as('account-owner');
    const given = { accountId: 'acc_northwind', subscriptionId: 's-1', contractId: pair.contractId };
    expect(await owner.chargeCards.activate(id, given)).toMatchObject({ chargeCard: { state: 'ACTIVE' } });
    expect(await support.chargeCards.getByRfid(pair.rfid)).toMatchObject({ id, authorization: { valid: true } });
    expect(await support.chargeCards.reveal(id)).toMatchObject({ rfid: pair.rfid });
    const { nodes } = await support.chargeCards.history(id);
    expect(nodes.map(({ command }) => command)).toEqual(['REVEAL', 'ACTIVATE', 'IMPORT']);
  });

  it('a temporary card is requested, made, assigned and given back', async () => {
    const { temporaryCards } = await operator.temporaryCards.request({ programId: 'visitor', count: 1 });
    const id = temporaryCards[0]?.id ?? '';
    await producer.production.complete(await operationOf(id));
    await operator.temporaryCards.initialize(id);
    const assigned = await operator.temporaryCards.assign(id, { holderId: 'vera.visitor' });
    expect(assigned.temporaryCard).toMatchObject({ state: 'ASSIGNED', holder: { id: 'vera.visitor' } });
    const back = await operator.temporaryCards.withdraw(id, { reason: 'RETURNED' });
    expect(back.temporaryCard).toMatchObject({ state: 'UNASSIGNED', holder: null });
  });

  it('a program and a kiosk are changed, and listed as they are then', async () => {
    const admin = stack.as('tenant-admin');
    await admin.programs.update('campus', { name: 'Campus' });
    await admin.kiosks.update('WIS00002', { branch: 'harbour' });
    expect(await admin.programs.list()).toContainEqual(expect.objectContaining({ id: 'campus', name: 'Campus' }));
    expect(await admin.kiosks.list()).toContainEqual(expect.objectContaining({ id: 'WIS00002', branch: 'harbour' }));
  });
});

describe('a refusal', () => {
  interface Refusal {
    readonly type: string;
    readonly errorClass: typeof RefusalError;
    /** Prepares what is refused, for a holder of its own; answers the call, of the commands that throw or of `result`. */
    readonly prepare: (holder: string) => Promise<(from: 'throwing' | 'result') => Promise<unknown>>;
    readonly fields: object;
  }
  const of = (client: Tessera, from: 'throwing' | 'result') => (from === 'result' ? client.result : client);

  const REFUSALS: readonly Refusal[] = [
    {
      ...{ type: 'TransitionNotAllowed', errorClass: TransitionNotAllowedError },
      prepare: async () => {
        const id = await registerCard('anna.allowed');
        return (from) => of(operator, from).cards.reactivate(id);
      },
      fields: {
        ...{ code: 'TRANSITION_NOT_ALLOWED', retryable: false, fromState: 'REGISTERED', allowed: ['REQUEST'] },
        commandName: 'REACTIVATE',
      },
    },
    {
      ...{ type: 'TransitionNotPermitted', errorClass: TransitionNotPermittedError },
      prepare: async () => {
        const id = await registerCard('paul.permitted');
        return (from) => of(requester, from).cards.approve(id);
      },
      fields: { code: 'TRANSITION_NOT_PERMITTED', retryable: false, requiredRoles: ['APPROVER'] },
    },
    {
      ...{ type: 'GuardRefused', errorClass: GuardRefusedError },
      prepare: async (holder) => {
        await orderCard(holder);
        const second = await registerCard(holder);
        return (from) => of(requester, from).cards.request(second);
      },
      fields: {
        ...{ code: 'GUARD_REFUSED', guard: 'ONE_OPEN_ORDER', option: 'multipleOrdersPerHolder' },
        conflictingId: expect.stringMatching(/^card_/) as unknown,
      },
    },
    {
      ...{ type: 'SubjectNotFound', errorClass: SubjectNotFoundError },
      prepare: () => Promise.resolve((from) => of(operator, from).cards.activate('card_unknown')),
      fields: { code: 'SUBJECT_NOT_FOUND', id: 'card_unknown' },
    },
    {
      ...{ type: 'VersionConflict', errorClass: VersionConflictError },
      prepare: async (holder) => {
        const id = await orderCard(holder);
        return (from) => of(approver, from).cards.reject(id, { comment: 'Too late.', expectedVersion: 2 });
      },
      fields: {
        ...{ code: 'VERSION_CONFLICT', expectedVersion: 2, currentVersion: 3 },
        since: [expect.objectContaining({ sequence: 3 })],
      },
    },
    {
      ...{ type: 'IdempotencyConflict', errorClass: IdempotencyConflictError },
      prepare: async () => {
        const idempotencyKey = 'the-same-for-two';
        await requester.cards.register({ programId: 'contractor', holderId: 'ida.one', idempotencyKey });
        return (from) =>
          of(requester, from).cards.register({ programId: 'contractor', holderId: 'ida.two', idempotencyKey });
      },
      fields: { code: 'IDEMPOTENCY_CONFLICT', idempotencyKey: 'the-same-for-two' },
    },
    {
      ...{ type: 'InputInvalid', errorClass: InputInvalidError },
      prepare: async () => {
        const id = await registerCard('iris.input');
        return (from) => of(operator, from).cards.lock(id, { reason: 'MISLAID' });
      },
      fields: {
        code: 'INPUT_INVALID',
        issues: [expect.objectContaining({ code: 'NOT_ONE_OF', path: ['input', 'reason'] })],
      },
    },
  ];

  it.each(REFUSALS)(
    '$type is thrown as its own class, with its fields',
    async ({ prepare, errorClass, type, fields }) => {
      const call = await prepare(`${type}.thrown`);
      const error = await refusalOf(call('throwing'));
      expect(error).toBeInstanceOf(errorClass);
      expect(error).toBeInstanceOf(RefusalError);
      expect(error).toBeInstanceOf(TesseraError);
      expect(error).toMatchObject({ ...fields, name: `${type}Error`, refusal: type });
      expect(error).toMatchObject({
        message: expect.any(String) as unknown,
        requestId: expect.stringMatching(/^[\w-]{8,}$/) as unknown,
      });
      expect(error).toHaveProperty('idempotencyKey', expect.any(String) as unknown);
    },
  );

  it.each(REFUSALS)('$type is a value in result', async ({ prepare, type, fields }) => {
    const call = await prepare(`${type}.result`);
    expect(await call('result')).toMatchObject({ ...fields, __typename: type, message: expect.any(String) as unknown });
  });

  it('ProductionWindowExpired is thrown, and is a value, for a card that is too old', async () => {
    const clock = new TestClock(new Date().toISOString());
    const { server, tokens, stop } = await startServerStack({}, { clock });
    const { url } = server;
    const young = createTessera({ url, token: tokens.get('requester') ?? '' });
    const id = idOf((await young.cards.register({ programId: 'staff', holderId: 'old.card' })).card);
    clock.advance(61 * 24 * 3_600_000);
    // The tokens have expired meanwhile.
    const late = createTessera({ url, token: (await fetchTokens(server.origin)).get('requester') ?? '' });
    const error = await refusalOf(late.cards.request(id));
    const fields = { code: 'PRODUCTION_WINDOW_EXPIRED', windowDays: 60, createdAt: expect.any(String) as unknown };
    expect(error).toBeInstanceOf(ProductionWindowExpiredError);
    expect(error).toMatchObject({ ...fields, retryable: false });
    expect(await late.result.cards.request(id)).toMatchObject({ ...fields, __typename: 'ProductionWindowExpired' });
    await stop();
  });
});

describe('an idempotency key that the caller gives', () => {
  it('makes the second call a replay of the first', async () => {
    const id = await registerCard('rita.replay');
    const input = { idempotencyKey: 'my-own-key', comment: 'Once.' };
    const first = await requester.cards.request(id, input);
    const second = await requester.cards.request(id, input);
    expect([first.replayed, second.replayed]).toEqual([false, true]);
    expect(second.event).toEqual(first.event);
    expect((await operator.cards.history(id)).nodes).toHaveLength(2);
  });

  it('is another one for each call without one', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => registerCard('many.cards')));
    expect(new Set(ids).size).toBe(5);
  });
});
