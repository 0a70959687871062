import type { ExampleName } from './example-folder.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runProgram } from '../sdk-package/run-program.js';
import { startSubgraph } from '../support/subgraph-process.js';
import { EXAMPLES, exampleFolder, readExamplePackage } from './example-folder.js';

const QUICK = { TESSERA_BATCH_SYNC_MS: '300', TESSERA_SIMULATOR_STEP_MS: '20' };
const REFUSED = 'refused     Ask somebody in the role APPROVER: APPROVE is not open to your roles here. (APPROVER)';

/** The lines that an example prints, started as `npm start` starts it: by Node. */
async function run(name: ExampleName): Promise<readonly string[]> {
  await using subgraph = await startSubgraph(QUICK);
  const [, ...parameters] = readExamplePackage(name).scripts.start.split(' ');
  const { stdout } = await runProgram([process.execPath, ...parameters], {
    cwd: exampleFolder(name),
    env: { TESSERA_URL: subgraph.url },
  });
  return stdout.trim().split('\n');
}

/** The packages that an example's files import; `node` for those of Node. */
function listImported(example: ExampleName): readonly string[] {
  const folder = exampleFolder(example);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => /^(src\/)?[\w-]+\.(mjs|tsx?)$/.test(file));
  return sources.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/ from '((?:@[\w-]+\/)?[\w-]+)/g)].map(
      ([, name = '']) => name,
    ),
  );
}

describe('the examples', () => {
  it.each(EXAMPLES)('are typed to the end: %s', async (name) => {
    const tsc = resolve('node_modules/typescript/bin/tsc');
    await runProgram([process.execPath, tsc, '-p', '.'], { cwd: exampleFolder(name) });
  });

  // Node and the compiler would find the packages of this repository, which partners do not have.
  it.each(EXAMPLES)('import what their own package.json names, and nothing else: %s', (name) => {
    const { dependencies, devDependencies } = readExamplePackage(name);
    const imported = listImported(name);
    expect(imported).toContain('@tessera/sdk');
    expect(Object.keys({ ...dependencies, ...devDependencies, node: '' })).toEqual(expect.arrayContaining(imported));
  });

  it('take a card to its production by a script, each event told once although the stream is resumed', async () => {
    const lines = await run('script');
    const isLive = (line: string) => line.startsWith('live');
    expect(lines.filter(isLive)).toEqual([
      'live        REGISTER by rosa.brandt: nothing → REGISTERED',
      'live        REQUEST by rosa.brandt: REGISTERED → REQUESTED',
      'live        APPROVE by anton.keller: REQUESTED → PROCESSING',
      'live        ORDER by system: PROCESSING → ORDERED',
      'live        START_PRODUCTION by simulator: ORDERED → IN_PRODUCTION',
      'live        COMPLETE_PRODUCTION by simulator: IN_PRODUCTION → PRODUCED',
    ]);
    // When an event is shown among the rest is a matter of chance.
    expect(lines.filter((line) => !isLive(line))).toEqual([
      expect.stringMatching(/^registered {2}card_[0-9a-z]{26}$/),
      REFUSED,
      'refused     TRANSITION_NOT_PERMITTED, as a value',
      'approved    from REQUESTED to PROCESSING',
      'resumed     after the stored cursor',
    ]);
  });

  it('command, read and follow a card by Apollo Client, with nothing missing that the documents select', async () => {
    expect(await run('apollo-client')).toEqual([
      expect.stringMatching(/^registered {2}card_[0-9a-z]{26}$/),
      expect.stringMatching(/^read {8}REGISTERED, version 1, for guest-\d+$/),
      'live        REQUEST by olga.petrov: REGISTERED → REQUESTED',
      REFUSED,
    ]);
  });
});
