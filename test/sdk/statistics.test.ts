import type { Tessera } from '@tessera/sdk';
import { createTessera } from '@tessera/sdk';
import { startServerStack } from '../support/server-stack.js';

/** How many cards the client lists, by state. */
async function listStates(tessera: Tessera): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for await (const { state } of tessera.cards.list({}, { first: 200 })) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

describe('the statistics of the SDK', () => {
  let stack: Awaited<ReturnType<typeof startServerStack>>;
  beforeAll(async () => {
    stack = await startServerStack();
    await fill();
  });
  afterAll(() => stack.stop());

  const clientOf = (persona: string) =>
    createTessera({ url: stack.server.url, token: stack.tokens.get(persona) ?? '' });

  /** Two cards of the cardholder, one of them ordered, one of somebody else, and two temporary cards. */
  async function fill(): Promise<void> {
    const admin = clientOf('tenant-admin');
    const made = { productionChannel: 'KIOSK', approvalRequired: false, queueOrders: false } as const;
    await admin.programs.create({ ...made, id: 'direct', name: 'Direct', kind: 'CARD' });
    await admin.programs.create({ ...made, id: 'guests', name: 'Guests', kind: 'TEMPORARY_CARD' });
    const operator = clientOf('operator');
    const register = (holderId: string) => operator.cards.register({ programId: 'direct', holderId });
    const { card } = await register('mara.lind');
    await register('mara.lind');
    await register('nils.holt');
    await operator.cards.request(card?.id ?? '');
    const { nodes } = await operator.production.list();
    await clientOf('producer').production.fail(nodes[0]?.id ?? '', { errorCode: 'PRD_FEEDER_JAM' });
    await operator.temporaryCards.request({ programId: 'guests', count: 2 });
  }

  it.each(['operator', 'cardholder', 'producer'])('count the cards that are listed for the %s', async (persona) => {
    const tessera = clientOf(persona);
    const counted = await tessera.statistics.counts();
    const listed = await listStates(tessera);
    expect(listed.size).toBeGreaterThan(0);
    expect(counted.map(({ state, count }) => [state, count])).toEqual(
      counted.map(({ state }) => [state, listed.get(state ?? '') ?? 0]),
    );
    expect([...listed.keys()].filter((state) => counted.every((each) => each.state !== state))).toEqual([]);
  });

  it('tell what came into each state, to whoever reads all of the kind', async () => {
    const tessera = clientOf('operator');
    const range = { from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date().toISOString() };
    const flow = await tessera.statistics.throughput({ ...range, bucket: 'DAY' });
    const came = (state: string) =>
      (flow ?? []).filter((each) => each.state === state).reduce((sum, { count }) => sum + count, 0);
    expect([came('REGISTERED'), came('ORDERED')]).toEqual([3, 1]);
    expect(await clientOf('cardholder').statistics.throughput(range)).toBeNull();
    const backwards = tessera.statistics.throughput({ from: range.to, to: range.from });
    await expect(backwards).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('tell how long each stage took, and what productions failed with, to the same', async () => {
    const tessera = clientOf('operator');
    const range = { from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date().toISOString() };
    const stages = await tessera.statistics.durations(range);
    expect(stages?.map(({ state, count }) => [state, count])).toEqual([
      ['REGISTERED', 1],
      ['ORDERED', 1],
    ]);
    for (const { medianMs, p95Ms } of stages ?? []) {
      expect(medianMs).toBe(p95Ms);
      expect(medianMs).toBeLessThan(60_000);
    }
    const operations = await tessera.statistics.durations({ ...range, kind: 'PRODUCTION_OPERATION' });
    expect(operations).toMatchObject([{ state: 'REQUESTED', count: 1 }]);
    const failures = await tessera.statistics.failures({ ...range, bucket: 'DAY' });
    expect(failures).toMatchObject([{ code: 'PRD_FEEDER_JAM', category: 'PRODUCTION', count: 1 }]);
    const producer = clientOf('producer');
    expect(await producer.statistics.durations(range)).toBeNull();
    expect(await producer.statistics.failures(range)).toHaveLength(1);
    expect(await clientOf('cardholder').statistics.failures(range)).toBeNull();
    const backwards = tessera.statistics.failures({ from: range.to, to: range.from });
    await expect(backwards).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('are asked by kind, key and program, and tell what was wrong', async () => {
    const tessera = clientOf('operator');
    const byProgram = await tessera.statistics.counts({ kind: 'TEMPORARY_CARD', by: 'PROGRAM' });
    expect(byProgram).toEqual([{ state: null, programId: 'guests', count: 2 }]);
    expect(await tessera.statistics.counts({ kind: 'TEMPORARY_CARD', programId: 'direct', by: 'PROGRAM' })).toEqual([]);
    await expect(tessera.statistics.counts({ kind: 'CHARGE_CARD', by: 'PROGRAM' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});
