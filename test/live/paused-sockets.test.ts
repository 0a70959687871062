import type { MeasuredServerQuestions } from '../support/measured-server.js';
import type { SubscribersQuestions } from '../support/live-subscribers.js';
import { ChildProgram } from '../../bench/support/child-program.js';
import { streamOf } from '../support/live-profiles.js';
import { somePairs } from '../support/charge-cards.js';
import { poll } from '../support/poll.js';
import { sendGraphql } from '../support/server-stack.js';

const PAUSED = 100;
const HEALTHY = 100;
const WARM_UP = 500;
const EVENTS = 2_000;
/** Charge cards that one call imports. */
const ROWS = 500;

const COMMENT = '€'.repeat(500);
const TIMES = 8;
/** Of each event to a subscriber who is paused, in bytes; the little besides does not count. */
const PAYLOAD_BYTES = TIMES * Buffer.byteLength(COMMENT);

/** What the server may hold for a client before it produces nothing more for it: 16 KiB and the message that went beyond. */
const SOCKET_BUFFER_BYTES = 16 * 1024 + 2 * PAYLOAD_BYTES;
/** For all else that is not the same at two looks, above all the newest 1,000 events, at about 3 KB each, and compiled code. */
const MARGIN_BYTES = 16 * 1024 * 1024;
const ALLOWED_BYTES = PAUSED * SOCKET_BUFFER_BYTES + MARGIN_BYTES;
/** More than the two kernels hold for a client that does not read: 4 MiB and less than as much again on Linux. */
const KERNEL_BYTES = 8 * 1024 * 1024;

const FIELD = 'chargeCardStatusChanged';
const comments = Array.from({ length: TIMES }, (_, index) => `comment${index}: comment`).join(' ');
const QUERIES = [streamOf(FIELD, '', `cursor previousCursor ${comments}`), streamOf(FIELD)];
const PAUSED_INDEXES = Array.from({ length: PAUSED }, (_, index) => index);

jest.setTimeout(240_000);

describe('a hundred sockets that nobody reads, beside a hundred healthy ones', () => {
  it('cost the server their buffers and no more, let the healthy ones get everything, and lose nothing', async () => {
    const server = await ChildProgram.start<MeasuredServerQuestions>('../test/support/measured-server', {});
    const { url, tokens } = await server.ask('target', null);
    const world = createWorld(url, new Map(tokens));
    const subscribers = await subscribe(url, await world.readCursor(), world.token);
    const complete = (paused: number, healthy: number) =>
      poll('all have everything', async () => (await subscribers.ask('behind', [paused, healthy])) === 0, 100_000);

    await world.importCards(WARM_UP);
    await complete(WARM_UP, WARM_UP);
    await subscribers.ask('pause', PAUSED_INDEXES);
    const before = await server.ask('needs', null);
    await world.importCards(EVENTS);
    await complete(WARM_UP, WARM_UP + EVENTS);
    const meanwhile = await server.ask('needs', null);
    const stillBehind = await subscribers.ask('behind', [WARM_UP + EVENTS, 0]);
    await subscribers.ask('resume', PAUSED_INDEXES);
    await complete(WARM_UP + EVENTS, WARM_UP + EVENTS);

    const log = await world.readLog();
    const faults = await subscribers.ask('compare', [log, log]);
    const { ends } = await subscribers.ask('state', null);
    await Promise.all([subscribers.stop(), server.ask('stop', null).then(() => server.stop())]);
    const growth = meanwhile.memory - before.memory;
    process.stderr.write(
      `paused sockets: ${(growth / 1e6).toFixed(1)} MB more, of ${(ALLOWED_BYTES / 1e6).toFixed(1)}\n`,
    );
    expect(growth).toBeLessThan(ALLOWED_BYTES);
    // What a server that pushes would have queued is not to be mistaken for it.
    expect(PAUSED * (EVENTS * PAYLOAD_BYTES - KERNEL_BYTES)).toBeGreaterThan(20 * ALLOWED_BYTES);
    expect(stillBehind).toBe(PAUSED);
    expect(log).toHaveLength(WARM_UP + EVENTS);
    expect(faults).toEqual({ missed: 0, doubled: 0, outOfOrder: 0, foreign: 0, examples: [] });
    // Not one of them had to connect again.
    expect(ends).toEqual({});
    expect(meanwhile.logged).toEqual([]);
  });
});

function subscribe(url: string, after: string, token: string): Promise<ChildProgram<SubscribersQuestions>> {
  const subscribers = Array.from({ length: PAUSED + HEALTHY }, (_, index) => {
    const list = index < PAUSED ? 0 : 1;
    return { query: QUERIES[list] ?? '', token, urls: [url], through: 'server', list };
  });
  return ChildProgram.start<SubscribersQuestions>('../test/support/live-subscribers', { after, subscribers });
}

function createWorld(url: string, tokens: ReadonlyMap<string, string>) {
  const as = 'tenant-admin';
  let imported = 0;
  const ask = async <T>(query: string, variables = {}): Promise<T> => {
    const { data, errors } = await sendGraphql({ url }, { query, variables, as }, tokens);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    // As the query asks.
    return data as T;
  };
  const importCards = async (count: number) => {
    const query = `mutation ($input: ImportChargeCardsInput!) {
      result: importChargeCards(input: $input) { ... on ImportedChargeCards { importedCount } }
    }`;
    for (const end = imported + count; imported < end; imported += ROWS) {
      const rows = somePairs(ROWS, imported);
      const { result } = await ask<{ result: object }>(query, { input: { rows, comment: COMMENT } });
      expect(result).toEqual({ importedCount: ROWS });
    }
  };
  const readLog = async () => {
    const log: string[] = [];
    for (let after: string | null = null, hasMore = true; hasMore;) {
      const query = `query ($after: Cursor) {
        page: statusEvents(after: $after, first: 1000, kinds: [CHARGE_CARD]) { items { cursor comment } endCursor hasMore }
      }`;
      const { page }: LogPage = await ask<LogPage>(query, { after });
      log.push(...page.items.filter(({ comment }) => comment === COMMENT).map(({ cursor }) => cursor));
      ({ endCursor: after, hasMore } = page);
    }
    return log;
  };
  const readCursor = async () => (await ask<{ statusCursor: string }>('{ statusCursor }')).statusCursor;
  return { token: tokens.get(as) ?? '', importCards, readLog, readCursor };
}

interface LogPage {
  readonly page: {
    readonly items: readonly { readonly cursor: string; readonly comment: string | null }[];
    readonly endCursor: string;
    readonly hasMore: boolean;
  };
}
