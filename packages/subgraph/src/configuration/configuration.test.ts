import type { Viewer } from '@tessera/lifecycle';
import { CALLER_ROLES } from '@tessera/lifecycle';
import { describeOnSqlite } from '../../../../test/support/databases.js';
import { actAs } from '../../../../test/support/graph-callers.js';
import { takeEvents } from '../../../../test/support/graph-streams.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer } from '../../../../test/support/log-stack.js';

const ADMIN = aViewer('TENANT_ADMIN');

const PROGRAM = `name kind approvalRequired queueOrders multipleOrdersPerHolder multipleActivePerHolder fourEyes issuesCertificates
  validityDays productionChannel`;

const KIOSK = 'branch status';

const STAFF = { id: 'staff', name: 'Staff cards', kind: 'CARD', productionChannel: 'BUREAU' } as const;

const DEFAULTS = {
  ...{ approvalRequired: true, queueOrders: true, multipleOrdersPerHolder: false, multipleActivePerHolder: false },
  ...{ fourEyes: true, issuesCertificates: true },
} as const;

const WHOLE_TENANT = CALLER_ROLES.filter((role) => !/CARDHOLDER|PRODUCER|ACCOUNT/.test(role));

describeOnSqlite('configuration', ({ open }) => {
  it.each([
    ['CARD', 1095],
    ['TEMPORARY_CARD', 14],
  ] as const)('creates a program of kind %s with defaults, valid for %i days', async (kind, validityDays) => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const result = await actAs(stack, ADMIN).issue('createCardProgram', { ...STAFF, kind }, PROGRAM);
    const { id, ...given } = STAFF;
    expect(result['subject']).toEqual({ id, version: 1, ...given, kind, ...DEFAULTS, validityDays });
    const summary = [
      ...['name Staff cards', `kind ${kind}`, 'approvalRequired on', 'queueOrders on', 'multipleOrdersPerHolder off'],
      ...['multipleActivePerHolder off', 'fourEyes on', 'issuesCertificates on', `validityDays ${validityDays}`],
      'productionChannel BUREAU',
    ].join('; ');
    const event = { sequence: 1, commandName: 'CREATE', fromState: null, toState: null, reason: null, causedBy: null };
    const actor = { id: ADMIN.id, role: 'TENANT_ADMIN' };
    expect(result).toMatchObject({ replayed: false, dryRun: false, event: { ...event, actor, summary } });
  });

  it('creates a program with the options that are given, and changes what is given later', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const admin = actAs(stack, ADMIN);
    const inverse = Object.fromEntries(Object.entries(DEFAULTS).map(([option, isOn]) => [option, !isOn]));
    const created = await admin.issue('createCardProgram', { ...STAFF, ...inverse, validityDays: 3650 }, PROGRAM);
    expect(created['subject']).toMatchObject({ ...inverse, validityDays: 3650 });
    const changes = { id: 'staff', name: 'Badges', fourEyes: true, validityDays: 1, productionChannel: 'KIOSK' };
    const updated = await admin.issue('updateCardProgram', { ...changes, queueOrders: false }, PROGRAM);
    expect(updated['subject']).toEqual({ version: 2, kind: 'CARD', ...inverse, ...changes });
    const summary =
      'name: Staff cards → Badges; fourEyes: off → on; validityDays: 3650 → 1; productionChannel: BUREAU → KIOSK';
    const event = { sequence: 2, commandName: 'UPDATE', fromState: null, toState: null };
    expect(updated).toMatchObject({ event: { ...event, summary } });
    await admin.perform('createCardProgram', { ...STAFF, id: 'another' });
    const listed = await admin.ask('{ cardPrograms { id version name } }');
    expect(listed.at('cardPrograms')).toEqual([
      { id: 'another', version: 1, name: 'Staff cards' },
      { id: 'staff', version: 2, name: 'Badges' },
    ]);
  });

  it('registers a kiosk, links and unlinks it, and sets its status', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const admin = actAs(stack, ADMIN);
    const steps = [
      ['registerKiosk', {}, { branch: null, status: 'OFFLINE' }, 'branch none; status OFFLINE'],
      ['updateKiosk', { branch: 'main' }, { branch: 'main', status: 'OFFLINE' }, 'branch: none → main'],
      ['updateKiosk', { status: 'READY' }, { branch: 'main', status: 'READY' }, 'status: OFFLINE → READY'],
      [
        'updateKiosk',
        { branch: 'east', status: 'NOT_READY', unlinkBranch: false },
        { branch: 'east', status: 'NOT_READY' },
        'branch: main → east; status: READY → NOT_READY',
      ],
      ['updateKiosk', { unlinkBranch: true }, { branch: null, status: 'NOT_READY' }, 'branch: east → none'],
    ] as const;
    for (const [index, [mutation, input, seen, summary]] of steps.entries()) {
      const result = await admin.issue(mutation, { id: 'WIS00001', ...input }, KIOSK);
      expect(result['subject']).toEqual({ id: 'WIS00001', version: index + 1, ...seen });
      expect(result['event']).toMatchObject({ sequence: index + 1, fromState: null, toState: null, summary });
    }
    await admin.perform('registerKiosk', { id: 'WIS00000', branch: 'main', status: 'READY' });
    const listed = await admin.ask(`{ kiosks { id version ${KIOSK} } }`);
    expect(listed.at('kiosks')).toMatchObject([
      { id: 'WIS00000', branch: 'main', status: 'READY' },
      { id: 'WIS00001' },
    ]);
  });

  it('is told in log and stream as events of configuration', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const after = (await stack.ask('{ statusCursor }')).text('statusCursor');
    const admin = actAs(stack, ADMIN);
    await admin.perform('createCardProgram', { ...STAFF, comment: 'New.' });
    await admin.perform('registerKiosk', { id: 'WIS00001' });
    await admin.perform('updateCardProgram', { id: 'staff', fourEyes: false });
    const configured = { __typename: 'ConfigurationEvent', fromState: null, toState: null };
    const program = { ...configured, subjectKind: 'CARD_PROGRAM', subjectId: 'staff' };
    const expected = [
      { ...program, sequence: 1, commandName: 'CREATE', comment: 'New.' },
      { ...configured, subjectKind: 'KIOSK', subjectId: 'WIS00001', sequence: 1, commandName: 'REGISTER' },
      { ...program, sequence: 2, commandName: 'UPDATE', comment: null, summary: 'fourEyes: on → off' },
    ];
    const selects = `__typename subjectKind subjectId sequence commandName fromState toState comment
      ... on ConfigurationEvent { summary }`;
    const log = await stack.ask(`{ statusEvents { items { ${selects} } } }`);
    expect(log.at('statusEvents.items')).toMatchObject(expected);
    const stream = { field: 'statusChanged', selects, after };
    expect(await takeEvents(stack, { ...stream, viewer: ADMIN, count: 3 })).toEqual(log.at('statusEvents.items'));
    const kiosks = await takeEvents(stack, { ...stream, viewer: ADMIN, arguments: 'kinds: [KIOSK]', count: 1 });
    expect(kiosks).toMatchObject([expected[1] ?? {}]);
    expect((await stack.verify()).fault).toBeNull();
  });

  it('of programs is read by everybody, of kiosks by those who read the tenant and by producers', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const admin = actAs(stack, ADMIN);
    await admin.perform('createCardProgram', STAFF);
    await admin.perform('registerKiosk', { id: 'WIS00001' });
    const source = '{ cardPrograms { id } kiosks { id } statusEvents { items { subjectKind } } }';
    for (const role of CALLER_ROLES) {
      const seen = await stack.ask(source, { viewer: aViewer(role, { accountIds: ['northwind'] }) });
      const kiosks = [...WHOLE_TENANT, 'PRODUCER'].includes(role) ? ['WIS00001'] : [];
      const kinds = ['CARD_PROGRAM', ...kiosks.map(() => 'KIOSK')];
      expect([role, seen.each('cardPrograms', 'id'), seen.each('kiosks', 'id')]).toEqual([role, ['staff'], kiosks]);
      expect([role, seen.each('statusEvents.items', 'subjectKind')]).toEqual([role, kinds]);
    }
    const foreign = await stack.ask(source, { viewer: aViewer('TENANT_ADMIN', { tenantId: 'umbra' }) });
    expect(foreign.data).toEqual({ cardPrograms: [], kiosks: [], statusEvents: { items: [] } });
  });

  it('is in the hands of TENANT_ADMIN', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const admin = actAs(stack, ADMIN);
    await admin.perform('createCardProgram', STAFF);
    await admin.perform('registerKiosk', { id: 'WIS00001' });
    const refused = { code: 'TRANSITION_NOT_PERMITTED', requiredRoles: ['TENANT_ADMIN'] };
    for (const role of CALLER_ROLES.filter((each) => each !== 'TENANT_ADMIN')) {
      const caller = actAs(stack, aViewer(role));
      expect(await caller.issue('createCardProgram', { ...STAFF, id: 'other' })).toMatchObject(refused);
      expect(await caller.issue('updateCardProgram', { id: 'staff', fourEyes: false })).toMatchObject(refused);
      expect(await caller.issue('registerKiosk', { id: 'WIS00002' })).toMatchObject(refused);
      const isSeen = [...WHOLE_TENANT, 'PRODUCER'].includes(role);
      const kiosk = await caller.issue('updateKiosk', { id: 'WIS00001', status: 'READY' });
      expect([role, kiosk]).toMatchObject([role, isSeen ? refused : { code: 'SUBJECT_NOT_FOUND' }]);
    }
    expect(await stack.readEvents()).toHaveLength(2);
  });

  it('finds what it is to change in its tenant only', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const umbra = actAs(stack, aViewer('TENANT_ADMIN', { tenantId: 'umbra' }));
    await umbra.perform('createCardProgram', STAFF);
    await umbra.perform('registerKiosk', { id: 'WIS00001' });
    const admin = actAs(stack, ADMIN);
    const unknown = { code: 'SUBJECT_NOT_FOUND' };
    expect(await admin.issue('updateCardProgram', { id: 'staff', fourEyes: false })).toMatchObject(unknown);
    expect(await admin.issue('updateKiosk', { id: 'WIS00001', status: 'READY' })).toMatchObject(unknown);
    expect(await admin.outcomeOf('createCardProgram', STAFF)).toBe('ACCEPTED');
    expect(await admin.outcomeOf('registerKiosk', { id: 'WIS00001' })).toBe('ACCEPTED');
  });

  it('takes no id twice, also of two calls at once', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const admin = actAs(stack, ADMIN);
    const calls = [
      ['createCardProgram', { ...STAFF, id: 'one' }],
      ['registerKiosk', { id: 'one' }],
    ] as const;
    for (const [mutation, input] of calls) {
      const outcomes = await Promise.all([admin.outcomeOf(mutation, input), admin.outcomeOf(mutation, input)]);
      expect(outcomes.sort()).toEqual(['ACCEPTED', 'ID_TAKEN']);
      const taken = { code: 'GUARD_REFUSED', guard: 'ID_TAKEN', option: null, conflictingId: 'one', retryable: false };
      expect(await admin.issue(mutation, input)).toMatchObject(taken);
    }
    expect(await admin.outcomeOf('createCardProgram', { ...STAFF, id: 'ONE' })).toBe('ACCEPTED');
  });

  it('is not changed to what it is already', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const admin = actAs(stack, ADMIN);
    await admin.perform('createCardProgram', STAFF);
    await admin.perform('registerKiosk', { id: 'WIS00001' });
    const same = { name: STAFF.name, productionChannel: 'BUREAU', ...DEFAULTS, validityDays: 1095 };
    for (const input of [{}, { comment: 'Nothing.' }, same, { fourEyes: null }])
      expect(await admin.outcomeOf('updateCardProgram', { id: 'staff', ...input })).toBe('NOTHING_TO_CHANGE');
    for (const input of [{}, { status: 'OFFLINE' }, { unlinkBranch: true }, { unlinkBranch: false }])
      expect(await admin.outcomeOf('updateKiosk', { id: 'WIS00001', ...input })).toBe('NOTHING_TO_CHANGE');
    expect(await stack.readEvents()).toHaveLength(2);
  });

  it('is refused with each fault of its input by its place', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const admin = actAs(stack, ADMIN);
    await admin.perform('createCardProgram', STAFF);
    await admin.perform('registerKiosk', { id: 'WIS00001' });
    const faults = [
      ['createCardProgram', { ...STAFF, id: '', name: '', validityDays: 0 }, { id: 'TOO_SHORT', name: 'TOO_SHORT', validityDays: 'OUT_OF_RANGE' }],
      ['createCardProgram', { ...STAFF, id: 'i'.repeat(65), name: 'n'.repeat(201) }, { id: 'TOO_LONG', name: 'TOO_LONG' }],
      ['createCardProgram', { ...STAFF, id: 'new ', validityDays: 3651 }, { id: 'MALFORMED', validityDays: 'OUT_OF_RANGE' }],
      ['updateCardProgram', { id: 'staff', name: ' x', validityDays: -1 }, { name: 'MALFORMED', validityDays: 'OUT_OF_RANGE' }],
      ['registerKiosk', { id: 'WIS00002', branch: '' }, { branch: 'TOO_SHORT' }],
      ['updateKiosk', { id: 'WIS00001', branch: 'main', unlinkBranch: true }, { unlinkBranch: 'NOT_TAKEN' }],
      ['updateKiosk', { id: 'WIS00001', branch: 'b'.repeat(65), comment: 'c'.repeat(501) }, { branch: 'TOO_LONG', comment: 'TOO_LONG' }],
    ] as const; // prettier-ignore
    for (const [mutation, input, codes] of faults) {
      const refused = await admin.issue(mutation, input);
      const issues = refused['issues'] as readonly { readonly path: readonly string[]; readonly code: string }[];
      const told = Object.fromEntries(issues.map(({ path, code }) => [path.slice(1).join('.'), code]));
      expect([refused['code'], told]).toEqual(['INPUT_INVALID', codes]);
    }
    expect(await stack.readEvents()).toHaveLength(2);
  });

  it('tells what happened since a stale version', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const admin = actAs(stack, ADMIN);
    await admin.perform('createCardProgram', STAFF);
    await admin.perform('updateCardProgram', { id: 'staff', fourEyes: false, expectedVersion: 1 });
    const source = `mutation { updateCardProgram(input: { id: "staff", validityDays: 3, expectedVersion: 1 }) {
      ... on VersionConflict { expectedVersion currentVersion since { sequence ... on ConfigurationEvent { summary } } }
    } }`;
    const refused = await admin.ask(source);
    expect(refused.at('updateCardProgram')).toEqual({
      expectedVersion: 1,
      currentVersion: 2,
      since: [{ sequence: 2, summary: 'fourEyes: on → off' }],
    });
  });

  it('answers a repeated key by the same event, other input by a conflict, and a dry run by nothing written', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const admin = actAs(stack, ADMIN);
    const dry = await admin.issue('createCardProgram', { ...STAFF, dryRun: true, idempotencyKey: 'k' });
    expect(dry).toEqual({ replayed: false, dryRun: true, subject: null, event: null });
    const input = { ...STAFF, idempotencyKey: 'k' };
    const created = await admin.issue('createCardProgram', input);
    await admin.perform('updateCardProgram', { id: 'staff', fourEyes: false });
    const again = await admin.issue('createCardProgram', input);
    expect(again).toMatchObject({ replayed: true, event: created['event'], subject: { version: 2 } });
    const conflict = await admin.issue('createCardProgram', { ...input, validityDays: 30 });
    expect(conflict).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', idempotencyKey: 'k' });
    const tried = await admin.issue(
      'updateCardProgram',
      { id: 'staff', validityDays: 7, dryRun: true },
      'validityDays',
    );
    expect(tried).toMatchObject({ dryRun: true, event: null, subject: { version: 2, validityDays: 1095 } });
    const other: Viewer = { ...ADMIN, id: 'another.admin' };
    expect(await actAs(stack, other).outcomeOf('createCardProgram', input)).toBe('ID_TAKEN');
  });
});
