import type { ListFaults } from './cursor-lists.js';
import type { LoadQuestions, LoadReport } from './live-load.js';
import type { LiveWorld } from './live-world.js';
import type { SubscriberOrder, SubscribersQuestions } from './live-subscribers.js';
import { setTimeout as wait } from 'node:timers/promises';
import { ChildProgram } from '../../bench/support/child-program.js';
import { CARD_OFFICE, tokenOf } from './live-people.js';
import { BROAD_PROFILES, LIVE_PROFILES } from './live-profiles.js';

/** Who listens, what is written meanwhile, and what happens to the servers. */
export interface LiveRunOptions {
  readonly subscribers: number;
  readonly callsPerSecond: number;
  /** Charge cards imported a second; 0: none. */
  readonly importedPerSecond: number;
  /** What happens while subscribers listen and mutations are sent; it can ask how many events were acknowledged so far. */
  readonly disturb: (countAcknowledged: () => Promise<number>) => Promise<void>;
}

/** What was found when every subscriber had had the time to receive everything. */
export interface LiveReport extends ListFaults {
  /** Of the log, since the subscribers began. */
  readonly events: number;
  /** By all subscribers together. */
  readonly received: number;
  /** Subscribers whose lists differ, in words; some of them. */
  readonly examples: readonly string[];
  /** Acknowledged events that are not in the log. */
  readonly lost: readonly string[];
  readonly load: LoadReport;
  /** How often a stream ended, by whether `server` or `gateway` and why. */
  readonly ends: Readonly<Record<string, number>>;
  /** Ends that a server never tells: nothing, or an item that does not follow on the last. */
  readonly silentEnds: readonly string[];
}

/** What a report holds when every promise was kept. */
export const ALL_KEPT = { missed: 0, doubled: 0, outOfOrder: 0, foreign: 0, examples: [], lost: [], silentEnds: [] };

/** Nothing received for so long is nothing more to come, in milliseconds. */
const SILENT_MS = 30_000;

type Subscribers = ChildProgram<SubscribersQuestions>;
type Log = Awaited<ReturnType<LiveWorld['readLog']>>;

/**
 * Subscribes, a quarter of all through the gateway where there is one, sends mutations until the disturbance is over, and compares what
 * each subscriber received with the log.
 */
export async function runLive(world: LiveWorld, options: LiveRunOptions): Promise<LiveReport> {
  const { callsPerSecond, importedPerSecond } = options;
  const origins = world.replicas.map(({ origin }) => origin);
  const order = { after: world.start, subscribers: await orderSubscribers(world, options) };
  const subscribers = await ChildProgram.start<SubscribersQuestions>('../test/support/live-subscribers', order);
  const settings = { origins, token: await tokenOf(CARD_OFFICE), callsPerSecond, importedPerSecond };
  const load = await ChildProgram.start<LoadQuestions>('../test/support/live-load', settings);
  try {
    await load.ask('begin', null);
    await options.disturb(() => load.ask('acknowledged', null));
    const written = await load.ask('stop', null);
    const log = await waitForAll(world, subscribers);
    return { ...(await inspect(subscribers, log, written)), load: written };
  } finally {
    await Promise.all([subscribers.stop(), load.stop()]);
  }
}

async function orderSubscribers(world: LiveWorld, options: LiveRunOptions): Promise<SubscriberOrder[]> {
  const tokens = await Promise.all(LIVE_PROFILES.map(({ person }) => tokenOf(person)));
  const servers = { urls: world.replicas.map(({ url }) => url), through: 'server' };
  const gateway = world.gateway === null ? servers : { urls: [world.gateway.url], through: 'gateway' };
  return Array.from({ length: options.subscribers }, (_, index) => {
    const list = chooseProfile(index);
    const { query = '' } = LIVE_PROFILES[list] ?? {};
    return { query, token: tokens[list] ?? '', list, ...(isAtGateway(index) ? gateway : servers) };
  });
}

/** One of four subscribers sees much, the others have everybody else's view in turn. */
function chooseProfile(index: number): number {
  const group = Math.floor(index / 4);
  if (index % 4 === 0) return group % BROAD_PROFILES;
  return BROAD_PROFILES + ((3 * group + (index % 4)) % (LIVE_PROFILES.length - BROAD_PROFILES));
}

/** Sixteen of 64, those who see much among them. */
function isAtGateway(index: number): boolean {
  return index % 64 < 16;
}

/**
 * Waits until everybody has as many events as the log has for them, and the log grows no more; answers the log. Where nobody receives
 * anything any more it gives up in silence: the lists then tell what is missing.
 */
async function waitForAll(world: LiveWorld, subscribers: Subscribers): Promise<Log> {
  for (let log = await world.readLog(); ;) {
    const lengths = LIVE_PROFILES.map(({ sees }) => log.filter(sees).length);
    let isAlive = true;
    while (isAlive && (await subscribers.ask('behind', lengths)) > 0) isAlive = await receivesMore(subscribers);
    const now = await world.readLog();
    if (!isAlive || now.length === log.length) return now;
    log = now;
  }
}

/** Whether anybody receives anything within the time. */
async function receivesMore(subscribers: Subscribers): Promise<boolean> {
  const deadline = performance.now() + SILENT_MS;
  const { received: before } = await subscribers.ask('state', null);
  while (performance.now() < deadline) {
    await wait(50);
    const { received } = await subscribers.ask('state', null);
    if (received > before) return true;
  }
  return false;
}

async function inspect(subscribers: Subscribers, log: Log, written: LoadReport): Promise<Omit<LiveReport, 'load'>> {
  const expected = LIVE_PROFILES.map(({ sees }) => log.filter(sees).map(({ cursor }) => cursor));
  const faults = await subscribers.ask('compare', expected);
  const { received, ends } = await subscribers.ask('state', null);
  const ids = new Set(log.map(({ id }) => id));
  const imported = log.filter(({ kind }) => kind === 'CHARGE_CARD').length;
  const missing = Math.max(0, written.imported - imported);
  const lost = [
    ...written.eventIds.filter((id) => !ids.has(id)),
    ...(missing > 0 ? [`${missing} imported charge cards`] : []),
  ];
  const silentEnds = Object.keys(ends).filter((end) => /^server: (complete|an item)/.test(end));
  return { events: log.length, received, ...faults, lost, ends, silentEnds };
}

/** How often subscribers had to connect again. */
export function countReconnects({ ends }: LiveReport): number {
  return Object.values(ends).reduce((sum, count) => sum + count, 0);
}

/** What happened in a run, in a line. */
export function describeRun(report: LiveReport): string {
  const { events, received, load } = report;
  const failed = Object.values(load.failed).reduce((sum, count) => sum + count, 0);
  const ended = `${countReconnects(report)} reconnects ${JSON.stringify(report.ends)}`;
  return `${events} events, ${received} received, ${ended}, ${load.calls} calls, ${load.repeated} repeated, ${failed} failed`;
}
