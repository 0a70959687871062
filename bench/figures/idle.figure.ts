import type { Figure, FigureLine } from '../support/figure.js';
import type { ServerQuestions } from '../support/server-answers.js';
import type { StreamSideOptions } from '../support/stream-side.js';
import type { SubscriberQuestions } from '../subscribers.js';
import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { ChildProgram } from '../support/child-program.js';
import { EVENT_SCALARS } from '../support/event-scalars.js';
import { compareRounds, measureRounds } from '../support/figure.js';
import { issueOperatorToken } from '../support/keys.js';

const KIB = 1_024;

/** Files that a process has open beside its sockets, with room. */
const OTHER_FILES = 500;

/** Each takes minutes, and memory hardly differs between them. */
const ROUNDS = 2;

/** Sockets of one process of clients: its address has ports for twice as many. */
const SOCKETS_EACH = 10_000;

/** Sockets that come and go before anything is measured: what a server makes for the first is not the others'. */
const EARLY_SOCKETS = 500;

/** How long a server is left alone before its memory is looked at, in milliseconds. */
const SETTLE_MS = 3_000;

const SUBSCRIPTION = {
  query: `subscription Changes($after: Cursor) { cardStatusChanged(after: $after) { ${EVENT_SCALARS} } }`,
  variables: {},
};

/** What a subscriber costs to whom nothing happens. */
export const idleFigure: Figure = {
  name: 'idle',
  how: `As many subscribers as the open-file limit of a process allows (but for ${OTHER_FILES}; no more than 50,000), each with a socket and a subscription of its own, connected from processes of ${SOCKETS_EACH.toLocaleString('en')}. Resident memory of the server's process ${SETTLE_MS / 1_000} seconds after the last has subscribed, less that before the first, both after a garbage collection, divided by the subscribers; a new server each round, on which ${EARLY_SOCKETS} sockets have come and gone; ${ROUNDS} rounds. The reference is plain graphql-ws over \`ws\`.`,
  measure: async (bench) => {
    const limit = readOpenFileLimit();
    const sockets = Math.min(bench.sizes.sockets, limit - OTHER_FILES);
    const url = await (await bench.mariadb()).createDatabase('bench_idle');
    bench.say(`opening ${sockets} sockets again and again: the limit of open files is ${limit}`);
    const sample = { field: 'cardStatusChanged', event: { cursor: '0' } };
    const rounds = await measureRounds(ROUNDS, {
      measured: () => measureMemory({ program: 'tessera-server', settings: { url } }, sockets),
      reference: () => measureMemory({ program: 'graphql-ws-server', settings: sample }, sockets),
    });
    return [describeLine(sockets, rounds)];
  },
};

/** Descriptors that a process may hold, those of this process's children too. */
function readOpenFileLimit(): number {
  const said = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim();
  return said === 'unlimited' ? Number.POSITIVE_INFINITY : Number(said);
}

/** KiB a socket. */
async function measureMemory({ program, settings }: StreamSideOptions, sockets: number): Promise<number> {
  const server = await ChildProgram.start<ServerQuestions>(program, settings);
  const clients = await startClients(await server.ask('url', null), Math.ceil(sockets / SOCKETS_EACH));
  try {
    await openAll(clients, EARLY_SOCKETS);
    await Promise.all(clients.map((client) => client.ask('close', null)));
    const before = await server.ask('residentBytes', null);
    await openAll(clients, sockets);
    await wait(SETTLE_MS);
    return ((await server.ask('residentBytes', null)) - before) / sockets / KIB;
  } finally {
    await Promise.all([server.stop(), ...clients.map((client) => client.stop())]);
  }
}

async function startClients(url: string, count: number): Promise<readonly ChildProgram<SubscriberQuestions>[]> {
  const target = { url, token: await issueOperatorToken(), cards: 1 };
  return Promise.all(
    Array.from({ length: count }, (_, index) => {
      // Elsewhere than on Linux only one loopback address answers.
      const own = process.platform === 'linux' ? { localAddress: `127.0.0.${index + 2}` } : {};
      return ChildProgram.start<SubscriberQuestions>('subscribers', { ...target, ...own });
    }),
  );
}

async function openAll(clients: readonly ChildProgram<SubscriberQuestions>[], sockets: number): Promise<void> {
  const upTo = (share: number): number => Math.floor((sockets * share) / clients.length);
  await Promise.all(
    clients.map((client, index) => {
      const count = upTo(index + 1) - upTo(index);
      return client.ask(
        'open',
        Array.from({ length: count }, () => SUBSCRIPTION),
      );
    }),
  );
}

function describeLine(
  sockets: number,
  rounds: Readonly<Record<'measured' | 'reference', readonly number[]>>,
): FigureLine {
  const line = compareRounds({
    name: `resident memory of an idle subscriber, ${sockets.toLocaleString('en')} of them`,
    unit: 'KiB',
    goal: { atMost: 48 },
    referenceName: 'plain graphql-ws',
    ...rounds,
  });
  return { ...line, goalOf: 'MEASURED' };
}
