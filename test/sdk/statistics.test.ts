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
  });
  afterAll(() => stack.stop());

  const clientOf = (persona: string) =>
    createTessera({ url: stack.server.url, token: stack.tokens.get(persona) ?? '' });

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

  it('are asked by kind, key and program, and tell what was wrong', async () => {
    const tessera = clientOf('operator');
    const byProgram = await tessera.statistics.counts({ kind: 'TEMPORARY_CARD', by: 'PROGRAM' });
    expect(byProgram.length).toBeGreaterThan(0);
    expect(byProgram.every(({ programId, count }) => programId !== null && count > 0)).toBe(true);
    await expect(tessera.statistics.counts({ kind: 'CHARGE_CARD', by: 'PROGRAM' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});
