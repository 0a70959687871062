import type { Role, Viewer } from '@tessera/lifecycle';
import type { GraphStack } from '../permissions/two-tenants.js';
import * as fc from 'fast-check';
import { CALLER_ROLES, LIFECYCLES } from '@tessera/lifecycle';
import { eraseHolder } from '../../packages/subgraph/src/audit/erase-holder.js';
import { findTraces } from '../../packages/subgraph/src/audit/find-traces.js';
import { liveAlike, noteStatements, readSubjects, viewerOf } from '../permissions/two-tenants.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { createGraphStack } from '../support/graph-stack.js';
import { acceptedId, aCommand, aViewer, putProgram, registerCard } from '../support/log-stack.js';
import { chance } from '../support/random-commands.js';
import { findTallyFaults } from '../support/tally-faults.js';

const SEED = Number(process.env['TEST_SEED'] ?? Date.now() % 1_000_000);
const COMMANDS = 120;

/** The list behind each kind, and how it is filtered by program. */
const LISTS = {
  CARD: { field: 'cards', type: 'Card', hasProgram: true },
  TEMPORARY_CARD: { field: 'temporaryCards', type: 'TemporaryCard', hasProgram: true },
  CHARGE_CARD: { field: 'chargeCards', type: 'ChargeCard', hasProgram: false },
  PRODUCTION_OPERATION: { field: 'productionOperations', type: 'ProductionOperation', hasProgram: true },
} as const;
type Kind = keyof typeof LISTS;
const KINDS = Object.keys(LISTS) as Kind[];
const PROGRAMS = ['direct', 'approved', 'visitors', 'nobody has it'];

/** Roles that are held together: where scopes overlap, nothing may be counted twice. */
const TOGETHER: readonly (readonly Role[])[] = [
  ['CARDHOLDER', 'PRODUCER'],
  ['CARDHOLDER', 'ACCOUNT_OWNER'],
  ['PRODUCER', 'ACCOUNT_ADMIN', 'CARDHOLDER'],
  ['CARDHOLDER', 'OPERATOR'],
];

const VIEWERS: readonly Viewer[] = [...CALLER_ROLES.map((role) => [role]), ...TOGETHER].map((roles) => ({
  ...viewerOf('acme', 'CARDHOLDER'),
  roles,
}));

interface Count {
  readonly state: string | null;
  readonly programId: string | null;
  readonly count: number;
}

async function countsOf(stack: GraphStack, viewer: Viewer, given: string): Promise<readonly Count[]> {
  const answer = await stack.ask(`{ cardCounts(${given}) { state programId count } }`, { viewer });
  return answer.list('cardCounts').map(({ data }) => data as Count);
}

/** What the list says, for the states and programs that are asked about. */
async function totalsOf(
  stack: GraphStack,
  viewer: Viewer,
  { kind, programId }: { kind: Kind; programId: string | null },
) {
  const { field } = LISTS[kind];
  const states = Object.keys(LIFECYCLES.get(kind)?.states ?? {});
  const program = programId === null ? '' : `, programId: "${programId}"`;
  const parts = states.map((state) => `${state}: ${field}(filter: { states: [${state}]${program} }) { totalCount }`);
  const answer = await stack.ask(`{ ${parts.join('\n')} }`, { viewer });
  return new Map(states.map((state) => [state, Number(answer.at(`${state}.totalCount`))]));
}

