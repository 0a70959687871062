import { CALLER_ROLES } from '@tessera/lifecycle';
import { countStored, importMany, outcomesOf, recordIds } from '../../../../test/support/charge-card-imports.js';
import { ADMIN, AGENT, aPair, chargeCardIn, somePairs, SUPPORT } from '../../../../test/support/charge-cards.js';
import { describeOnEachDatabase } from '../../../../test/support/databases.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';
import { aViewer } from '../../../../test/support/log-stack.js';

const POLICIES = ['REJECT_EVERYTHING', 'REJECT_FAILED_ROWS'] as const;
const NOTHING = { cards: 0, events: 0 };

/** So many times the same. */
function times<T>(count: number, value: T): readonly T[] {
  return Array.from({ length: count }, () => value);
}

describeOnEachDatabase('importing charge cards by one call', ({ open }) => {
  it.each(POLICIES)('answers a result a row, in the rows’ order (%s)', async (errorPolicy) => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const rows = [aPair(3), aPair(1), { rfid: '04-ab-00-00-00-02', contractId: 'de-8aa-c00000002' }];
    const imported = await importMany(stack, { rows, errorPolicy, comment: 'Box 7.' }, AGENT);
    const contractIds = [3, 1, 2].map((number) => aPair(number).contractId);
    expect(imported).toEqual({
      rows: contractIds.map((contractId, index) => {
        const id = recordIds(imported)[index];
        const event = { id: imported.rows[index]?.event?.id, sequence: 1, subjectId: id };
        const chargeCard = { id, contractId, state: 'INACTIVE' };
        return { index, outcome: 'IMPORTED', chargeCard, event, code: null, refusal: null };
      }),
      ...{ importedCount: 3, refusedCount: 0, replayed: false, dryRun: false },
    });
    expect(new Set(recordIds(imported)).size).toBe(3);
    expect(stack.commits).toHaveLength(1);
    const events = await stack.readEvents();
    const told = {
      command: 'IMPORT',
      actorId: AGENT.id,
      actorRole: 'SUPPORT_AGENT',
      comment: 'Box 7.',
      causedBy: null,
    };
    expect(events).toMatchObject(recordIds(imported).map((subjectId) => ({ ...told, subjectId })));
    expect((await stack.verify()).fault).toBeNull();
  });

  it('rejects everything for one row unless told otherwise, and calls the others valid', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const rows = [...somePairs(3), { ...aPair(4), contractId: 'nonsense' }, aPair(5)];
    const imported = await importMany(stack, { rows, idempotencyKey: 'box 7' });
    expect(outcomesOf(imported)).toEqual(['VALID', 'VALID', 'VALID', 'REFUSED', 'VALID']);
    expect(imported).toMatchObject({ importedCount: 0, refusedCount: 1, replayed: false, dryRun: false });
    expect(imported.rows[0]).toMatchObject({ chargeCard: null, event: null, code: null, refusal: null });
    expect(await countStored(stack)).toEqual(NOTHING);
    const corrected = await importMany(stack, { rows: somePairs(5), idempotencyKey: 'box 7' });
    expect(corrected).toMatchObject({ importedCount: 5, refusedCount: 0, replayed: false });
  });

  it('rejects failed rows only when told to, and imports the rest', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const taken = await chargeCardIn(stack, 'ACTIVE', aPair(2));
    const rows = [aPair(1), aPair(2), { ...aPair(3), rfid: '04' }, aPair(4)];
    const imported = await importMany(stack, { rows, errorPolicy: 'REJECT_FAILED_ROWS' });
    expect(outcomesOf(imported)).toEqual(['IMPORTED', 'REFUSED', 'REFUSED', 'IMPORTED']);
    expect(imported).toMatchObject({ importedCount: 2, refusedCount: 2 });
    const refusal = { code: 'GUARD_REFUSED', guard: 'RFID_TAKEN', conflictingId: taken };
    expect(imported.rows[1]).toMatchObject({ chargeCard: null, event: null, code: 'GUARD_REFUSED', refusal });
    expect(imported.rows[2]).toMatchObject({ code: 'INPUT_INVALID' });
    expect(await countStored(stack)).toEqual({ cards: 3, events: 5 });
  });

  it.each(POLICIES)('refuses a row whose RFID or contract id a stored record has (%s)', async (errorPolicy) => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const taken = await chargeCardIn(stack, 'BLOCKED');
    await chargeCardIn(stack, 'DEACTIVATED', aPair(2));
    const { rfid, contractId } = aPair();
    const rows = [{ ...aPair(3), rfid }, { ...aPair(3), contractId }, aPair(2)];
    const imported = await importMany(stack, { rows, errorPolicy });
    const [successor] = (await stack.readEvents()).slice(-1);
    expect(imported.rows.map(({ refusal }) => [refusal?.['guard'], refusal?.['conflictingId']])).toEqual([
      ['RFID_TAKEN', taken],
      ['CONTRACT_ID_TAKEN', taken],
      ['RFID_TAKEN', successor?.subjectId],
    ]);
  });

  it('refuses a row that repeats an earlier one of the call, and names that one’s record', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const [first, second] = somePairs(2);
    const rows = [
      first,
      second,
      { ...aPair(3), rfid: first?.rfid.toLowerCase() },
      { ...aPair(4), contractId: second?.contractId },
      aPair(3),
    ];
    const imported = await importMany(stack, { rows, errorPolicy: 'REJECT_FAILED_ROWS' });
    expect(outcomesOf(imported)).toEqual(['IMPORTED', 'IMPORTED', 'REFUSED', 'REFUSED', 'IMPORTED']);
    const [one, other] = recordIds(imported);
    expect(imported.rows[2]?.refusal).toMatchObject({ guard: 'RFID_TAKEN', conflictingId: one });
    expect(imported.rows[3]?.refusal).toMatchObject({ guard: 'CONTRACT_ID_TAKEN', conflictingId: other });
  });

  it.each([
    { errorPolicy: 'REJECT_EVERYTHING', dryRun: false },
    { errorPolicy: 'REJECT_FAILED_ROWS', dryRun: true },
  ])('names no record in the way that was not written ($errorPolicy, dry run $dryRun)', async (call) => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const imported = await importMany(stack, { rows: [aPair(1), aPair(2), aPair(1)], ...call });
    expect(outcomesOf(imported)).toEqual(['VALID', 'VALID', 'REFUSED']);
    expect(imported.rows[2]?.refusal).toMatchObject({ guard: 'RFID_TAKEN', conflictingId: null });
    expect(await countStored(stack)).toEqual(NOTHING);
  });

  it('tells the faults of a row by its place in the whole input, with an example', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const rows = [...somePairs(502), { rfid: '04A', contractId: 'DE' }, { ...aPair(504), contractId: '' }];
    const imported = await importMany(stack, { rows, errorPolicy: 'REJECT_FAILED_ROWS' });
    expect(imported).toMatchObject({ importedCount: 502, refusedCount: 2 });
    const [both, one] = imported.rows.slice(502);
    expect(both?.refusal?.['issues']).toEqual([
      {
        path: ['input', 'rows', '502', 'rfid'],
        code: 'MALFORMED',
        message: expect.stringContaining('for example "04A2B3C4D5E6F7"') as string,
      },
      {
        path: ['input', 'rows', '502', 'contractId'],
        code: 'MALFORMED',
        message: expect.stringContaining('for example "DE-8AA-C00123456-7"') as string,
      },
    ]);
    expect(one?.refusal).toMatchObject({
      issues: [{ path: ['input', 'rows', '503', 'contractId'], code: 'TOO_SHORT' }],
    });
    expect(one?.refusal?.['message']).toContain('input.rows.503.contractId');
  });

  it('tells the first 100 refused rows in words, the others by their code', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const rows = [
      ...times(61, { ...aPair(9), rfid: '04' }),
      ...somePairs(440, 100),
      ...times(60, aPair(100)),
      aPair(8),
    ];
    for (const input of [{ errorPolicy: 'REJECT_EVERYTHING' }, { errorPolicy: 'REJECT_FAILED_ROWS' }]) {
      const imported = await importMany(stack, { rows, ...input });
      const refused = imported.rows.filter(({ outcome }) => outcome === 'REFUSED');
      expect([refused.length, imported.refusedCount]).toEqual([121, 121]);
      const codes = [...times(61, 'INPUT_INVALID'), ...times(60, 'GUARD_REFUSED')];
      expect(refused.map(({ code }) => code)).toEqual(codes);
      const told = refused.map(({ refusal }) => refusal?.['code'] ?? null);
      expect(told).toEqual([...codes.slice(0, 100), ...times(21, null)]);
    }
  });

  it('takes 1 to 5,000 rows', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    for (const errorPolicy of POLICIES) {
      const none = await importMany(stack, { rows: [], errorPolicy });
      expect(none).toMatchObject({ code: 'INPUT_INVALID', issues: [{ path: ['input', 'rows'], code: 'TOO_SHORT' }] });
      const many = await importMany(stack, { rows: somePairs(5_001), errorPolicy });
      const message = expect.stringContaining('5001') as string;
      const issues = [{ path: ['input', 'rows'], code: 'TOO_LONG', message }];
      expect(many).toMatchObject({ code: 'INPUT_INVALID', issues });
    }
    expect(await countStored(stack)).toEqual(NOTHING);
  });

  it('tells all faults of the call itself at once', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const call = { rows: [], comment: 'c'.repeat(501), idempotencyKey: '' };
    const refused = await importMany(stack, call);
    expect(new Set(refused.issues?.map((issue) => String(Reflect.get(issue, 'path'))))).toEqual(
      new Set(['input,rows', 'input,comment', 'input,idempotencyKey']),
    );
  });

  it('is open to staff of the charging operator only, as a whole', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const staff = [ADMIN, SUPPORT, AGENT];
    const requiredRoles = staff.flatMap(({ roles }) => roles);
    const rows = [aPair(1), { ...aPair(2), rfid: 'x' }];
    for (const role of CALLER_ROLES.filter((each) => !requiredRoles.includes(each))) {
      for (const errorPolicy of POLICIES) {
        const refused = await importMany(stack, { rows, errorPolicy }, aViewer(role));
        expect([role, refused]).toMatchObject([role, { code: 'TRANSITION_NOT_PERMITTED', requiredRoles }]);
      }
    }
    expect(await countStored(stack)).toEqual(NOTHING);
    for (const [index, viewer] of staff.entries()) {
      const imported = await importMany(stack, { rows: [aPair(10 + index)] }, viewer);
      expect(imported).toMatchObject({ importedCount: 1 });
    }
  });

  it.each(POLICIES)('tries 600 rows without writing, each seen by all after it (%s)', async (errorPolicy) => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const rows = somePairs(600).map((pair, index) => (index === 550 ? { ...pair, rfid: aPair(1).rfid } : pair));
    const imported = await importMany(stack, { rows, errorPolicy, dryRun: true });
    expect(imported.rows.filter(({ outcome }) => outcome !== 'VALID')).toMatchObject([
      { index: 550, outcome: 'REFUSED', code: 'GUARD_REFUSED', refusal: { guard: 'RFID_TAKEN' } },
    ]);
    expect(imported).toMatchObject({ importedCount: 0, refusedCount: 1, replayed: false, dryRun: true });
    expect([await countStored(stack), stack.commits]).toEqual([NOTHING, []]);
  });

  it('imports more than 4,096 rows, good and bad, each as it deserves', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const rows = somePairs(4_500).map((pair, index) => {
      if (index % 500 === 7) return { ...pair, rfid: '04' };
      return index % 500 === 499 ? aPair(index - 1) : pair;
    });
    const expected = rows.map((_, index) => (index % 500 === 7 || index % 500 === 499 ? 'REFUSED' : 'IMPORTED'));
    const imported = await importMany(stack, { rows, errorPolicy: 'REJECT_FAILED_ROWS', idempotencyKey: 'all' });
    expect(outcomesOf(imported)).toEqual(expected);
    expect(imported).toMatchObject({ importedCount: 4_482, refusedCount: 18 });
    const contractIds = imported.rows.map(({ chargeCard }) => chargeCard?.contractId ?? null);
    expect(contractIds).toEqual(
      rows.map(({ contractId }, index) => (expected[index] === 'IMPORTED' ? contractId : null)),
    );
    expect(await countStored(stack)).toEqual({ cards: 4_482, events: 4_482 });
  });

  it('imports more than 4,096 rows by one transaction when one may reject them all', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const [imported, other] = await Promise.all([
      importMany(stack, { rows: somePairs(4_500) }),
      importMany(stack, { rows: [aPair(5_000)] }),
    ]);
    expect([imported.importedCount, other.importedCount]).toEqual([4_500, 1]);
    const positions = new Map((await stack.readEvents()).map(({ id, position }) => [id, position]));
    const own = imported.rows.map(({ event }) => positions.get(event?.id ?? '') ?? 0);
    expect(own).toEqual(own.map((_, index) => (own[0] ?? 0) + index));
    expect((await stack.verify()).fault).toBeNull();
  });
});
