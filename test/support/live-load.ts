// A program: sends mutations at a given rate, each with a key of its own, to servers that are ready; a call that fails is sent once more.
import type { LiveCall } from './live-calls.js';
import { setTimeout as wait } from 'node:timers/promises';
import { answerQuestions, readSettings } from '../../bench/support/child-program.js';
import { LiveCalls } from './live-calls.js';
import { ReadyReplicas } from './ready-replicas.js';

/** What the program is started with. */
export interface LoadSettings {
  readonly origins: readonly string[];
  readonly token: string;
  readonly callsPerSecond: number;
  /** Charge cards imported a second, by few calls; 0: none. */
  readonly importedPerSecond: number;
}

/** What became of the calls. */
export interface LoadReport {
  readonly calls: number;
  /** Calls that were sent a second time. */
  readonly repeated: number;
  /** Events of acknowledged calls; those of an import are not told. */
  readonly eventIds: readonly string[];
  /** Charge cards of acknowledged imports. */
  readonly imported: number;
  /** Calls that failed both times, or were refused: how many, by what they were told. */
  readonly failed: Readonly<Record<string, number>>;
}

/** What the program is asked. */
export interface LoadQuestions {
  begin(details: null): void;
  /** Events so far that were acknowledged. */
  acknowledged(details: null): number;
  /** Sends no more; answers when all calls are answered. */
  stop(details: null): Promise<LoadReport>;
}

interface Result {
  readonly __typename: string;
  readonly code?: string;
  readonly event?: { readonly id: string };
  readonly card?: { readonly id: string; readonly state: string };
  readonly importedCount?: number;
}

interface Body {
  readonly data?: { readonly result: Result } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const ATTEMPT_MS = 10_000;
const IMPORTS_A_SECOND = 4;
/** Calls that may be unanswered at once; beyond, sending waits. */
const MOST_IN_FLIGHT = 300;
const ACCEPTED: Readonly<Record<string, string>> = {
  importChargeCards: '... on ImportedChargeCards { importedCount }',
};
const ACCEPTED_OF_CARDS = '... on CardTransition { event { id } card { id state } }';

// Its one argument is of this form.
const settings = readSettings() as LoadSettings;
const replicas = new ReadyReplicas(settings.origins);
const calls = new LiveCalls(`load-${process.pid}`);
const failed: Record<string, number> = {};
const report = { calls: 0, repeated: 0, imported: 0, eventIds: new Array<string>(), failed };
const inFlight = new Set<Promise<void>>();
let isStopped = false;
let sending: Promise<unknown> = Promise.resolve();

answerQuestions<LoadQuestions>({
  begin: () => {
    void replicas.watch();
    const { callsPerSecond, importedPerSecond } = settings;
    const rows = Math.round(importedPerSecond / IMPORTS_A_SECOND);
    const imports = rows === 0 ? Promise.resolve() : send(IMPORTS_A_SECOND, () => calls.nextImport(rows));
    sending = Promise.all([send(callsPerSecond, () => calls.next()), imports]);
  },
  acknowledged: () => report.eventIds.length + report.imported,
  stop: async () => {
    isStopped = true;
    await sending;
    await Promise.all(inFlight);
    replicas.stop();
    return report;
  },
});

/** Sends so many calls a second until it is stopped. */
async function send(perSecond: number, next: () => LiveCall): Promise<void> {
  const begin = performance.now();
  for (let count = 1; !isStopped; count += 1) {
    const pauseMs = begin + (count * 1_000) / perSecond - performance.now();
    if (pauseMs > 0) await wait(pauseMs);
    if (inFlight.size >= MOST_IN_FLIGHT) await Promise.race(inFlight);
    const call: Promise<void> = perform(next()).finally(() => inFlight.delete(call));
    inFlight.add(call);
  }
}

async function perform(call: LiveCall): Promise<void> {
  report.calls += 1;
  const first = replicas.choose();
  const answer = await attempt(first, call);
  if (typeof answer !== 'string') {
    take(call, answer);
    return;
  }
  report.repeated += 1;
  const again = await attempt(replicas.choose(first), call);
  if (typeof again !== 'string') take(call, again);
  else fail(`${answer}; then ${again}`);
}

function fail(words: string): void {
  failed[words] = (failed[words] ?? 0) + 1;
}

function take({ mutation }: LiveCall, { __typename, code, event, card, importedCount }: Result): void {
  if (code !== undefined) fail(`${mutation}: ${__typename} ${code}`);
  if (event !== undefined) report.eventIds.push(event.id);
  if (card !== undefined) calls.learn(card.id, card.state);
  report.imported += importedCount ?? 0;
}

/** The result; in words why there is none. */
async function attempt(origin: string, { mutation, input }: LiveCall): Promise<Result | string> {
  const type = `${mutation[0]?.toUpperCase() ?? ''}${mutation.slice(1)}Input`;
  const fields = `__typename ${ACCEPTED[mutation] ?? ACCEPTED_OF_CARDS} ... on TransitionRefusal { code }`;
  const query = `mutation ($input: ${type}!) { result: ${mutation}(input: $input) { ${fields} } }`;
  try {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${settings.token}` },
      body: JSON.stringify({ query, variables: { input } }),
      signal: AbortSignal.timeout(ATTEMPT_MS),
    });
    // Our own server answers in this form.
    const { data, errors } = (await response.json()) as Body;
    return data?.result ?? `${response.status} ${errors?.[0]?.extensions?.code} ${errors?.[0]?.message}`;
  } catch (error) {
    return error instanceof Error ? `${error.name} ${String(Reflect.get(Object(error.cause), 'code'))}` : String(error);
  }
}
