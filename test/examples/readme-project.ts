import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** A folder with the blocks of a text as modules, ready for the compiler. */
export interface ReadmeProject extends Disposable {
  readonly folder: string;
  readonly blockCount: number;
}

/** What the blocks import, and where it is installed: as partners get it, and not from our sources. */
const INSTALLED: Readonly<Record<string, readonly string[]>> = {
  'examples/script': ['@tessera/sdk'],
  'examples/apollo-client': ['@apollo/client'],
  'examples/react-urql': ['urql'],
  'test/sdk-package': ['@tanstack/react-query', '@types/node', '@types/ws', 'ws'],
};

/** What stands around the blocks: what a reader has, and what a block above has made. */
const SURROUNDINGS = `
import type { CardState, Tessera, WatchStatus } from '@tessera/sdk';

declare global {
  const tessera: Tessera;
  const id: string;
  const url: string;
  const token: string;
  const session: { getToken(): Promise<string> };
  const ticket: { readonly number: number };
  const jobs: { repeatLater(job: { id: string; input: object; key: string | undefined }): void };
  const store: { read(): Promise<string | undefined>; write(cursor: string): Promise<void> };
  const doors: { update(id: string, state: CardState): Promise<void> };
  const badge: { show(status: WatchStatus): void };
  function render(card: { readonly state: CardState }): void;
}
`;

const COMPILER_OPTIONS = {
  target: 'ES2023',
  lib: ['ES2023', 'ESNext.Disposable', 'DOM'],
  module: 'ESNext',
  moduleResolution: 'Bundler',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Writes each TypeScript block of the text into a module that is called after the line where it begins. */
export function createReadmeProject(file: string): ReadmeProject {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-readme-'));
  const text = readFileSync(file, 'utf8');
  const blocks = [...text.matchAll(/^```tsx?\n([\s\S]*?)^```$/gm)];
  for (const { index, 1: block = '' } of blocks) {
    const line = text.slice(0, index).split('\n').length + 1;
    writeFileSync(join(folder, `${basename(file, '.md')}-line-${line}.ts`), `${block}\nexport {};\n`);
  }
  writeFileSync(join(folder, 'surroundings.ts'), SURROUNDINGS);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include: ['*.ts'] }),
  );
  for (const [where, names] of Object.entries(INSTALLED)) for (const name of names) link(folder, where, name);
  return { folder, blockCount: blocks.length, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

function link(folder: string, where: string, name: string): void {
  const path = join(folder, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(resolve(where, 'node_modules', name), path);
}
