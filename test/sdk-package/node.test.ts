import type { SubgraphProcess } from '../support/subgraph-process.js';
import type { PackedSdk } from './packed-sdk.js';
import type { PartnerProject } from './partner-project.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSubgraph } from '../support/subgraph-process.js';
import { packSdk } from './packed-sdk.js';
import { createPartnerProject, listInstalled, toolPath } from './partner-project.js';
import { REGISTERED } from './registered.js';
import { runProgram } from './run-program.js';

let sdk: PackedSdk;
let subgraph: SubgraphProcess;
beforeAll(async () => {
  sdk = await packSdk();
  subgraph = await startSubgraph({ TESSERA_BATCH_SYNC_MS: '600000' });
});
afterAll(async () => {
  await subgraph[Symbol.asyncDispose]();
  sdk[Symbol.dispose]();
});

/** What the program prints about the card that it registered. */
async function run(program: string, cwd: string): Promise<unknown> {
  const env = { TESSERA_URL: subgraph.url, TESSERA_TOKEN: subgraph.tokens.get('operator') ?? '' };
  const { stdout } = await runProgram([process.execPath, program], { cwd, env });
  return JSON.parse(stdout);
}

/** Throws with what the compiler says, unless that is nothing. */
async function compile({ folder }: PartnerProject): Promise<void> {
  await runProgram([process.execPath, toolPath('typescript/bin/tsc'), '-p', '.'], { cwd: folder });
}

/** Whoever imports all of it has all declarations checked. */
const EVERYTHING = `
  import type * as sdk from '@tessera/sdk';
  import type * as documents from '@tessera/sdk/documents';
  export type Everything = readonly [typeof sdk, typeof documents];
`;

describe('the package @tessera/sdk', () => {
  it('serves strict TypeScript that is compiled to ES modules, its declarations checked too', async () => {
    using project = await createPartnerProject('typescript', sdk.tarball);
    await compile(project);
    expect(await run('dist/main.js', project.folder)).toEqual(REGISTERED);
  });

  it('serves plain JavaScript by require', async () => {
    using project = await createPartnerProject('commonjs', sdk.tarball);
    expect(await run('main.cjs', project.folder)).toEqual(REGISTERED);
  });

  it('brings nothing else along', async () => {
    using project = await createPartnerProject('page', sdk.tarball);
    expect(listInstalled(project)).toEqual(['@tessera/sdk']);
  });

  describe('its types', () => {
    let project: PartnerProject;
    beforeAll(async () => {
      project = await createPartnerProject('typescript', sdk.tarball);
      writeFileSync(join(project.folder, 'everything.ts'), EVERYTHING);
    });
    afterAll(() => project[Symbol.dispose]());

    // They name AbortSignal and fetch, which come with either the library DOM or Node's types.
    it.each([
      { module: 'NodeNext', moduleResolution: 'NodeNext', lib: ['ES2022', 'DOM'], types: [] },
      { module: 'NodeNext', moduleResolution: 'NodeNext', lib: ['ES2022'], types: ['node'] },
      { module: 'ESNext', moduleResolution: 'Bundler', lib: ['ES2018', 'DOM'], types: [] },
      { module: 'CommonJS', moduleResolution: 'Node10', lib: ['ES2022', 'DOM'], types: [] },
    ])('compile by $moduleResolution with the libraries $lib and the types $types', async (options) => {
      const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, ...options };
      const config = { compilerOptions, files: ['everything.ts'] };
      writeFileSync(join(project.folder, 'tsconfig.json'), JSON.stringify(config));
      await compile(project);
    });
  });
});
