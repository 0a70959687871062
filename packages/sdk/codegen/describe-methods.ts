import type { GraphQLSchema } from 'graphql';
import type { SdkCommand, Sources } from './commands.js';
import type { MethodKind } from '../src/client/method-table.js';
import type { MethodRow, ResourceRow } from './resources.js';
import type { SdkDocuments, SdkOperation } from './sources.js';
import { commandsOf, describeMutation } from './commands.js';
import { documentName, pascalCase } from './text.js';

/** One parameter of a method. */
export interface SdkParameter {
  readonly name: string;
  readonly type: string;
  readonly isOptional?: true;
}

/** A method, ready to be written as an interface, a table row and a line of api.md. */
export interface SdkMethod {
  readonly name: string;
  readonly kind: MethodKind;
  readonly operation: string;
  /** Its row in the table of methods, after the kind: constants and texts of TypeScript. */
  readonly row: readonly string[];
  readonly means: string;
  /** Only of commands: who may issue it. */
  readonly roles: readonly string[];
  /** Its parameters but the last, which are the options. */
  readonly parameters: readonly SdkParameter[];
  /** The type of the options. */
  readonly options: string;
  /** What is answered with the default document. */
  readonly answers: string;
  /** What is answered with a document of the caller’s own. */
  readonly answersOwn: string;
  /** The arguments of an example call. */
  readonly example: string;
}

interface Shape {
  readonly parameters: (variables: string, operation: SdkOperation) => readonly SdkParameter[];
  readonly options: string;
  readonly answers: (type: string) => string;
  readonly answersOwn: string;
  readonly example: string;
}

const BY_ID: Pick<Shape, 'parameters' | 'example'> = {
  parameters: (_, { variables }) => [{ name: variables[0]?.name ?? 'id', type: 'string' }],
  example: 'id',
};
const BY_FILTER: Pick<Shape, 'parameters' | 'example'> = {
  parameters: (variables) => [{ name: 'filter', type: variables, isOptional: true }],
  example: '',
};

/** How the methods of each kind are called. */
const SHAPES: Readonly<Record<Exclude<MethodKind, 'command' | 'commandOnce' | 'creation'>, Shape>> = {
  get: {
    ...BY_ID,
    ...{ options: 'CallOptions', answers: (type) => `Promise<${type} | null>`, answersOwn: 'Promise<RootOf<Data>>' },
  },
  read: {
    ...{ parameters: () => [], example: '' },
    ...{ options: 'CallOptions', answers: (type) => `Promise<${type}>`, answersOwn: 'Promise<RootOf<Data>>' },
  },
  ask: {
    parameters: (variables, operation) => {
      const isGiven = operation.variables.some(({ isRequired }) => isRequired);
      return [{ name: 'question', type: variables, ...(isGiven ? {} : { isOptional: true }) }];
    },
    ...{ example: '', options: 'CallOptions' },
    ...{ answers: (type) => `Promise<${type}>`, answersOwn: 'Promise<RootOf<Data>>' },
  },
  list: {
    parameters: (variables) => [{ name: 'filter', type: `${variables}['filter']`, isOptional: true }],
    example: '',
    ...{ options: 'ListOptions', answers: (type) => `List<${type}>`, answersOwn: 'List<NodeOf<RootOf<Data>>>' },
  },
  history: {
    ...BY_ID,
    ...{ options: 'ListOptions', answers: (type) => `List<${type}>`, answersOwn: 'List<HistoryNodeOf<RootOf<Data>>>' },
  },
  transitions: {
    ...BY_ID,
    options: 'CallOptions',
    answers: (type) => `Promise<readonly ${type}[] | null>`,
    answersOwn: 'Promise<TransitionsOf<RootOf<Data>>>',
  },
  log: {
    ...BY_FILTER,
    parameters: (variables) => [{ name: 'filter', type: `Pick<${variables}, 'kinds'>`, isOptional: true }],
    ...{ options: 'ListOptions', answers: (type) => `List<${type}>`, answersOwn: 'List<ItemOf<RootOf<Data>>>' },
  },
  watch: {
    ...BY_FILTER,
    options: 'WatchOptions',
    answers: (type) => `Watch<${type}>`,
    answersOwn: 'Watch<RootOf<Data>>',
  },
  watchOne: {
    ...{ parameters: () => [{ name: 'id', type: 'string' }], example: 'id' },
    options: 'WatchOptions',
    answers: (type) => `Watch<${type}>`,
    answersOwn: 'Watch<NonNullable<RootOf<Data>>>',
  },
};