/** Compares all that can be asked of a kind with its list; answers how many there are. */
async function compare(stack: GraphStack, viewer: Viewer, kind: Kind): Promise<number> {
  const all = await totalsOf(stack, viewer, { kind, programId: null });
  const states = await countsOf(stack, viewer, `kind: ${kind}, by: STATE`);
  const isRead = viewer.roles.some((role) => LIFECYCLES.get(kind)?.readers[role] !== undefined);
  expect(states.map(({ state, count }) => [state, count])).toEqual(isRead ? [...all] : []);
  if (!LISTS[kind].hasProgram) return sum([...all.values()]);
  for (const programId of PROGRAMS) {
    const expected = [...(await totalsOf(stack, viewer, { kind, programId }))];
    const ofProgram = await countsOf(stack, viewer, `kind: ${kind}, programId: "${programId}"`);
    expect(ofProgram.map(({ state, count }) => [state, count])).toEqual(isRead ? expected : []);
    const [whole] = await countsOf(stack, viewer, `kind: ${kind}, by: PROGRAM, programId: "${programId}"`);
    expect(whole?.count ?? 0).toBe(sum(expected.map(([, count]) => count)));
    const both = await countsOf(stack, viewer, `kind: ${kind}, by: PROGRAM_AND_STATE`);
    const own = both.filter((each) => each.programId === programId).map(({ state, count }) => [state, count]);
    expect(own).toEqual(expected.filter(([, count]) => count !== 0));
  }
  return sum([...all.values()]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

beforeAll(() => {
  process.stderr.write(`counts: TEST_SEED=${SEED}\n`);
});

describeOnEachDatabase('the numbers of cards that are kept', ({ open }) => {
  it('are what the lists count, for every role and for roles together, after random commands', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    await liveAlike(stack, fc.sample(chance, { seed: SEED, numRuns: COMMANDS }));
    // Of somebody else and not ordered, whatever chance has made.
    await registerCard(stack, { input: { holderId: 'somebody else' } });
    for (const tenantId of ['acme', 'umbra']) expect(await findTallyFaults(opened.database, tenantId)).toEqual([]);
    const found = new Map<string, number>();
    for (const viewer of VIEWERS)
      for (const kind of KINDS) found.set(`${viewer.roles.join()} ${kind}`, await compare(stack, viewer, kind));
    // Comparing is of use only where there is something, and not the same for everybody.
    for (const kind of KINDS) expect(found.get(`OPERATOR ${kind}`)).toBeGreaterThan(0);
    expect(found.get('CARDHOLDER CARD')).toBeLessThan(found.get('OPERATOR CARD') ?? 0);
    expect(found.get('PRODUCER CARD')).toBeLessThan(found.get('OPERATOR CARD') ?? 0);
    expect(found.get('ACCOUNT_OWNER CHARGE_CARD')).toBeGreaterThan(0);
  });

  it('are told of the viewer’s own tenant alone', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    await putProgram(opened.database);
    await registerCard(stack);
    const foreigner = aViewer('OPERATOR', { tenantId: 'globex' });
    expect((await countsOf(stack, foreigner, 'by: STATE')).filter(({ count }) => count !== 0)).toEqual([]);
    expect(await countsOf(stack, foreigner, 'by: PROGRAM')).toEqual([]);
  });

  it('refuse to count charge cards by what they do not have', async () => {
    await using opened = await open();
    await using stack = createGraphStack(opened.database);
    const refuses = async (given: string, message: string) => {
      const { errors } = await stack.run(`{ cardCounts(kind: CHARGE_CARD, ${given}) { count } }`);
      expect(errors?.[0]?.originalError).toMatchObject({ code: 'BAD_USER_INPUT', message });
    };
    await refuses('by: PROGRAM', 'by: CHARGE_CARD has no program; count it by STATE.');
    await refuses('by: PROGRAM_AND_STATE', 'by: CHARGE_CARD has no program; count it by STATE.');
    await refuses('programId: "direct"', 'programId: CHARGE_CARD has no program; leave it out.');
  });

  it('cost a batch one statement, whatever it changes, once they are there', async () => {
    await using opened = await open();
    const noted = noteStatements(opened.database);
    await using stack = createGraphStack(noted.database);
    await putProgram(opened.database, { multipleOrdersPerHolder: true });
    const subjectId = await registerCard(stack);
    acceptedId(await stack.submit({ command: 'request', subjectId }));
    const next = await registerCard(stack);
    noted.statements.splice(0);
    const order = stack.submit({ command: 'request', subjectId: next });
    await Promise.all([registerCard(stack), registerCard(stack), order.then(acceptedId)]);
    const batches = noted.statements.filter((sql) => sql.startsWith('UPDATE tenant_log'));
    expect(noted.statements.filter((sql) => / tally /.test(sql))).toHaveLength(batches.length);
    expect(await findTallyFaults(opened.database, 'acme')).toEqual([]);
  });

  it('are right after a batch that changes more of them than one statement could', async () => {
    await using opened = await open();
    const { database } = opened;
    await using stack = createGraphStack(database);
    const classify = jest.spyOn(database.dialect, 'classify');
    const programs = Array.from({ length: 256 }, (_, index) => `program-${index}`);
    for (const id of programs) await putProgram(database, { id });
    const ids = await Promise.all(programs.map((programId) => registerCard(stack, { input: { programId } })));
    const outcomes = await Promise.all(ids.map((subjectId) => stack.submit({ command: 'request', subjectId })));
    expect(outcomes.filter(({ type }) => type !== 'ACCEPTED')).toEqual([]);
    expect(classify.mock.results.filter(({ value }) => value === 'STATEMENT')).toEqual([]);
    expect(await findTallyFaults(database, 'acme')).toEqual([]);
    classify.mockRestore();
  });

  it('stay as they are when a person is erased', async () => {
    await using opened = await open();
    const { database } = opened;
    await using stack = createGraphStack(database);
    await putProgram(database);
    await registerCard(stack, { input: { embossedName: 'MARA LIND' }, comment: 'For Mara' });
    const before = await countsOf(stack, aViewer('OPERATOR'), 'by: PROGRAM_AND_STATE');
    const mara = { tenantId: 'acme', holderId: 'mara' };
    await eraseHolder(stack.writer, mara, await findTraces(database, mara));
    expect(await countsOf(stack, aViewer('OPERATOR'), 'by: PROGRAM_AND_STATE')).toEqual(before);
    expect(await findTallyFaults(database, 'acme')).toEqual([]);
  });

  it('are counted anew by the next batch when a server from before them wrote meanwhile', async () => {
    await using opened = await open();
    const { database } = opened;
    await using stack = createGraphStack(database);
    await putProgram(database, { multipleOrdersPerHolder: true });
    const subjectId = await registerCard(stack);
    // What such a server writes of it: the row, and the log's head.
    const session = await database.openWriteSession();
    await session.write("UPDATE card SET state = 'ABORTED', version = 2 WHERE id = ?", [subjectId]);
    await session.write("UPDATE tenant_log SET head = head + 1 WHERE tenant_id = 'acme'", []);
    session.release();
    expect(await findTallyFaults(database, 'acme')).not.toEqual([]);
    await registerCard(stack);
    expect(await findTallyFaults(database, 'acme')).toEqual([]);
    const [first] = await readSubjects(database, 'acme', 'CARD');
    expect(first?.state).toBe('ABORTED');
    acceptedId(await stack.writer.submit(aCommand({ input: { programId: 'direct', holderId: 'ole' } })));
    expect(await findTallyFaults(database, 'acme')).toEqual([]);
  });
});
