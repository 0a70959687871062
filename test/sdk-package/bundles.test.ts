import type { PackedSdk } from './packed-sdk.js';
import type { PartnerProject } from './partner-project.js';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packSdk } from './packed-sdk.js';
import { createPartnerProject } from './partner-project.js';
import { runProgram } from './run-program.js';

/** The most that a page loads for all of the SDK, minified and gzipped, in bytes. */
const MOST_BYTES = 12_000;

/** The most for one document, minified, in bytes. */
const MOST_BYTES_OF_A_DOCUMENT = 1_000;

let sdk: PackedSdk;
let project: PartnerProject;
beforeAll(async () => {
  sdk = await packSdk();
  project = await createPartnerProject('bundles', sdk.tarball);
});
afterAll(() => {
  project[Symbol.dispose]();
  sdk[Symbol.dispose]();
});

/** What Vite makes of the partner's file for production. */
async function bundle(file: string): Promise<string> {
  const program = join(__dirname, 'bundle.mjs');
  return (await runProgram([process.execPath, program, join(project.folder, file)], { cwd: project.folder })).stdout;
}

/** The subprotocol of the streams, which whatever opens a WebSocket asks for. */
const SUBPROTOCOL = 'graphql-transport-ws';

describe('a bundle for browsers', () => {
  it(`loads at most ${MOST_BYTES} bytes for everything, gzipped`, async () => {
    const code = await bundle('everything.mjs');
    const size = gzipSync(code, { level: 9 }).byteLength;
    process.stderr.write(`@tessera/sdk, all of it: ${size} bytes gzipped, ${code.length} minified\n`);
    expect(code).toContain(SUBPROTOCOL);
    expect(size).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('takes of the documents only the one that is imported', async () => {
    const code = await bundle('one-document.mjs');
    expect(code).toContain('query getCard(');
    expect(code.length).toBeLessThan(MOST_BYTES_OF_A_DOCUMENT);
  });

  it('leaves the streams and the documents out when only an error’s class is imported', async () => {
    const code = await bundle('one-error.mjs');
    expect(code).toContain('RefusalError');
    expect(code).not.toContain(SUBPROTOCOL);
    expect(code).not.toMatch(/query |mutation |fragment /);
    expect(code.length).toBeLessThan(MOST_BYTES_OF_A_DOCUMENT);
  });
});
