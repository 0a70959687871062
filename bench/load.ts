// Loads a GraphQL server with autocannon: a process of its own, so that it takes no processor time of the server's.
import type { Client, Request } from 'autocannon';
import type { Scenario, ScenarioName } from './support/scenarios.js';
import autocannon from 'autocannon';
import { answerQuestions, readSettings } from './support/child-program.js';
import { createScenario } from './support/scenarios.js';

/** Which server is loaded, and as whom. */
export interface LoadSettings {
  readonly url: string;
  readonly token: string;
  readonly cards: number;
}

/** What the load generator is asked. */
export interface LoadQuestions {
  /** Sends so many requests; all are answered when this resolves. Throws when one was not answered as it should be. */
  run(options: LoadOptions): Promise<{ readonly perSecond: number }>;
}

/** One run. */
export interface LoadOptions {
  readonly scenario: ScenarioName;
  readonly requests: number;
  readonly connections: number;
}

const { url, token, cards } = readSettings() as LoadSettings;
const scenarios = new Map<ScenarioName, Scenario>();

answerQuestions<LoadQuestions>({ run });

async function run({ scenario: name, requests, connections }: LoadOptions): Promise<{ perSecond: number }> {
  // Kept over the runs: it knows the cards' states.
  const scenario = scenarios.get(name) ?? createScenario(name, cards);
  scenarios.set(name, scenario);
  const failures: string[] = [];
  let connection = 0;
  const setupClient = (client: Client): void => {
    client.setRequests([createRequest(scenario, { number: (connection += 1), of: connections }, failures)]);
  };
  const begin = performance.now();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const { errors } = await autocannon({ url, method: 'POST', connections, amount: requests, headers, setupClient });
  const seconds = (performance.now() - begin) / 1_000;
  if (errors > 0 || failures.length > 0)
    throw new Error(`${errors} errors, ${failures.length} faults: ${failures[0] ?? ''}`);
  return { perSecond: requests / seconds };
}

/** The requests of one connection: each is made when it is sent, and its answer looked at. */
function createRequest(scenario: Scenario, share: { number: number; of: number }, failures: string[]): Request {
  let current = scenario.next(share);
  return {
    setupRequest: (request) => {
      current = scenario.next(share);
      return { ...request, body: current.body };
    },
    onResponse: (status, body) => {
      if (status === 200 && body.includes(current.expected)) current.onAnswer();
      else failures.push(`${status} ${body}`);
    },
  };
}
