import type { ImportArrow } from './source-files.js';
import { listImports, listSources, readSource } from './source-files.js';

const SUBGRAPH = 'packages/subgraph/src';
const SUBJECTS = ['card', 'charge-card', 'configuration', 'production', 'temporary-card'].map(
  (name) => `${SUBGRAPH}/${name}/`,
);

const SDK = 'packages/sdk';
const CONSOLE = 'packages/console/src/';

/** The console's folders, lowest first: words, controls that know no API, its types, the kinds of things, the stream, whoever has signed in, … */
const CONSOLE_LAYERS = [
  ['texts'],
  ['widgets'],
  ['__generated__'],
  ['kinds'],
  ['live'],
  ['session'],
  ['commands', 'shell'],
  ['board'],
  ['charge', 'desk', 'production', 'subject'],
  ['overview'],
];

const sources = [
  ...listSources('packages/lifecycle/src'),
  ...listSources(SUBGRAPH),
  ...listSources(`${SDK}/src`),
  ...listSources(CONSOLE),
];
const imports = listImports(sources);

/** Each rule: what it says, why, and the imports that break it. */
const RULES: readonly { rule: string; why: string; isBroken: (arrow: ImportArrow) => boolean }[] = [
  {
    rule: 'lifecycle imports nothing but itself',
    why: 'the rules are pure: no dependency, no I/O, no clock',
    isBroken: ({ from, to }) =>
      isIn(from, 'packages/lifecycle/src/') &&
      !isIn(from, 'packages/lifecycle/src/bin/') &&
      !isIn(to, 'packages/lifecycle/src/'),
  },
  {
    rule: 'the engine knows no subject',
    why: 'another lifecycle must need no change to it',
    isBroken: ({ from, to }) =>
      isIn(from, 'packages/lifecycle/src/engine/') &&
      !/^packages\/lifecycle\/src\/(engine\/[\w-]+|roles|reasons|guard-codes)\.ts$/.test(to),
  },
  {
    rule: 'graphql, log and feed know no subject by name',
    why: 'subjects are registered with them',
    isBroken: ({ from, to }) =>
      ['graphql', 'log', 'feed'].some((name) => isIn(from, `${SUBGRAPH}/${name}/`)) && isIn(to, ...SUBJECTS),
  },
  {
    rule: 'a subject imports no other subject, save what cards show of their production',
    why: 'each folder can be read, and left out, by itself',
    isBroken: ({ from, to }) =>
      SUBJECTS.some((own) => isIn(from, own) && isIn(to, ...SUBJECTS.filter((other) => other !== own))) &&
      to !== `${SUBGRAPH}/production/producible-fields.ts`,
  },
  {
    rule: 'persistence imports no GraphQL',
    why: 'storage must not depend on how it is shown',
    isBroken: ({ from, to }) =>
      isIn(from, `${SUBGRAPH}/persistence/`) && (isIn(to, `${SUBGRAPH}/graphql/`) || /graphql/.test(to)),
  },
  {
    rule: 'log and feed import no GraphQL and no HTTP',
    why: 'they are used by jobs and tests without a server',
    isBroken: ({ from, to }) =>
      isIn(from, `${SUBGRAPH}/log/`, `${SUBGRAPH}/feed/`) &&
      (isIn(to, `${SUBGRAPH}/graphql/`, `${SUBGRAPH}/http/`) || to === 'graphql' || to === 'type-graphql'),
  },
  {
    rule: 'only graphql/schema.ts knows federation',
    why: 'one place knows how the schema becomes a subgraph',
    isBroken: ({ from, to }) => to === '@apollo/subgraph' && from !== `${SUBGRAPH}/graphql/schema.ts`,
  },
  {
    rule: 'the SDK imports nothing but itself',
    why: 'a partner installs it alone, in browsers too',
    isBroken: ({ from, to }) => isIn(from, `${SDK}/src/`) && !isIn(to, `${SDK}/src/`),
  },
  {
    rule: 'of ours, the console imports the SDK alone',
    why: 'it shows what every other client can do',
    isBroken: ({ from, to }) => isIn(from, CONSOLE) && /^@tessera\/(?!sdk$)/.test(to),
  },
  {
    rule: 'a folder of the console imports itself and folders below it',
    why: 'what is used by all can be read without them, and a page without the others',
    isBroken: ({ from, to }) => {
      if (!isIn(from, CONSOLE) || !isIn(to, CONSOLE)) return false;
      const [own, other] = [folderOf(from), folderOf(to)];
      // What stands beside the folders puts them together.
      return own !== null && own !== other && layerOf(own) <= layerOf(other);
    },
  },
  {
    rule: 'nobody imports from inside another package',
    why: 'a package’s index is its face',
    isBroken: ({ from, to }) =>
      (/^@tessera\/[^/]+\//.test(to) && to !== '@tessera/sdk/documents') ||
      (isIn(from, 'packages/subgraph/') && isIn(to, 'packages/lifecycle/')),
  },
];

describe('the architecture', () => {
  it.each(RULES)('keeps to: $rule', ({ why, isBroken }) => {
    const broken = imports.filter(isBroken).map(({ from, to, line }) => `${from}:${line} imports ${to}; ${why}`);
    expect(broken).toEqual([]);
  });

  it('lets a subject’s folder import no other subject’s resolvers', () => {
    const isOtherSubject = ({ from, to }: ImportArrow) =>
      SUBJECTS.some((folder) => isIn(from, folder) && isIn(to, ...SUBJECTS.filter((each) => each !== folder)));
    const isResolver = ({ to }: ImportArrow) => /\.(resolver|inputs|loader)\.ts$/.test(to);
    expect(
      imports.filter((arrow) => isOtherSubject(arrow) && isResolver(arrow)).map(({ from, line }) => `${from}:${line}`),
    ).toEqual([]);
  });

  it('never decorates one class for the database and for GraphQL', () => {
    const importsOf = (file: string) => imports.filter(({ from }) => from === file).map(({ to }) => to);
    const both = sources.filter(
      (file) => importsOf(file).includes('typeorm') && importsOf(file).includes('type-graphql'),
    );
    expect(both).toEqual([]);
  });

  it('reads the environment in config.ts alone', () => {
    const readers = sources.filter((file) => /process\.env/.test(readSource(file)));
    expect(readers.filter((file) => file !== `${SUBGRAPH}/config.ts`)).toEqual([]);
  });

  it('has no circle of imports, of types neither', () => {
    const edges = new Map<string, string[]>();
    for (const arrow of imports) edges.set(arrow.from, [...(edges.get(arrow.from) ?? []), arrow.to]);
    const leadsTo = (from: string, goal: string, seen: Set<string>): boolean =>
      (edges.get(from) ?? []).some((next) => next === goal || (!seen.has(next) && leadsTo(next, goal, seen.add(next))));
    expect(sources.filter((file) => leadsTo(file, file, new Set()))).toEqual([]);
  });
});

function isIn(path: string, ...folders: readonly string[]): boolean {
  return folders.some((folder) => path.startsWith(folder));
}

/** The folder of a file of the console; null: it stands beside the folders. */
function folderOf(file: string): string | null {
  const [folder, ...rest] = file.slice(CONSOLE.length).split('/');
  return rest.length === 0 || folder === undefined ? null : folder;
}

/** A folder that is in no layer is above them all: nothing may import it. */
function layerOf(folder: string | null): number {
  const layer = CONSOLE_LAYERS.findIndex((folders) => folder !== null && folders.includes(folder));
  return layer === -1 ? Infinity : layer;
}
