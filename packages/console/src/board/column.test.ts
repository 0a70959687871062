import type { RowPage } from '../kinds/kind.js';
import type { Row } from '../kinds/row.js';
import { ConnectionError } from '@tessera/sdk';
import { Column } from './column.js';

/** A row of the number; newer ones have higher numbers. */
function aRow(number: number, { state = 'REQUESTED', version = 1 } = {}): Row {
  const nothing = { programId: null, ownerId: null, label: null, endsAt: null, errorCode: null, kioskId: null };
  const moments = { createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' };
  return { kind: 'CARD', id: `card_${String(number).padStart(3, '0')}`, state, version, ...nothing, ...moments };
}

/** A column of REQUESTED rows whose pages are delivered by hand. */
function aColumn() {
  const asked: { after: string | null; signal: AbortSignal; deliver(page: RowPage): void; fail(error: Error): void }[] =
    [];
  const column = new Column({
    load: (after, signal) =>
      new Promise((resolve, reject) => {
        asked.push({ after, signal, deliver: resolve, fail: reject });
      }),
    contains: ({ state }) => state === 'REQUESTED',
  });
  return { column, asked };
}

/** Loads a page, and what the API answers to it. */
async function load({ column, asked }: ReturnType<typeof aColumn>, rows: readonly Row[], hasMore = false) {
  const loaded = column.loadMore();
  asked.at(-1)?.deliver({ rows, endCursor: `after ${rows.at(-1)?.id ?? ''}`, hasMore });
  await loaded;
}

const idsOf = (column: Column) => column.getView().rows.map(({ id }) => Number(id.slice(5)));

describe('a column of a board', () => {
  it('shows its pages newest first, and asks for each after the one before', async () => {
    const both = aColumn();
    await load(both, [aRow(9), aRow(7)], true);
    await load(both, [aRow(5), aRow(3)]);
    expect(idsOf(both.column)).toEqual([9, 7, 5, 3]);
    expect(both.asked.map(({ after }) => after)).toEqual([null, 'after card_007']);
    expect(both.column.getView().hasMore).toBe(false);
  });

  it('takes in what comes into its state, where it belongs', async () => {
    const both = aColumn();
    await load(both, [aRow(9), aRow(5)]);
    both.column.apply([aRow(10), aRow(7), aRow(1)]);
    expect(idsOf(both.column)).toEqual([10, 9, 7, 5, 1]);
  });

  it('lets go what leaves its state', async () => {
    const both = aColumn();
    await load(both, [aRow(9), aRow(7)]);
    both.column.apply([aRow(9, { state: 'PROCESSING', version: 2 })]);
    expect(idsOf(both.column)).toEqual([7]);
  });

  it('passes over what is older than what it shows', async () => {
    const both = aColumn();
    await load(both, [aRow(9, { version: 4 })]);
    both.column.apply([aRow(9, { state: 'PROCESSING', version: 3 })]);
    expect(both.column.getView().rows[0]?.version).toBe(4);
  });

  it('leaves to the next page what lies behind the last one', async () => {
    const both = aColumn();
    await load(both, [aRow(9), aRow(7)], true);
    both.column.apply([aRow(5), aRow(8)]);
    expect(idsOf(both.column)).toEqual([9, 8, 7]);
    await load(both, [aRow(5), aRow(3)]);
    expect(idsOf(both.column)).toEqual([9, 8, 7, 5, 3]);
  });

  it('takes in what comes between two pages although the last row of the first has left', async () => {
    const both = aColumn();
    await load(both, [aRow(9), aRow(5)], true);
    both.column.apply([aRow(5, { state: 'PROCESSING', version: 2 })]);
    both.column.apply([aRow(7, { version: 2 })]);
    expect(idsOf(both.column)).toEqual([9, 7]);
  });

  it('keeps what an event told while the page was on its way that does not know it yet', async () => {
    const { column, asked } = aColumn();
    const loaded = column.loadMore();
    column.apply([aRow(9, { state: 'PROCESSING', version: 2 }), aRow(8, { version: 2 })]);
    asked[0]?.deliver({ rows: [aRow(9), aRow(7)], endCursor: null, hasMore: false });
    await loaded;
    expect(idsOf(column)).toEqual([8, 7]);
  });

  it('asks for one page at a time', () => {
    const { column, asked } = aColumn();
    void column.loadMore();
    void column.loadMore();
    expect(asked).toHaveLength(1);
  });

  it('says why a page could not be loaded, and loads it when asked again', async () => {
    const both = aColumn();
    const loaded = both.column.loadMore();
    both.asked[0]?.fail(new Error('no server'));
    await loaded;
    expect(both.column.getView()).toMatchObject({ isLoading: false, fault: new Error('no server') });
    await load(both, [aRow(3)]);
    expect(both.column.getView()).toMatchObject({ fault: null, isLoading: false });
    expect(idsOf(both.column)).toEqual([3]);
  });

  it('passes over a page that comes after all was asked for anew', async () => {
    const { column, asked } = aColumn();
    const first = column.loadMore();
    const second = column.reload();
    asked[1]?.deliver({ rows: [aRow(2)], endCursor: null, hasMore: false });
    await second;
    asked[0]?.deliver({ rows: [aRow(1)], endCursor: null, hasMore: false });
    await first;
    expect(idsOf(column)).toEqual([2]);
  });

  it('shows what it had until what was asked for anew is there, which takes its place', async () => {
    const both = aColumn();
    await load(both, [aRow(9), aRow(7)], true);
    const reloaded = both.column.reload();
    both.column.apply([aRow(8, { version: 2 })]);
    expect(idsOf(both.column)).toEqual([9, 7]);
    both.asked.at(-1)?.deliver({ rows: [aRow(7), aRow(6)], endCursor: null, hasMore: false });
    await reloaded;
    expect(idsOf(both.column)).toEqual([8, 7, 6]);
  });

  it('gives up the page that is on its way once nobody waits for it', async () => {
    const { column, asked } = aColumn();
    const loaded = column.loadMore();
    column.stop();
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.fail(new Error('given up'));
    await loaded;
    expect(column.getView()).toMatchObject({ fault: null, isLoading: false });
    void column.loadMore();
    expect(asked).toHaveLength(2);
  });

  it('asks by itself for a page that could not be loaded, and says why there is none until it is', async () => {
    jest.useFakeTimers();
    const both = aColumn();
    const fault = new ConnectionError('no server', { code: 'CONNECTION_FAILED', retryable: true });
    const loaded = both.column.loadMore();
    both.asked[0]?.fail(fault);
    await loaded;
    jest.runAllTimers();
    jest.useRealTimers();
    expect(both.asked).toHaveLength(2);
    expect(both.column.getView()).toMatchObject({ fault, isLoading: true });
    both.asked[1]?.deliver({ rows: [aRow(3)], endCursor: null, hasMore: false });
    await new Promise((resolve) => setImmediate(resolve));
    expect(both.column.getView()).toMatchObject({ fault: null, isLoading: false });
  });

  it('tells of each change, and gives the same view until there is one', async () => {
    const both = aColumn();
    await load(both, [aRow(9, { version: 2 })]);
    let told = 0;
    const leave = both.column.onChange(() => (told += 1));
    const view = both.column.getView();
    both.column.apply([aRow(9), aRow(4, { state: 'ACTIVE' })]);
    expect(both.column.getView()).toBe(view);
    both.column.apply([aRow(4)]);
    leave();
    both.column.apply([aRow(3)]);
    expect(told).toBe(1);
  });
});
