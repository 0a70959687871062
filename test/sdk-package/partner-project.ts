import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runProgram } from './run-program.js';

/** A project as a partner has it: in a folder outside of ours, with what they wrote and what npm installed. */
export interface PartnerProject extends Disposable {
  readonly folder: string;
}

/** Which of the folders of `partners` it is. */
export type PartnerName = 'bundles' | 'commonjs' | 'page' | 'typescript';

/**
 * Copies what the partner wrote, and installs the tarball there as they would: npm reads its package.json and adds what that asks for.
 * The cache has all of it since `test/sdk-package` was installed.
 */
export async function createPartnerProject(partner: PartnerName, tarball: string): Promise<PartnerProject> {
  const folder = mkdtempSync(join(tmpdir(), `tessera-${partner}-`));
  cpSync(join('test/sdk-package/partners', partner), folder, { recursive: true });
  await runProgram(['npm', 'install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball], {
    cwd: folder,
  });
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

/** The path of a program that a package of `test/sdk-package` brings, for example `vite/bin/vite.js`. */
export function toolPath(path: string): string {
  return resolve('test/sdk-package/node_modules', path);
}

/** The names of what was installed into the project, scopes included. */
export function listInstalled({ folder }: PartnerProject): string[] {
  const lock: unknown = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
  // npm keeps it in this form.
  const { packages } = lock as { readonly packages: Readonly<Record<string, unknown>> };
  return Object.keys(packages).map((path) => path.replace('node_modules/', ''));
}
