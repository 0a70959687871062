import type { LoadQuestions } from '../load.js';
import type { Bench } from './figure.js';
import type { ScenarioName } from './scenarios.js';
import type { ServerQuestions } from './server-answers.js';
import { loadCards } from './cards.js';
import { ChildProgram } from './child-program.js';
import { issueOperatorToken } from './keys.js';

/** Connections that load a server. */
export const CONNECTIONS = 64;

/** What a round over HTTP has shown. */
export interface HttpRound {
  readonly perSecond: number;
  /** Processor time of the server's process a request, in microseconds. */
  readonly cpuMicros: number;
}

/** What a side is started with. */
export interface HttpSideOptions {
  readonly program: 'tessera-server' | 'mercurius-server';
  /** The name of a database to make. */
  readonly database: string;
  readonly settings?: object;
}

/** Responsible for a server with a database of its own, and the process that loads it. */
export class HttpSide {
  /** How many requests of a scenario fill a round, as its last round has shown. */
  readonly #requests = new Map<ScenarioName, number>();

  private constructor(
    private readonly bench: Bench,
    private readonly server: ChildProgram<ServerQuestions>,
    private readonly load: ChildProgram<LoadQuestions>,
  ) {}

  static async start(bench: Bench, { program, database, settings = {} }: HttpSideOptions): Promise<HttpSide> {
    const { cards } = bench.sizes;
    bench.say(`loading ${cards} cards into ${database}`);
    const url = await (await bench.mariadb()).createDatabase(database);
    await loadCards(url, cards);
    const server = await ChildProgram.start<ServerQuestions>(program, { url, ...settings });
    const target = { url: await server.ask('url', null), token: await issueOperatorToken(), cards };
    return new HttpSide(bench, server, await ChildProgram.start<LoadQuestions>('load', target));
  }

  /** Loads the server with one scenario for a round. */
  async measure(scenario: ScenarioName): Promise<HttpRound> {
    const { sizes } = this.bench;
    const requests = this.#requests.get(scenario) ?? sizes.requests;
    const before = await this.server.ask('cpuMicros', null);
    const { perSecond } = await this.load.ask('run', { scenario, requests, connections: CONNECTIONS });
    const after = await this.server.ask('cpuMicros', null);
    this.#requests.set(scenario, Math.max(CONNECTIONS, Math.round(perSecond * sizes.seconds)));
    return { perSecond, cpuMicros: (after - before) / requests };
  }

  async stop(): Promise<void> {
    await Promise.all([this.load.stop(), this.server.stop()]);
  }
}
