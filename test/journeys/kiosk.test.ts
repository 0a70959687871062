import type { TypedDocumentString } from '../__generated__/operations.js';
import {
  ApproveCardDocument,
  CardProductionDocument,
  CompleteProductionDocument,
  MarkProductionReadyDocument,
  RefuseProductionDocument,
  RegisterCardDocument,
  RepeatCardOrderDocument,
  RequestCardDocument,
  StartProductionDocument,
} from '../__generated__/operations.js';
import { startServerStack } from '../support/server-stack.js';

type Stack = Awaited<ReturnType<typeof startServerStack>>;

/** Sends a typed operation as a persona; its answer must have no errors. */
function speakTo({ ask }: Stack) {
  return async <R, V extends Record<string, unknown>>(
    as: string,
    document: TypedDocumentString<R, V>,
    variables: V,
  ): Promise<R> => {
    const { data, errors } = await ask({ query: document.toString(), variables, as });
    if (errors !== undefined)
      throw new Error(`${document.toString()}\n${JSON.stringify(variables)}\n${JSON.stringify(errors)}`);
    // The documents' types are made from the server's own schema.
    return data as R;
  };
}

describe('a card that is made at a kiosk', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startServerStack();
  });
  afterAll(() => stack.stop());

  it('is refused by kiosks that cannot make it, refused by the producer, repeated with a comment, and produced', async () => {
    const send = speakTo(stack);
    const registered = await send('requester', RegisterCardDocument, { programId: 'contractor', holderId: 'ole.vik' });
    const id = 'card' in registered.registerCard ? (registered.registerCard.card?.id ?? '') : '';
    expect(await send('requester', RequestCardDocument, { id })).toMatchObject({ requestCard: { to: 'REQUESTED' } });
    expect(await send('approver', ApproveCardDocument, { id })).toMatchObject({ approveCard: { to: 'ORDERED' } });
    const first = await productionOf(send, id);
    expect(first).toMatchObject({ state: 'REQUESTED', attempt: 1, kiosk: null });
    await send('producer', MarkProductionReadyDocument, { id: first.id });

    const start = (as: string, kioskId: string | null) => send(as, StartProductionDocument, { id: first.id, kioskId });
    expect(await start('operator', null)).toMatchObject({
      startProduction: { issues: [{ path: ['input', 'kioskId'], code: 'REQUIRED' }] },
    });
    expect(await start('operator', 'WIS99999')).toMatchObject({ startProduction: { guard: 'KIOSK_ID_NOT_FOUND' } });
    expect(await start('operator', 'WIS00002')).toMatchObject({
      startProduction: { guard: 'NO_BRANCH_LINKED_TO_KIOSK' },
    });
    expect(await start('operator', 'WIS00003')).toMatchObject({
      startProduction: { guard: 'PRINTER_OR_SATELLITE_NOT_READY' },
    });
    expect(await start('operator', 'WIS00001')).toMatchObject({ startProduction: { to: 'IN_PROGRESS' } });
    expect(await start('operator', 'WIS00001')).toMatchObject({ startProduction: { guard: 'REQUEST_ALREADY_EXISTS' } });

    const refusal = { id: first.id, errorCode: 'REQUEST_CREATED_BUT_NOT_STARTED' } as const;
    expect(await send('producer', RefuseProductionDocument, refusal)).toMatchObject({
      refuseProduction: { to: 'REQUEST_ERROR' },
    });
    const silent = await send('operator', RepeatCardOrderDocument, { id, comment: null });
    expect(silent).toMatchObject({ repeatCardOrder: { issues: [{ path: ['input', 'comment'], code: 'REQUIRED' }] } });
    const repeated = await send('operator', RepeatCardOrderDocument, {
      id,
      comment: 'No job at the kiosk: looked myself.',
    });
    expect(repeated).toMatchObject({ repeatCardOrder: { to: 'ORDERED' } });

    const second = await productionOf(send, id);
    expect(second).toMatchObject({
      attempt: 2,
      previousAttempt: { error: { code: refusal.errorCode, jobMayExist: true } },
    });
    const complete = () => send('producer', CompleteProductionDocument, { id: second.id });
    expect(await complete()).toMatchObject({ completeProduction: { to: 'PRODUCED', replayed: false } });
    expect(await complete()).toMatchObject({ completeProduction: { to: 'PRODUCED', replayed: true } });
    expect((await send('operator', CardProductionDocument, { id })).card?.state).toBe('PRODUCED');
  });
});

async function productionOf(send: ReturnType<typeof speakTo>, id: string) {
  const { card } = await send('operator', CardProductionDocument, { id });
  if (!card?.production) throw new Error('The card has no production');
  return card.production;
}
