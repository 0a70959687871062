import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folders of `examples`. */
export const EXAMPLES = ['script', 'apollo-client', 'react-urql'] as const;

export type ExampleName = (typeof EXAMPLES)[number];

/** What is read of an example's package.json. */
export interface ExamplePackage {
  readonly scripts: { readonly start: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Where an example is. Throws when its packages are not installed. */
export function exampleFolder(name: ExampleName): string {
  const folder = resolve('examples', name);
  if (!existsSync(join(folder, 'node_modules')))
    throw new Error('The examples are not installed. Run `npm run install:e2e`.');
  return folder;
}

/** An example's package.json. */
export function readExamplePackage(name: ExampleName): ExamplePackage {
  return JSON.parse(readFileSync(join(exampleFolder(name), 'package.json'), 'utf8')) as ExamplePackage;
}
