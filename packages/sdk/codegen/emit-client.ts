import type { SdkMethod, SdkParameter } from './describe-methods.js';
import type { ResourceRow } from './resources.js';
import { HEADER, pascalCase, toDocComment } from './text.js';

/** A resource with its methods. */
export interface SdkResource {
  readonly row: ResourceRow;
  readonly methods: readonly SdkMethod[];
}

/** Names that the interfaces use and that are not made from the schema. */
const CALL_TYPES = [
  'Accepted', 'CallOptions', 'CommandInput', 'HistoryNodeOf', 'ItemOf', 'ListOptions', 'NodeOf', 'OwnDocument',
  'RootOf', 'TransitionsOf', 'UnknownResult', 'WatchOptions',
]; // prettier-ignore

/** The interfaces of all resources. */
export function emitClient(resources: readonly SdkResource[], typeNames: readonly string[]): string {
  const interfaces = resources.flatMap((each) => [emitResource(each), emitResults(each)]).join('\n');
  const all = [emitIndex('Resources', resources), emitIndex('Results', resources.filter(hasCommands))].join('\n');
  const body = `${interfaces}\n${all}`;
  return [HEADER, '', ...imports(body, typeNames), '', body].join('\n');
}

/** The table from which the client makes the methods of these interfaces. */
export function emitMethods(resources: readonly SdkResource[]): string {
  const documents = resources.flatMap(({ methods }) =>
    methods.flatMap(({ row }) => row.filter((each) => !each.startsWith("'"))),
  );
  const imported = [
    "import type { MethodTable } from '../client/method-table.js';",
    importOf(documents, './documents.js', 'import'),
  ];
  const means = toDocComment(['Each method’s kind, and the documents that it sends.']);
  const table = `export const METHODS = {\n${resources.map(emitTable).join('\n')}\n} as const satisfies MethodTable;\n`;
  return [HEADER, '', ...imported, '', means + table].join('\n');
}

function imports(body: string, typeNames: readonly string[]): readonly string[] {
  const isUsed = (name: string) => new RegExp(`\\b${name}\\b`).test(body);
  return [
    importOf(CALL_TYPES.filter(isUsed), '../calls/call-types.js'),
    "import type { List } from '../calls/list.js';",
    "import type { Watch } from '../streams/watch.js';",
    importOf(typeNames.filter(isUsed), './operations.js'),
    "import type { Refusal } from './refusals.js';",
  ];
}

function importOf(names: readonly string[], from: string, word = 'import type'): string {
  const lines = [...new Set(names)].sort().map((name) => `  ${name},`);
  return `${word} {\n${lines.join('\n')}\n} from '${from}';`;
}

function isCommand({ kind }: SdkMethod): boolean {
  return kind === 'command' || kind === 'commandOnce' || kind === 'creation';
}

function hasCommands({ methods }: SdkResource): boolean {
  return methods.some(isCommand);
}

function emitResource({ row, methods }: SdkResource): string {
  const written = methods.map((method) => emitMethod(row.name, method)).join('\n');
  return `${toDocComment([row.means])}export interface ${pascalCase(row.name)} {\n${written}}\n`;
}

function emitMethod(resource: string, method: SdkMethod): string {
  const { name, parameters, options, answers, answersOwn } = method;
  const own = `${options} & OwnDocument<Data>`;
  return [
    toDocComment([method.means, ...rolesLine(method), '', `@example ${example(resource, method)}`], '  '),
    `  ${name}(${listParameters(parameters)}options?: ${options}): ${answers};\n`,
    toDocComment(['The same, with a document of your own.'], '  '),
    `  ${name}<Data>(${listParameters(parameters, 'ALL_GIVEN')}options: ${own}): ${answersOwn};\n`,
  ].join('');
}

/** An optional parameter cannot stand before one that must be given. */
function listParameters(parameters: readonly SdkParameter[], way?: 'ALL_GIVEN'): string {
  return parameters
    .map(({ name, type, isOptional }) => {
      if (isOptional && way === 'ALL_GIVEN') return `${name}: ${type} | undefined, `;
      return `${name}${isOptional ? '?' : ''}: ${type}, `;
    })
    .join('');
}

function rolesLine({ roles }: SdkMethod): readonly string[] {
  return roles.length === 0
    ? []
    : [`Open to ${roles.join(', ')}; from which state, and why it may be refused: docs/LIFECYCLES.md.`];
}

/** One call, as somebody would write it. */
export function example(resource: string, { name, kind, example: given }: SdkMethod, prefix = 'tessera'): string {
  const call = `${prefix}.${resource}.${name}(${given})`;
  if (kind === 'watch' || kind === 'watchOne') return `for await (const each of ${call}) console.log(each);`;
  return `await ${call};`;
}

function emitResults({ row, methods }: SdkResource): string {
  const commands = methods.filter(isCommand);
  if (commands.length === 0) return '';
  const written = commands.map((method) => emitResult(row.name, method)).join('\n');
  const about = toDocComment([`The commands of \`${row.name}\`; a refusal is answered, not thrown.`]);
  return `${about}export interface ${pascalCase(row.name)}Results {\n${written}}\n`;
}

function emitResult(resource: string, method: SdkMethod): string {
  const answers = method.answers.replace(/^Promise<(.*)>$/, 'Promise<$1 | Refusal | UnknownResult>');
  return [
    toDocComment([method.means, '', `@example ${example(resource, method, 'tessera.result')}`], '  '),
    `  ${method.name}(${listParameters(method.parameters)}options?: ${method.options}): ${answers};\n`,
  ].join('');
}

function emitIndex(name: 'Resources' | 'Results', resources: readonly SdkResource[]): string {
  const suffix = name === 'Results' ? 'Results' : '';
  const about =
    name === 'Results' ? 'All commands, answered by their unions.' : 'All that the client offers, by subject.';
  const lines = resources.map(
    ({ row }) => `${toDocComment([row.means], '  ')}  readonly ${row.name}: ${pascalCase(row.name)}${suffix};`,
  );
  return `${toDocComment([about])}export interface ${name} {\n${lines.join('\n')}\n}\n`;
}

function emitTable({ row, methods }: SdkResource): string {
  const lines = methods.map((method) => `    ${method.name}: ['${method.kind}', ${method.row.join(', ')}],`);
  return `  ${row.name}: {\n${lines.join('\n')}\n  },`;
}
