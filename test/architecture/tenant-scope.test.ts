import { listSources, readSource } from './source-files.js';

const SUBGRAPH = 'packages/subgraph/src';

/** Where the column's name may stand, and why. */
const ALLOWED: readonly (readonly [file: RegExp, why: string])[] = [
  [/\/persistence\/tenant-scope\.ts$/, 'the one place that puts it into conditions'],
  [/\.record\.ts$/, 'records name their columns'],
  [/\/persistence\/migrations\//, 'migrations make the columns and their indexes'],
  [/\/persistence\/sqlite-statistics\.ts$/, 'the planner is told how selective the column is'],
  [/\/(identity|config)\//, 'there it is a claim of tokens'],
];

const STATEMENT = /[`'"](SELECT|UPDATE|DELETE FROM|INSERT)\b/;

const sources = listSources(SUBGRAPH);

describe('the scope of a tenant', () => {
  it('is put into statements in one place', () => {
    const named = sources.filter((file) => !ALLOWED.some(([allowed]) => allowed.test(file))).flatMap(linesNaming);
    expect(named).toEqual([]);
  });

  it('is part of every file beyond persistence that has statements', () => {
    const unscoped = sources
      .filter((file) => !file.startsWith(`${SUBGRAPH}/persistence/`) && STATEMENT.test(readSource(file)))
      .filter((file) => !/from '[./a-z]*\/tenant-scope\.js'/.test(readSource(file)));
    expect(unscoped).toEqual([]);
  });
});

/** Each line that names the column, as `file:line`. */
function linesNaming(file: string): string[] {
  const lines = readSource(file).split('\n');
  return lines.flatMap((line, index) => (line.includes('tenant_id') ? [`${file}:${index + 1}: ${line.trim()}`] : []));
}
