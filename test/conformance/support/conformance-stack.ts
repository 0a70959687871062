import type { Viewer } from '@tessera/lifecycle';
import type { DueRowRunner } from '../../../packages/subgraph/src/jobs/due-row-runner.js';
import type { ProductionChannel } from '../../../packages/subgraph/src/production/production-channel.js';
import type { Answer } from '../../support/graph-stack.js';
import { LIFECYCLES } from '@tessera/lifecycle';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDueRowRunner } from '../../../packages/subgraph/src/jobs/due-row-runner.js';
import { openDatabase } from '../../../packages/subgraph/src/persistence/open-database.js';
import { createGraphStack, SCHEMA } from '../../support/graph-stack.js';
import { leakWatch } from '../../support/leak-watch.js';
import { aViewer, putKiosk, putProgram } from '../../support/log-stack.js';

/** The persons and machines of these tests; `HOLDER` is the person that the cards are for. */
export const REQUESTER = aViewer('REQUESTER');
export const APPROVER = aViewer('APPROVER');
export const OPERATOR = aViewer('OPERATOR');
export const PRODUCER = aViewer('PRODUCER');
export const HOLDER = aViewer('CARDHOLDER', { id: 'mara' });

/** How long a queued order waits at most for the batch sync. */
export const BATCH_SYNC_MS = 5_000;

/** The option of these programs that lets one holder have several cards, which the documents say nothing of. */
export const SEVERAL_CARDS = { multipleOrdersPerHolder: true, multipleActivePerHolder: true } as const;

const PROGRAMS = [
  { id: 'staff', approvalRequired: true, queueOrders: true },
  { id: 'kiosk', productionChannel: 'KIOSK' },
  { id: 'bureau', productionChannel: 'BUREAU' },
  { id: 'visitors', kind: 'TEMPORARY_CARD', queueOrders: true, validityDays: 14 },
] as const;

const SUBJECT_FIELDS: Readonly<Record<string, string>> = {
  CardTransition: 'card',
  TemporaryCardTransition: 'temporaryCard',
  ChargeCardTransition: 'chargeCard',
  ProductionTransition: 'operation',
};

/** A stack as `openConformanceStack` makes it. */
export type ConformanceStack = Awaited<ReturnType<typeof openConformanceStack>>;

/** What a mutation is given. */
type MutationInput = Readonly<Record<string, unknown>>;

/**
 * Responsible for the whole graph over a fresh SQLite file, with its timers, which fire when they are told to. It has a kiosk
 * WIS00001, a card program `staff`, which asks for approval and queues, two that do neither, `kiosk` and `bureau`, and one of
 * temporary cards, `visitors`, which queues. Leaving the test removes the file.
 */
export async function openConformanceStack({ channel }: { readonly channel?: ProductionChannel } = {}) {
  const folder = makeFolder();
  prepared ??= prepareFiles();
  for (const [name, bytes] of await prepared) writeFileSync(join(folder, name), bytes);
  const database = await openDatabase({ url: `file:${join(folder, 'tessera.db')}` });
  const graph = createGraphStack(database);
  const runner = createDueRowRunner({
    database,
    subjects: graph.services.subjects,
    writer: graph.writer,
    lifecycles: LIFECYCLES,
    clock: graph.clock,
    channels: new Map(channel === undefined ? [] : [['SIMULATED', channel]]),
    logger: leakWatch.logger,
  });
  const close = async () => {
    await graph[Symbol.asyncDispose]();
    await database.close();
    rmSync(folder, { recursive: true });
  };
  return { ...graph, ...createShortWays(graph, runner), [Symbol.asyncDispose]: close };
}

/** Short ways to issue commands, to read what became of them, and to let time pass. */
function createShortWays(graph: ReturnType<typeof createGraphStack>, runner: DueRowRunner) {
  const issue = (viewer: Viewer, mutation: string, input: MutationInput) =>
    graph.ask(mutationSource(mutation), { variables: { input }, viewer });
  return {
    /** Issues a command and tells in one word what became of it: the state it led to, a guard's code, or a refusal's. */
    outcomeOf: async (viewer: Viewer, mutation: string, input: MutationInput) =>
      wordOf(await issue(viewer, mutation, input)),
    /** Issues a command that must be accepted; answers its subject's id. */
    perform: async (viewer: Viewer, mutation: string, input: MutationInput) =>
      acceptedId(await issue(viewer, mutation, input), mutation),
    /** Fields of one subject, as the viewer sees them. */
    read: async (field: string, id: string, { fields, viewer = OPERATOR }: { fields: string; viewer?: Viewer }) =>
      (await graph.ask(`query($id: ID!) { ${field}(id: $id) { ${fields} } }`, { variables: { id }, viewer })).at(field),
    /** Lets so much time pass, and fires all that fell due. */
    pass: async (ms: number) => {
      graph.clock.advance(ms);
      await runner.runOnce();
    },
  };
}

/** The files of a database with all migrations, the kiosk and the programs, made once a test file: each test begins with copies. */
let prepared: Promise<ReadonlyMap<string, Buffer>> | null = null;

async function prepareFiles(): Promise<ReadonlyMap<string, Buffer>> {
  const folder = makeFolder();
  const database = await openDatabase({ url: `file:${join(folder, 'tessera.db')}` });
  await putKiosk(database);
  for (const program of PROGRAMS) await putProgram(database, { ...program, ...SEVERAL_CARDS });
  await database.close();
  const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);
  rmSync(folder, { recursive: true });
  return new Map(files);
}

function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tessera-conformance-'));
}

function mutationSource(mutation: string): string {
  const result = SCHEMA.getMutationType()?.getFields()[mutation]?.type.toString() ?? '';
  const transition = result.replace(/Result!?$/, '');
  const field = SUBJECT_FIELDS[transition];
  if (field === undefined) throw new Error(`${mutation} is no command on one subject`);
  const input = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return `mutation($input: ${input}!) { result: ${mutation}(input: $input) {
    ... on ${transition} { to subject: ${field} { id } }
    ... on TransitionRefusal { code message }
    ... on GuardRefused { guard }
  } }`;
}

function wordOf(answer: Answer): string {
  const { to, guard, code } = answer.at('result') as Readonly<Record<string, string | undefined>>;
  return to ?? guard ?? code ?? '';
}

function acceptedId(answer: Answer, mutation: string): string {
  const id = answer.at('result.subject.id');
  if (typeof id === 'string') return id;
  throw new Error(`${mutation} was not accepted: ${JSON.stringify(answer.at('result'))}`);
}
