import type { SubscriberQuestions } from '../subscribers.js';
import type { EventSample } from './event-source.js';
import type { Bench } from './figure.js';
import type { ServerQuestions } from './server-answers.js';
import type { Subscription } from './subscriber-socket.js';
import { loadCards } from './cards.js';
import { ChildProgram } from './child-program.js';
import { readSample } from './event-source.js';
import { issueOperatorToken } from './keys.js';

/** Transitions that are driven for each second of a round. */
const EVENTS_PER_SECOND = 100;

/** Events that settle what opening sockets has stirred up. */
const SETTLING_EVENTS = 20;

/** Cards that change. */
const CARDS = 1_000;

/** What a side is started with. */
export interface StreamSideOptions {
  readonly program: 'tessera-server' | 'raw-server' | 'graphql-ws-server';
  readonly settings: object;
}

/** Responsible for a server that tells of events, and the process with its subscribers. */
export class StreamSide {
  private constructor(
    private readonly bench: Bench,
    private readonly server: ChildProgram<ServerQuestions>,
    private readonly subscribers: ChildProgram<SubscriberQuestions>,
  ) {}

  static async start(bench: Bench, { program, settings }: StreamSideOptions): Promise<StreamSide> {
    const server = await ChildProgram.start<ServerQuestions>(program, settings);
    const target = { url: await server.ask('url', null), token: await issueOperatorToken(), cards: CARDS };
    return new StreamSide(bench, server, await ChildProgram.start<SubscriberQuestions>('subscribers', target));
  }

  /** The real server, with cards in a database to be made. */
  static async startTessera(bench: Bench, database: string): Promise<StreamSide> {
    const url = await (await bench.mariadb()).createDatabase(database);
    await loadCards(url, CARDS);
    return StreamSide.start(bench, { program: 'tessera-server', settings: { url } });
  }

  /** One event as this subscriber is told it: what a reference is started with. */
  async sample(subscription: Subscription): Promise<EventSample> {
    await this.subscribers.ask('open', [subscription]);
    const message = await this.subscribers.ask('drive', 1);
    await this.subscribers.ask('close', null);
    return readSample(message);
  }

  /**
   * Processor time of the server's process that a delivery takes, in microseconds: what events take with all subscribers, less what
   * they take with the first alone.
   */
  async measure(subscriptions: readonly Subscription[]): Promise<number> {
    const events = EVENTS_PER_SECOND * this.bench.sizes.seconds;
    await this.subscribers.ask('open', subscriptions.slice(0, 1));
    const alone = await this.#drive(events);
    await this.subscribers.ask('open', subscriptions.slice(1));
    const together = await this.#drive(events);
    await this.subscribers.ask('close', null);
    return (together - alone) / (events * (subscriptions.length - 1));
  }

  async stop(): Promise<void> {
    await Promise.all([this.subscribers.stop(), this.server.stop()]);
  }

  /** Microseconds of the server's process. */
  async #drive(events: number): Promise<number> {
    await this.subscribers.ask('drive', SETTLING_EVENTS);
    const before = await this.server.ask('cpuMicros', null);
    await this.subscribers.ask('drive', events);
    return (await this.server.ask('cpuMicros', null)) - before;
  }
}
