import type { Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import { Field, ID, ObjectType } from 'type-graphql';
import { describeOnEachDatabase } from '../../../../test/support/databases.js';
import { createGraphStack, SCHEMA } from '../../../../test/support/graph-stack.js';
import { aViewer, putProgram } from '../../../../test/support/log-stack.js';
import { activateCards } from '../../../../test/support/produced-cards.js';
import { SCHEMA_MODULES } from '../schema-modules.js';
import { KindType } from './kind-type.js';
import { printSubgraph } from './schema.js';
import { createTransitions } from './transitions.js';

const REGISTER = `mutation($input: RegisterCardInput!) { registerCard(input: $input) {
  ... on CardTransition { card { id state version } event { sequence command from to fromState toState actor { id role } } from to replayed dryRun }
  ... on TransitionRefusal { __typename code message retryable }
  ... on InputInvalid { issues { path code } }
  ... on IdempotencyConflict { idempotencyKey }
} }`;

describeOnEachDatabase('the mutations', ({ open }) => {
  const INPUT = { programId: 'direct', holderId: 'mara', embossedName: 'MARA LIND' };

  it('answers an accepted command with the transition', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const answer = await stack.ask(REGISTER, { variables: { input: INPUT } });
    expect(answer.at('registerCard')).toEqual({
      card: { id: answer.text('registerCard.card.id'), state: 'REGISTERED', version: 1 },
      event: {
        sequence: 1,
        command: 'REGISTER',
        from: null,
        to: 'REGISTERED',
        fromState: null,
        toState: 'REGISTERED',
        actor: { id: 'operator', role: 'OPERATOR' },
      },
      from: null,
      to: 'REGISTERED',
      replayed: false,
      dryRun: false,
    });
  });

  it('writes nothing in a dry run', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const answer = await stack.ask(REGISTER, { variables: { input: { ...INPUT, dryRun: true } } });
    expect(answer.at('registerCard')).toEqual({
      card: null,
      event: null,
      from: null,
      to: 'REGISTERED',
      replayed: false,
      dryRun: true,
    });
    expect(await stack.readEvents()).toEqual([]);
  });

  it('tells all faults of an input at once, those of the idempotency key included', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const input = { programId: 'direct', holderId: '', idempotencyKey: 'k'.repeat(256), comment: 'a\0b' };
    const answer = await stack.ask(REGISTER, { variables: { input } });
    expect(answer.at('registerCard')).toMatchObject({
      __typename: 'InputInvalid',
      code: 'INPUT_INVALID',
      retryable: false,
    });
    expect(answer.at('registerCard.issues')).toEqual([
      { path: ['input', 'holderId'], code: 'TOO_SHORT' },
      { path: ['input', 'comment'], code: 'MALFORMED' },
      { path: ['input', 'idempotencyKey'], code: 'TOO_LONG' },
    ]);
  });

  it('answers a repeated key with the same event, and other input with a conflict', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const input = { ...INPUT, idempotencyKey: 'first' };
    const first = await stack.ask(REGISTER, { variables: { input } });
    const again = await stack.ask(REGISTER, { variables: { input } });
    expect(again.at('registerCard')).toEqual({ ...Object(first.at('registerCard')), replayed: true });
    const other = { ...input, holderId: 'nils' };
    const conflict = await stack.ask(REGISTER, { variables: { input: other } });
    expect(conflict.at('registerCard')).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', idempotencyKey: 'first' });
  });

  it('tells what happened since a stale version, oldest first', async () => {
    await using opened = await open();
    await putProgram(opened.database, { approvalRequired: true, queueOrders: true });
    await using stack = createGraphStack(opened.database);
    const answer = await stack.ask(REGISTER, { variables: { input: INPUT } });
    const id = answer.text('registerCard.card.id');
    await stack.submit({ command: 'request', subjectId: id });
    await stack.submit({ command: 'approve', subjectId: id, viewer: aViewer('APPROVER') });
    const ABORT = `mutation($id: ID!) { abortCard(input: { id: $id, expectedVersion: 1 }) { ... on VersionConflict {
      code expectedVersion currentVersion since { __typename sequence commandName ... on CardStatusEvent { card { id } } }
    } } }`;
    const refused = await stack.ask(ABORT, { variables: { id } });
    expect(refused.at('abortCard')).toEqual({
      code: 'VERSION_CONFLICT',
      expectedVersion: 1,
      currentVersion: 3,
      since: [
        { __typename: 'CardStatusEvent', sequence: 2, commandName: 'REQUEST', card: { id } },
        { __typename: 'CardStatusEvent', sequence: 3, commandName: 'APPROVE', card: { id } },
      ],
    });
  });

  it('tells at most the newest 50 events since, and to a holder those of their own card', async () => {
    await using opened = await open();
    await putProgram(opened.database);
    await using stack = createGraphStack(opened.database);
    const [subjectId = ''] = await activateCards(stack, 1);
    for (let round = 0; round < 26; round += 1) {
      await stack.submit({ command: 'deactivate', subjectId });
      await stack.submit({ command: 'reactivate', subjectId });
    }
    const ACTIVATE = `mutation { activateCard(input: { id: "${subjectId}", expectedVersion: 1 }) { ... on VersionConflict {
      currentVersion since { sequence }
    } } }`;
    const refused = await stack.ask(ACTIVATE, { viewer: aViewer('CARDHOLDER', { id: 'holder-0' }) });
    const sequences = Array.from({ length: 50 }, (_, index) => index + 7);
    expect(refused.at('activateCard.currentVersion')).toBe(56);
    expect(refused.each('activateCard.since', 'sequence')).toEqual(sequences);
  });

  it('shows the state after each of several mutations of one request', async () => {
    await using opened = await open();
    await putProgram(opened.database, { approvalRequired: true });
    await using stack = createGraphStack(opened.database);
    const answer = await stack.ask(REGISTER, { variables: { input: INPUT } });
    const id = answer.text('registerCard.card.id');
    const SHOWN =
      '{ ... on CardTransition { card { state history { totalCount } availableTransitions { command allowed } } } }';
    const both = `mutation($id: ID!) { requestCard(input: { id: $id }) ${SHOWN} abortCard(input: { id: $id }) ${SHOWN} }`;
    const shown = await stack.ask(both, { variables: { id } });
    const stateOf = (field: string) => [shown.at(`${field}.card.state`), shown.at(`${field}.card.history.totalCount`)];
    expect([stateOf('requestCard'), stateOf('abortCard')]).toEqual([
      ['REQUESTED', 2],
      ['ABORTED', 3],
    ]);
    const allowed = (field: string) =>
      shown
        .list(`${field}.card.availableTransitions`)
        .filter((option) => option.at('allowed') === true)
        .map((option) => option.at('command'));
    expect([allowed('requestCard'), allowed('abortCard')]).toEqual([['ABORT'], []]);
  });
});

