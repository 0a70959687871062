import { acceptedId, aViewer, createLogStack, outcomeName, putProgram, registerCard } from '../support/log-stack.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { withFaults } from '../support/faulty-lifecycles.js';

describeOnEachDatabase('the log writer', ({ open }) => {
  it('lets one of 32 callers racing for one transition win, by one event', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database);
    await putProgram(opened.database);
    const subjectId = await registerCard(stack);
    const outcomes = await Promise.all(
      Array.from({ length: 32 }, () => stack.submit({ command: 'request', subjectId })),
    );
    expect(outcomes.map(outcomeName).sort()).toEqual([
      'ACCEPTED',
      ...Array.from({ length: 31 }, () => 'TransitionNotAllowed'),
    ]);
    const events = await stack.readEvents();
    expect(events.filter((event) => event.command === 'REQUEST' && event.subjectId === subjectId)).toHaveLength(1);
    expect(await stack.verify()).toEqual({ events: events.length, fault: null });
  });

  it('answers 200 identical calls with one key by one event, equal but for `replayed`', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database);
    await putProgram(opened.database);
    const call = { input: { programId: 'direct', holderId: 'mara' }, idempotencyKey: 'one and the same' };
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => stack.submit(call)));
    const replayed = outcomes.map((outcome) => outcome.type === 'ACCEPTED' && outcome.replayed);
    expect(replayed.filter((each) => !each)).toHaveLength(1);
    for (const outcome of outcomes) expect({ ...outcome, replayed: null }).toEqual({ ...outcomes[0], replayed: null });
    expect(await stack.readEvents()).toHaveLength(1);
  });

  it('decides pairs that exclude each other in one batch one after the other', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database);
    await putProgram(opened.database);
    const cards = await Promise.all([registerCard(stack), registerCard(stack)]);
    const requests = await Promise.all(cards.map((subjectId) => stack.submit({ command: 'request', subjectId })));
    expect(requests.map(outcomeName)).toEqual(['ACCEPTED', 'ONE_OPEN_ORDER']);
    const registered = { input: { programId: 'direct', holderId: 'ole' }, idempotencyKey: 'twice' };
    const twice = await Promise.all([stack.submit(registered), stack.submit(registered)]);
    expect(twice.map((outcome) => outcome.type === 'ACCEPTED' && outcome.replayed)).toEqual([false, true]);
  });

  it('activates one of two produced cards of a holder in one batch', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database);
    await putProgram(opened.database, { multipleOrdersPerHolder: true });
    const cards = await Promise.all([registerCard(stack), registerCard(stack)]);
    await Promise.all(cards.map((subjectId) => stack.submit({ command: 'request', subjectId })));
    const operations = (await stack.readEvents()).filter((event) => event.subjectKind === 'PRODUCTION_OPERATION');
    const complete = { kind: 'PRODUCTION_OPERATION', command: 'complete', viewer: aViewer('PRODUCER') };
    const completed = await Promise.all(operations.map(({ subjectId }) => stack.submit({ ...complete, subjectId })));
    expect(completed.map(outcomeName)).toEqual(['ACCEPTED', 'ACCEPTED']);
    const activated = await Promise.all(cards.map((subjectId) => stack.submit({ command: 'activate', subjectId })));
    expect(activated.map(outcomeName)).toEqual(['ACCEPTED', 'ONE_ACTIVE_CARD']);
    expect((await stack.verify()).fault).toBeNull();
  });

  it('lets a refusal, a throwing guard or timer and a failing statement harm no neighbour in their batch', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database, { lifecycles: withFaults() });
    await putProgram(opened.database);
    const holders = ['a', 'throws', 'b', 'breaks', 'times', 'c'];
    const settled = await Promise.allSettled([
      ...holders.map((holderId) => stack.submit({ input: { programId: 'direct', holderId } })),
      stack.submit({ command: 'lock', subjectId: 'card_unknown', reason: 'LOST' }),
    ]);
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    const events = await stack.readEvents();
    expect(events.map((event) => event.holderId)).toEqual(['a', 'b', 'c']);
    expect(events.map((event) => event.position)).toEqual([1, 2, 3]);
    expect(await stack.verify()).toEqual({ events: 3, fault: null });
  });

  it('never takes an acknowledged write back with a later rollback', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database, { lifecycles: withFaults() });
    await putProgram(opened.database);
    const acknowledged: string[] = [];
    for (let round = 0; round < 20; round += 1) {
      const good = stack.submit({ input: { programId: 'direct', holderId: `holder-${round}` } });
      const bad = stack.submit({ input: { programId: 'direct', holderId: 'breaks' } });
      const [outcome] = await Promise.allSettled([good, bad, opened.database.read('SELECT COUNT(*) AS n FROM card')]);
      if (outcome.status === 'fulfilled') acknowledged.push(acceptedId(outcome.value));
    }
    expect(acknowledged).toHaveLength(20);
    expect((await stack.readEvents()).map((event) => event.subjectId)).toEqual(acknowledged);
  });

  it('writes and answers once although somebody throws who is told of the commit', async () => {
    await using opened = await open();
    const onCommit = () => {
      throw new Error('The feeds are broken');
    };
    const stack = createLogStack(opened.database, { onCommit });
    await putProgram(opened.database);
    const ids = await Promise.all([registerCard(stack), registerCard(stack)]);
    expect((await stack.readEvents()).map(({ subjectId }) => subjectId)).toEqual(ids);
  });

  it('keeps tenants and keys apart that differ only in case, accent or white space', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database);
    const tenants = ['acme', 'ACME', 'acmé'];
    for (const tenantId of tenants) await putProgram(opened.database, { tenantId });
    const calls = tenants.flatMap((tenantId) =>
      ['k', 'K', 'k ', 'ḱ'].map((idempotencyKey) => ({ tenantId, idempotencyKey })),
    );
    const input = { programId: 'direct', holderId: 'mara' };
    const outcomes = await Promise.all(
      calls.map(({ tenantId, idempotencyKey }) =>
        stack.submit({ input, idempotencyKey, viewer: aViewer('OPERATOR', { tenantId }) }),
      ),
    );
    expect(new Set(outcomes.map(acceptedId)).size).toBe(12);
    for (const tenantId of tenants) expect(await stack.readEvents(tenantId)).toHaveLength(4);
    const foreign = await stack.submit({
      command: 'request',
      subjectId: outcomes.map(acceptedId)[0] ?? '',
      viewer: aViewer('OPERATOR', { tenantId: 'ACME' }),
    });
    expect(outcomeName(foreign)).toBe('SubjectNotFound');
  });

  it('answers OVERLOADED with a time to wait beyond its bound, and serves what it took', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database, { limits: { perTenant: 10, inAll: 12 } });
    await putProgram(opened.database);
    const submit = () => stack.submit({ input: { programId: 'direct', holderId: 'mara' } });
    const settled = await Promise.allSettled(Array.from({ length: 15 }, submit));
    const refused = settled.filter((each) => each.status === 'rejected').map((each): unknown => each.reason);
    expect(refused).toHaveLength(5);
    for (const reason of refused)
      expect(reason).toMatchObject({ code: 'OVERLOADED', details: { retryAfterMs: expect.any(Number) as unknown } });
    expect(await stack.readEvents()).toHaveLength(10);
  });

  it('drops a command that waits past its deadline, and answers OUTCOME_UNKNOWN for one that runs', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database);
    await putProgram(opened.database);
    const now = stack.clock.now().getTime();
    const session = opened.dialectName === 'sqlite' ? await opened.database.openWriteSession() : null;
    const late = stack.submit({
      input: { programId: 'direct', holderId: 'mara' },
      deadlineAt: session === null ? now - 1 : now + 20,
    });
    await expect(late).rejects.toMatchObject({ code: expect.stringMatching(/^(OUTCOME_UNKNOWN|TIMEOUT)$/) as unknown });
    session?.release();
    await stack.writer.close();
  });

  it('writes nothing for a dry run and ignores its key', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database);
    await putProgram(opened.database);
    const subjectId = await registerCard(stack);
    const call = { command: 'request', subjectId, idempotencyKey: 'dry' };
    expect(await stack.submit({ ...call, dryRun: true })).toMatchObject({
      type: 'DRY_RUN',
      fromState: 'REGISTERED',
      toState: 'ORDERED',
    });
    expect(await stack.readEvents()).toHaveLength(1);
    expect(await stack.submit(call)).toMatchObject({ type: 'ACCEPTED', replayed: false });
  });

  it('keeps a key to its caller and mutation', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database);
    await putProgram(opened.database);
    const subjectId = await registerCard(stack, { idempotencyKey: 'k' });
    const other = await registerCard(stack, { idempotencyKey: 'k', viewer: aViewer('REQUESTER') });
    expect(other).not.toBe(subjectId);
    const request = { command: 'request', subjectId, idempotencyKey: 'k' };
    expect(await stack.submit(request)).toMatchObject({ type: 'ACCEPTED', replayed: false });
    expect(await registerCard(stack, { idempotencyKey: 'k' })).toBe(subjectId);
  });

  it('looks at the input before the key, and at the key before the subject and the roles', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database);
    await putProgram(opened.database);
    const lock = { command: 'lock', subjectId: 'card_unknown', idempotencyKey: 'k', reason: 'LOST' as const };
    expect(outcomeName(await stack.submit(lock))).toBe('SubjectNotFound');
    const subjectId = await registerCard(stack);
    await stack.submit({ command: 'request', subjectId, idempotencyKey: 'k' });
    const again = { command: 'request', idempotencyKey: 'k', viewer: aViewer('CARDHOLDER', { id: 'operator' }) };
    expect(await stack.submit({ ...again, subjectId })).toMatchObject({ type: 'ACCEPTED', replayed: true });
    expect(outcomeName(await stack.submit({ ...again, subjectId: 'card_unknown' }))).toBe('IdempotencyConflict');
    expect(outcomeName(await stack.submit({ ...again, subjectId: ' card ' }))).toBe('InputInvalid');
  });

  it('refuses another input under a used key, and forgets keys after 72 hours', async () => {
    await using opened = await open();
    const stack = createLogStack(opened.database);
    await putProgram(opened.database);
    const call = { input: { programId: 'direct', holderId: 'mara' }, idempotencyKey: 'k' };
    await stack.submit(call);
    expect(outcomeName(await stack.submit({ ...call, input: { ...call.input, embossedName: null } }))).toBe('ACCEPTED');
    expect(outcomeName(await stack.submit({ ...call, input: { ...call.input, embossedName: 'MARA' } }))).toBe(
      'IdempotencyConflict',
    );
    stack.clock.advance(72 * 3_600_000 + 1);
    expect(await stack.submit(call)).toMatchObject({ type: 'ACCEPTED', replayed: false });
    expect(await stack.readEvents()).toHaveLength(2);
  });
});
