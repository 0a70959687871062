import type { CommandRule, Lifecycle, LifecycleSubject } from '@tessera/lifecycle';
import { defineLifecycle, NO_TIES } from '@tessera/lifecycle';
import { buildSchema, parse, validate } from 'graphql';
import { describeMethods } from '../../packages/sdk/codegen/describe-methods.js';
import { emitApi } from '../../packages/sdk/codegen/emit-api.js';
import { emitClient, emitMethods } from '../../packages/sdk/codegen/emit-client.js';
import { emitCommands } from '../../packages/sdk/codegen/emit-commands.js';
import { emitRefusals } from '../../packages/sdk/codegen/emit-refusals.js';

interface Door extends LifecycleSubject {
  readonly state: 'SHUT' | 'OPEN';
}
type Commands = Readonly<Record<string, CommandRule<Door>>>;

const COMMANDS: Commands = {
  build: { means: 'Builds a door.', rows: [{ from: 'NOTHING', to: 'SHUT', by: ['OPERATOR'] }] },
  open: { means: 'Opens the door.', rows: [{ from: ['SHUT'], to: 'OPEN', by: ['OPERATOR', 'CARDHOLDER'] }] },
  slam: { means: 'The wind shuts it.', rows: [{ from: ['OPEN'], to: 'SHUT', by: ['SYSTEM'] }] },
};

/** A row more, whose reason is mandatory. */
const BOLT: CommandRule<Door> = {
  ...{ means: 'Bolts the door.', reasons: ['OTHER'], reasonRequired: true },
  rows: [{ from: ['SHUT'], to: 'SHUT', by: ['OPERATOR'] }],
};

function aDoorLifecycle(commands: Commands): Lifecycle<Door> {
  return defineLifecycle<Door>({
    ...{ kind: 'DOOR', type: 'Door', idPrefix: 'door', means: 'A door.', initial: 'SHUT', terminal: [] },
    ...{ states: { SHUT: 'It is shut.', OPEN: 'It is open.' }, commands },
    ...{ timers: {}, readers: {}, scopeOf: () => NO_TIES, windowStart: ({ createdAt }) => createdAt },
    blank: (base) => ({ ...base, state: 'SHUT' }),
  });
}

/** The schema that such a lifecycle has, with these mutations. */
function aSchema(...mutations: readonly string[]) {
  const fields = mutations.map((name) => `"As a command." ${name}(input: ${inputOf(name)}!): DoorTransitionResult!`);
  const inputs = mutations.map((name) =>
    name === 'buildDoor'
      ? `input ${inputOf(name)} { idempotencyKey: String width: Int! }`
      : `input ${inputOf(name)} { id: ID! idempotencyKey: String reason: String }`,
  );
  return buildSchema(`
    interface TransitionRefusal { code: String! message: String! retryable: Boolean! }
    "Returned when it is late." type TooLate implements TransitionRefusal { code: String! message: String! retryable: Boolean! "Since when." since: String }
    type DoorTransition { to: String! }
    union DoorTransitionResult = DoorTransition | TooLate
    type Query { doors: [String!] }
    type Mutation { ${fields.join('\n')} }
    ${inputs.join('\n')}`);
}

function inputOf(mutation: string): string {
  return `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
}

const ROW = { name: 'doors', means: 'Doors.', lifecycle: 'DOOR', methods: [] };

/** What is generated of these commands and mutations. */
function generate(commands: Commands, ...mutations: readonly string[]) {
  const lifecycles = new Map([['DOOR', aDoorLifecycle(commands)]]);
  const schema = aSchema(...mutations);
  const resources = [
    { row: ROW, methods: describeMethods(ROW, { schema, lifecycles }, { operations: [], fragments: new Map() }) },
  ];
  const typeNames = [...mutations.map(inputOf), 'DoorTransition'];
  return {
    schema,
    client: emitClient(resources, typeNames) + emitMethods(resources),
    documents: emitCommands({ schema, lifecycles, resources: [ROW] }),
    api: emitApi(resources, () => 'doors.graphql'),
    refusals: emitRefusals(schema),
  };
}

describe('the generator', () => {
  const before = () => generate(COMMANDS, 'buildDoor', 'openDoor');
  const after = () => generate({ ...COMMANDS, bolt: BOLT }, 'buildDoor', 'openDoor', 'boltDoor');

  it('makes a method of each command that callers may issue, and none of those of the system', () => {
    const { client } = before();
    expect(client).toContain('build(input: BuildDoorInput, options?: CallOptions): Promise<DoorTransition>;');
    expect(client).toContain('open(id: string, input?: CommandInput<OpenDoorInput>, options?: CallOptions): Promise<DoorTransition>;'); // prettier-ignore
    expect(client).toContain("build: ['creation', BuildDoorDocument],");
    expect(client).toContain("open: ['command', OpenDoorDocument],");
    expect(client).not.toMatch(/slam/i);
  });

  it('brings a method by a new row of the table, in all that is generated', () => {
    expect(JSON.stringify(before())).not.toMatch(/bolt/i);
    const { client, documents, api } = after();
    expect(client).toContain("bolt(id: string, input: CommandInput<BoltDoorInput, 'reason'>, options?: CallOptions): Promise<DoorTransition>;"); // prettier-ignore
    expect(client).toContain("bolt(id: string, input: CommandInput<BoltDoorInput, 'reason'>, options?: CallOptions): Promise<DoorTransition | Refusal | UnknownResult>;"); // prettier-ignore
    expect(client).toContain("bolt: ['command', BoltDoorDocument],");
    expect(documents).toContain('mutation boltDoor($input: BoltDoorInput!) {');
    expect(api).toContain('| `tessera.doors.bolt(id, { reason })` | Bolts the door. For OPERATOR. |');
  });

  it('writes documents that the schema takes, but for the selections that are written by hand', () => {
    const { schema, documents } = after();
    const whole = `${documents}\nfragment DoorTransition on DoorTransition { to }`;
    expect(validate(schema, parse(whole))).toEqual([]);
  });

  it('makes an error class of each refusal', () => {
    const { refusals } = before();
    expect(refusals).toContain('export class TooLateError extends RefusalError {');
    expect(refusals).toContain("declare readonly since: TooLate['since'];");
  });

  it('fails for a row without its mutation, and for a mutation without its row', () => {
    expect(() => generate({ ...COMMANDS, bolt: BOLT }, 'buildDoor', 'openDoor')).toThrow('The schema has no command boltDoor'); // prettier-ignore
    expect(() => generate(COMMANDS, 'buildDoor', 'openDoor', 'boltDoor')).toThrow('no method stands for boltDoor');
  });
});