describe('the factory', () => {
  it('makes a mutation for every command that callers may issue, and for no other', () => {
    const made = Object.keys(SCHEMA.getMutationType()?.getFields() ?? {});
    const expected = `
      registerCard requestCard approveCard rejectCard abortCard repeatCardOrder activateCard deactivateCard reactivateCard lockCard
      requestTemporaryCards abortTemporaryCard initializeTemporaryCard assignTemporaryCard extendTemporaryCard
      withdrawTemporaryCard lockTemporaryCard
      importChargeCard importChargeCards activateChargeCard startChargeCardActivation acceptChargeCardTerms blockChargeCard
      unblockChargeCard suspendChargeCard resumeChargeCard deactivateChargeCard scheduleChargeCardDeactivation
      cancelChargeCardDeactivation revealChargeCard
      markProductionReady startProduction completeProduction refuseProduction failProduction cancelProduction
      createCardProgram updateCardProgram registerKiosk updateKiosk`;
    expect(made.sort()).toEqual(expected.trim().split(/\s+/).sort());
  });

  it('brings the mutation of a new row without a change to this package', () => {
    @KindType('LAMP')
    @ObjectType('Lamp', { description: 'A lamp.', simpleResolvers: true })
    class LampType {
      @Field(() => ID, { description: 'Its id.' })
      declare readonly id: string;
    }
    const { resolvers } = createTransitions({ lifecycle: LAMP, subjectField: 'lamp', subjectType: () => LampType });
    const sdl = printSubgraph([...SCHEMA_MODULES, { resolvers, references: {} }]);
    expect(sdl).toContain('"""Breaks it."""\n  breakLamp(');
    expect(sdl).toMatch(/input BreakLampInput \{[^}]*force: String!\n[^}]*reason: ReasonCode\n/);
    expect(sdl).toContain('union LampTransitionResult = LampTransition | TransitionNotAllowed |');
  });
});

/** A lifecycle of its own, with a row that no other has. */
const LAMP: Lifecycle<LifecycleSubject> = {
  kind: 'LAMP',
  type: 'Lamp',
  idPrefix: 'lamp',
  means: 'A lamp.',
  states: { WHOLE: 'It is whole.', BROKEN: 'It is broken.' },
  initial: 'WHOLE',
  terminal: ['BROKEN'],
  commands: {
    make: { means: 'Makes it.', rows: [{ from: 'NOTHING', to: 'WHOLE', by: ['SYSTEM'] }] },
    break: {
      means: 'Breaks it.',
      reasons: ['DAMAGED'],
      input: { force: { type: 'STRING', means: 'How hard.', requiredFor: 'EVERYBODY' } },
      rows: [{ from: ['WHOLE'], to: 'BROKEN', by: ['OPERATOR'] }],
    },
  },
  timers: {},
  readers: {},
  blank: (base) => base,
  scopeOf: () => ({
    programId: null,
    holderId: null,
    accountId: null,
    kioskId: null,
    producibleId: null,
    wasOrdered: false,
  }),
  windowStart: ({ createdAt }) => createdAt,
};
