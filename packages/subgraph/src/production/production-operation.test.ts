import type { Viewer } from '@tessera/lifecycle';
import type { Answer } from '../../../../test/support/graph-stack.js';
import { describeOnEachDatabase } from '../../../../test/support/databases.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer, putKiosk, putProgram, registerCard } from '../../../../test/support/log-stack.js';

const SHOWN = `{
  id state status startTime endTime attempt previousAttempt { id } details { status reason }
  kiosk { status kioskId occurredAt errorCode description } error { code category retryable jobMayExist }
}`;

const producer = aViewer('PRODUCER');

type Stack = ReturnType<typeof createGraphStack>;

/** Registers and requests a card; answers its operation's id. */
async function openOperation(stack: Stack, programId = 'direct'): Promise<string> {
  const id = await registerCard(stack, { input: { programId, holderId: 'mara' } });
  await stack.submit({ command: 'request', subjectId: id });
  return (await stack.ask(`{ card(id: "${id}") { production { id } } }`)).text('card.production.id');
}

/** Issues a production's command with the input, as a producer unless told otherwise. */
async function report(
  stack: Stack,
  mutation: string,
  { viewer = producer, ...input }: { readonly viewer?: Viewer; readonly [field: string]: unknown },
): Promise<Answer> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const source = `mutation($input: ${type}!) { result: ${mutation}(input: $input) {
    ... on ProductionTransition { operation ${SHOWN} event { sequence command } from to replayed dryRun }
    ... on TransitionRefusal { code } ... on GuardRefused { guard } ... on TransitionNotAllowed { allowed }
  } }`;
  return stack.ask(source, { variables: { input }, viewer });
}