/** All methods of a resource: those of its row, then its commands. */
export function describeMethods(
  row: ResourceRow,
  sources: Pick<Sources, 'schema' | 'lifecycles'>,
  documents: SdkDocuments,
): readonly SdkMethod[] {
  const commands = commandsOf(row, sources).map(describeCommand);
  return [...row.methods.map((method) => describeMethod(method, sources.schema, documents)), ...commands];
}

function describeMethod(row: MethodRow, schema: GraphQLSchema, { operations }: SdkDocuments): SdkMethod {
  const operation = operations.find(({ name }) => name === row.operation);
  if (operation === undefined) throw new Error(`No operation is called ${row.operation}; write it in src/operations.`);
  const { name, kind, means = operation.means } = row;
  if (kind === 'creation' || kind === 'command' || kind === 'commandOnce')
    return describeCommand({
      ...describeMutation(row.operation, schema),
      ...{ name, means, roles: [], takesId: false, demanded: [] },
    });
  const { parameters, options, answers, answersOwn, example } = SHAPES[kind];
  return {
    ...{ name, kind, operation: row.operation, means, roles: [], options, answersOwn },
    example: kind === 'ask' ? exampleOfQuestion(operation) : example,
    row: rowOf(row, operation),
    parameters: parameters(`${pascalCase(row.operation)}Variables`, operation),
    answers: answers(row.answers),
  };
}

/** What must be given, by name. */
function exampleOfQuestion({ variables }: SdkOperation): string {
  const required = variables.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return required.length === 0 ? '' : `{ ${required.join(', ')} }`;
}

function rowOf({ kind, reads = '' }: MethodRow, { name, variables }: SdkOperation): readonly string[] {
  const argument = `'${variables[0]?.name ?? ''}'`;
  if (kind === 'watchOne') return [documentName(reads), argument, documentName(name)];
  return kind === 'get' && argument !== "'id'" ? [documentName(name), argument] : [documentName(name)];
}

function describeCommand(command: SdkCommand): SdkMethod {
  const { name, mutation, means, roles, inputType, takesId, required, demanded, transition } = command;
  const type = [inputType, ...(demanded.length === 0 ? [] : [demanded.map((field) => `'${field}'`).join(' | ')])].join(
    ', ',
  );
  const id = { name: 'id', type: 'string' };
  const input = { name: 'input', type: `CommandInput<${type}>` };
  const given = required.length > 0 ? input : { ...input, isOptional: true as const };
  const parameters = takesId ? [id, given] : [{ name: 'input', type: inputType }];
  return {
    ...{
      name,
      kind: kindOf(command),
      operation: mutation,
      row: [documentName(mutation)],
      means,
      roles,
      parameters,
    },
    options: 'CallOptions',
    answers: `Promise<${transition}>`,
    answersOwn: 'Promise<Accepted<RootOf<Data>>>',
    example: exampleOf(command),
  };
}

function kindOf({ takesId, takesKey }: SdkCommand): MethodKind {
  if (!takesId) return 'creation';
  return takesKey ? 'command' : 'commandOnce';
}

function exampleOf({ takesId, required }: SdkCommand): string {
  const input = required.length === 0 ? [] : [`{ ${required.join(', ')} }`];
  return [...(takesId ? ['id'] : []), ...input].join(', ');
}
