import type { PackedSdk } from './packed-sdk.js';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packSdk } from './packed-sdk.js';
import { runProgram } from './run-program.js';

let sdk: PackedSdk;
beforeAll(async () => {
  sdk = await packSdk();
});
afterAll(() => sdk[Symbol.dispose]());

describe('the published package', () => {
  it('has what runs, its types and what people read, and nothing else', () => {
    const others = sdk.files.filter((path) => !/^dist\/[\w-]+\.(js|cjs|d\.ts|d\.cts)$/.test(path));
    const documents = others.filter((path) => /^src\/operations\/[\w-]*\/?[\w-]+\.graphql$/.test(path));
    expect(others.filter((path) => !documents.includes(path)).sort()).toEqual([
      ...['LICENSE', 'README.md', 'api.md', 'package.json'],
    ]);
    const linked = readFileSync('packages/sdk/api.md', 'utf8').matchAll(/\((src\/[^)]+)\)/g);
    expect(new Set(Array.from(linked, ([, path]) => path))).toEqual(
      new Set(documents.filter((path) => !path.endsWith('/fragments.graphql'))),
    );
    for (const entry of ['index', 'documents'])
      for (const ending of ['js', 'cjs', 'd.ts', 'd.cts']) expect(sdk.files).toContain(`dist/${entry}.${ending}`);
  });

  it('is packed without a warning, and with nothing that npm would correct', async () => {
    expect(sdk.warnings).toEqual([]);
    const folder = mkdtempSync(join(tmpdir(), 'tessera-manifest-'));
    cpSync('packages/sdk/package.json', join(folder, 'package.json'));
    await runProgram(['npm', 'pkg', 'fix'], { cwd: folder });
    const fixed = readFileSync(join(folder, 'package.json'), 'utf8');
    rmSync(folder, { recursive: true });
    expect(JSON.parse(fixed)).toEqual(JSON.parse(readFileSync('packages/sdk/package.json', 'utf8')));
  });

  it('is all good to publint', async () => {
    const { stdout } = await runProgram(['node_modules/.bin/publint', sdk.tarball, '--strict'], { cwd: '.' });
    expect(stdout).toContain('All good!');
  });

  it('has types that every way of resolving modules finds, and that are of the module found', async () => {
    const program = ['node_modules/.bin/attw', sdk.tarball, '--no-definitely-typed', '--format', 'ascii'] as const;
    const { stdout } = await runProgram(program, { cwd: '.' });
    expect(stdout).toContain('No problems found');
  });
});
