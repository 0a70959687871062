import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { preProcessFile } from 'typescript';

const ROOT = resolve(__dirname, '../..');

/** One import of one file, as paths from the root of the repository; a package is named as it is imported. */
export interface ImportArrow {
  readonly from: string;
  readonly to: string;
  readonly line: number;
}

/** All source files below a folder, tests and generated ones left out, as paths from the root. */
export function listSources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((name) => /\.tsx?$/.test(name) && !/\.test(-d)?\.tsx?$|__generated__|\/dist\//.test(name))
    .sort();
}

/** The text of a source file. */
export function readSource(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** Everything that the files import, type imports included. */
export function listImports(files: readonly string[]): ImportArrow[] {
  return files.flatMap((file) => {
    const text = readSource(file);
    return preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
      from: file,
      to: resolveImport(file, fileName),
      line: text.slice(0, pos).split('\n').length,
    }));
  });
}

function resolveImport(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const path = relative(ROOT, resolve(ROOT, dirname(file), specifier)).replaceAll('\\', '/');
  const source = path.replace(/\.js$/, '.ts');
  return existsSync(join(ROOT, `${source}x`)) ? `${source}x` : source;
}