describeOnEachDatabase('a production operation', ({ open }) => {
  it('is told in a bureau’s and a kiosk’s words, from its request to its end', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await putKiosk(opened.database);
    await using stack = createGraphStack(opened.database);
    const requestedAt = stack.clock.now().toISOString();
    const id = await openOperation(stack);
    const seen = async () =>
      (await stack.ask(`{ productionOperation(id: "${id}") ${SHOWN} }`)).at('productionOperation');
    const pending = { status: 'PENDING', startTime: requestedAt, endTime: null, error: null };
    const ready = { status: 'CARD_PROD_READY', reason: null };
    const atKiosk = { kioskId: null, occurredAt: null, errorCode: null, description: null };
    expect(await seen()).toMatchObject({ ...pending, details: { status: 'CARD_PROD_REQUESTED' }, kiosk: null });
    await report(stack, 'markProductionReady', { id });
    expect(await seen()).toMatchObject({ ...pending, details: ready, kiosk: { ...atKiosk, status: 'READY' } });
    stack.clock.advance(1_000);
    const occurredAt = stack.clock.now().toISOString();
    await report(stack, 'startProduction', { id, kioskId: 'WIS00001', viewer: aViewer('OPERATOR') });
    const started = { ...atKiosk, kioskId: 'WIS00001', occurredAt };
    expect(await seen()).toMatchObject({ ...pending, details: ready, kiosk: { ...started, status: 'IN_PROGRESS' } });
    stack.clock.advance(1_000);
    await report(stack, 'failProduction', { id, errorCode: 'UNKNOWN_ERROR', description: 'Tray 2.' });
    expect(await seen()).toEqual({
      id,
      state: 'PRODUCTION_ERROR',
      status: 'FAILED',
      startTime: requestedAt,
      endTime: stack.clock.now().toISOString(),
      attempt: 1,
      previousAttempt: null,
      details: { status: 'CARD_PROD_EXCEPTION', reason: 'UNKNOWN_ERROR' },
      kiosk: { ...started, status: 'PRODUCTION_ERROR', errorCode: 'UNKNOWN_ERROR', description: 'Tray 2.' },
      error: { code: 'UNKNOWN_ERROR', category: 'PRODUCTION', retryable: true, jobMayExist: false },
    });
  });

  it.each([
    ['completeProduction', {}, 'SUCCESSFUL', 'CARD_PROD_DONE', { status: 'PRODUCED', errorCode: null }],
    [
      'refuseProduction',
      { errorCode: 'REQUEST_CREATED_BUT_NOT_STARTED' },
      'FAILED',
      'DATA_EXCEPTION',
      { status: 'REQUEST_ERROR', errorCode: 'REQUEST_CREATED_BUT_NOT_STARTED' },
    ],
    ['cancelProduction', {}, 'FAILED', 'CARD_PROD_CANCELED', null],
  ])(
    'after %s has an end, and a reason exactly after an error',
    async (...[mutation, input, status, issuance, kiosk]) => {
      await using opened = await open();
      await putProgram(opened.database);
      await putProgram(opened.database, { id: 'bureau', productionChannel: 'BUREAU', multipleOrdersPerHolder: true });
      await using stack = createGraphStack(opened.database);
      const viewer = aViewer('PRODUCER', { roles: ['PRODUCER', 'OPERATOR'] });
      const reason = kiosk?.errorCode ?? null;
      for (const programId of ['direct', 'bureau']) {
        const id = await openOperation(stack, programId);
        const answer = await report(stack, mutation, { id, ...input, viewer });
        expect(answer.at('result.operation')).toMatchObject({
          status,
          endTime: stack.clock.now().toISOString(),
          details: { status: issuance, reason },
        });
        const shown = answer.at('result.operation.kiosk');
        if (kiosk === null || programId === 'bureau') expect(shown).toBeNull();
        else expect(shown).toMatchObject({ ...kiosk, kioskId: null, occurredAt: null });
      }
    },
  );

  it('answers a repeated report by the event that entered the reported state or the first past it, whatever version is expected', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const id = await openOperation(stack);
    await report(stack, 'markProductionReady', { id });
    await report(stack, 'completeProduction', { id });
    const answered = async (mutation: string, input: object = {}) => {
      const answer = await report(stack, mutation, { id, expectedVersion: 1, ...input });
      const { operation: _, ...rest } = answer.at('result') as Readonly<Record<string, unknown>>;
      return rest;
    };
    const replayed = { to: 'PRODUCED', replayed: true, dryRun: false };
    const ready = { from: 'REQUESTED', to: 'READY', event: { sequence: 2, command: 'READY' } };
    const complete = { from: 'READY', event: { sequence: 3, command: 'COMPLETE' } };
    expect(await answered('markProductionReady')).toEqual({ ...replayed, ...ready });
    expect(await answered('startProduction')).toEqual({ ...replayed, ...complete });
    expect(await answered('completeProduction')).toEqual({ ...replayed, ...complete });
    const dry = { ...replayed, ...complete, event: null, dryRun: true };
    expect(await answered('completeProduction', { dryRun: true })).toEqual(dry);
    const other = { errorCode: 'PRD_FEEDER_JAM' };
    expect(await answered('failProduction', other)).toEqual({ code: 'VERSION_CONFLICT' });
    expect(await answered('failProduction', { ...other, expectedVersion: 3 })).toEqual({
      code: 'TRANSITION_NOT_ALLOWED',
      allowed: [],
    });
    expect(await stack.readEvents()).toHaveLength(6);
  });

  it('names the attempt before it', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const first = await openOperation(stack);
    const failed = await report(stack, 'failProduction', { id: first, errorCode: 'PRD_FEEDER_JAM' });
    expect(failed.at('result.to')).toBe('PRODUCTION_ERROR');
    const [subjectId] = (await stack.ask('{ cards { nodes { id } } }')).each('cards.nodes', 'id');
    await stack.submit({ command: 'repeat', subjectId: String(subjectId) });
    const answer = await stack.ask('{ cards { nodes { production { attempt previousAttempt { id attempt } } } } }');
    expect(answer.at('cards.nodes.0.production')).toEqual({ attempt: 2, previousAttempt: { id: first, attempt: 1 } });
  });
});
