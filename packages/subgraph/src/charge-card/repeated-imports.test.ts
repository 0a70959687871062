import {
  countStored,
  IMPORT_MANY,
  importMany,
  outcomesOf,
  recordIds,
} from '../../../../test/support/charge-card-imports.js';
import { ADMIN, AGENT, aPair, chargeCardIn, OWNER, somePairs } from '../../../../test/support/charge-cards.js';
import { describeOnEachDatabase } from '../../../../test/support/databases.js';
import { actAs } from '../../../../test/support/graph-callers.js';
import { pass } from '../../../../test/support/graph-timers.js';
import { createGraphStack } from '../../../../test/support/graph-stack.js';

const POLICIES = ['REJECT_EVERYTHING', 'REJECT_FAILED_ROWS'] as const;

type Stack = ReturnType<typeof createGraphStack>;

/** Rows that no import takes. */
function faultyRows(count: number) {
  return somePairs(count).map((pair) => ({ ...pair, rfid: '04' }));
}

describeOnEachDatabase('an import of charge cards under a key', ({ open }) => {
  it.each(POLICIES)('is answered again by the same records as they are now (%s)', async (errorPolicy) => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const input = { rows: somePairs(601), errorPolicy, idempotencyKey: 'box 7' };
    const first = await importMany(stack, input);
    const [id = ''] = recordIds(first);
    await actAs(stack, AGENT).perform('startChargeCardActivation', { id, accountId: 'northwind' });
    const before = await countStored(stack);
    const again = await importMany(stack, input);
    expect(recordIds(again)).toEqual(recordIds(first));
    expect(again.rows.map(({ event }) => event)).toEqual(first.rows.map(({ event }) => event));
    expect(again.rows[0]?.chargeCard?.state).toBe('PENDING');
    expect(again).toMatchObject({ importedCount: 601, refusedCount: 0, replayed: true, dryRun: false });
    expect(await countStored(stack)).toEqual(before);
  });

  it('decides rows that it refused before anew, and only those', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const taken = await chargeCardIn(stack, 'ACTIVE', aPair(2));
    const input = { rows: somePairs(3), errorPolicy: 'REJECT_FAILED_ROWS', idempotencyKey: 'box 7' };
    const first = await importMany(stack, input);
    expect(outcomesOf(first)).toEqual(['IMPORTED', 'REFUSED', 'IMPORTED']);
    const still = await importMany(stack, input);
    expect([outcomesOf(still), still.replayed]).toEqual([outcomesOf(first), true]);
    const deactivatesAt = new Date(stack.clock.now().getTime() + 1).toISOString();
    await actAs(stack, OWNER).perform('scheduleChargeCardDeactivation', { id: taken, deactivatesAt });
    await pass(stack, 1);
    const second = await importMany(stack, input);
    expect(second).toMatchObject({ importedCount: 3, refusedCount: 0, replayed: false });
    expect([recordIds(second)[0], recordIds(second)[2]]).toEqual([recordIds(first)[0], recordIds(first)[2]]);
    const third = await importMany(stack, input);
    expect([recordIds(third), third.replayed]).toEqual([recordIds(second), true]);
  });

  it('is somebody else’s call under the same key of another caller', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    for (const [index, errorPolicy] of POLICIES.entries()) {
      const call = { errorPolicy, idempotencyKey: `box ${index}` };
      const own = await importMany(stack, { ...call, rows: somePairs(2, 10 * index + 1) });
      const theirs = await importMany(stack, { ...call, rows: somePairs(2, 10 * index + 5) }, AGENT);
      expect([own, theirs]).toMatchObject([{ importedCount: 2, replayed: false }, { importedCount: 2, replayed: false }]); // prettier-ignore
    }
  });

  it('may run twice at once: each card once, and the same records in both answers', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const input = { rows: somePairs(1_100), errorPolicy: 'REJECT_FAILED_ROWS', idempotencyKey: 'box 7' };
    const [one, other] = await Promise.all([importMany(stack, input), importMany(stack, input)]);
    expect(recordIds(one)).toEqual(recordIds(other));
    expect([one.importedCount, other.importedCount]).toEqual([1_100, 1_100]);
    expect(await countStored(stack)).toEqual({ cards: 1_100, events: 1_100 });
  });

  it('that was cut off after a part goes on where it stopped: each card once', async () => {
    await using opened = await open();
    const rows = somePairs(1_200);
    const input = { rows, errorPolicy: 'REJECT_FAILED_ROWS', idempotencyKey: 'box 7' };
    await using stopped: Stack = createGraphStack(opened.database, {
      onCommit: () => void stopped.writer.close(),
    });
    expect(await actAs(stopped, ADMIN).errorOf(IMPORT_MANY, { input })).toBe('SERVICE_UNAVAILABLE');
    expect(await countStored(stopped)).toEqual({ cards: 500, events: 500 });
    await using stack = createGraphStack(opened.database);
    const imported = await importMany(stack, input);
    expect(imported).toMatchObject({ importedCount: 1_200, refusedCount: 0, replayed: false });
    expect(imported.rows.map(({ chargeCard }) => chargeCard?.contractId)).toEqual(
      rows.map(({ contractId }) => contractId),
    );
    expect(await countStored(stack)).toEqual({ cards: 1_200, events: 1_200 });
    const again = await importMany(stack, input);
    expect([recordIds(again), again.replayed]).toEqual([recordIds(imported), true]);
    expect((await stack.verify()).fault).toBeNull();
  });

  it('that was cut off stands for its rows: with others the key is refused', async () => {
    await using opened = await open();
    const call = { errorPolicy: 'REJECT_FAILED_ROWS', idempotencyKey: 'box 7' };
    await using stopped: Stack = createGraphStack(opened.database, {
      onCommit: () => void stopped.writer.close(),
    });
    await stopped.run(IMPORT_MANY, { variables: { input: { ...call, rows: somePairs(600) } }, viewer: ADMIN });
    await using stack = createGraphStack(opened.database);
    const other = await importMany(stack, { ...call, rows: [...somePairs(599), aPair(1_000)] });
    expect(other).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    expect(await countStored(stack)).toEqual({ cards: 500, events: 500 });
  });

  it.each(POLICIES)('conflicts with a call of other rows, and writes nothing (%s)', async (errorPolicy) => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const rows = somePairs(600);
    const call = { errorPolicy, idempotencyKey: 'box 7' };
    await importMany(stack, { ...call, rows });
    const others = [
      { rows: [...rows.slice(0, 599), aPair(1_000)] },
      { rows: rows.slice(0, 500) },
      { rows: [...rows, aPair(1_000)] },
      { rows: rows.toReversed() },
      { rows: somePairs(600, 2_000) },
      { rows, comment: 'Box 7.' },
    ];
    for (const other of others) {
      const refused = await importMany(stack, { ...call, ...other });
      expect(refused).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    }
    expect(await countStored(stack)).toEqual({ cards: 600, events: 600 });
    const dry = await importMany(stack, { ...call, rows: [aPair(1_000)], dryRun: true });
    expect(outcomesOf(dry)).toEqual(['VALID']);
  });

  it('conflicts with a call of the other policy', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    for (const [index, errorPolicy] of POLICIES.entries()) {
      const input = { rows: somePairs(2, 10 * index + 1), idempotencyKey: `box ${index}` };
      await importMany(stack, { ...input, errorPolicy });
      const refused = await importMany(stack, { ...input, errorPolicy: POLICIES[1 - index] });
      expect([errorPolicy, refused]).toMatchObject([errorPolicy, { code: 'IDEMPOTENCY_CONFLICT' }]);
    }
  });

  it('conflicts with a call of other rows also where its own first rows were all refused', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const call = { errorPolicy: 'REJECT_FAILED_ROWS', idempotencyKey: 'box 7' };
    const first = await importMany(stack, { ...call, rows: [...faultyRows(500), aPair(1_000)] });
    expect(first).toMatchObject({ importedCount: 1, refusedCount: 500 });
    const other = await importMany(stack, { ...call, rows: [...somePairs(500), aPair(1_001)] });
    expect(other).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
    expect(await countStored(stack)).toEqual({ cards: 1, events: 1 });
  });

  it.each(POLICIES)(
    'has the key of the caller: 1 to 255 characters, and told as it was given (%s)',
    async (errorPolicy) => {
      await using opened = await open();
      await using stack = createGraphStack(opened.database);
      const longest = 'k'.repeat(255);
      const rows = [aPair(1)];
      expect(await importMany(stack, { rows, errorPolicy, idempotencyKey: longest })).toMatchObject({
        importedCount: 1,
      });
      const conflict = await importMany(stack, { rows: [aPair(2)], errorPolicy, idempotencyKey: longest });
      expect(conflict).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', idempotencyKey: longest });
      for (const [idempotencyKey, code] of [
        ['', 'TOO_SHORT'],
        [`${longest}k`, 'TOO_LONG'],
      ]) {
        // prettier-ignore
        const refused = await importMany(stack, { rows: [aPair(3)], errorPolicy, idempotencyKey });
        expect(refused).toMatchObject({ issues: [{ path: ['input', 'idempotencyKey'], code }] });
      }
    },
  );

  it('gives each of its parts time of its own', async () => {
    await using opened = await open();
    await using stack: Stack = createGraphStack(opened.database, { onCommit: () => stack.clock.advance(6_000) });
    const input = { rows: somePairs(1_100), errorPolicy: 'REJECT_FAILED_ROWS' };
    expect(await importMany(stack, input)).toMatchObject({ importedCount: 1_100 });
  });
});
