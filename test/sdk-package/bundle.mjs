// Bundles a module for browsers as partners do, by Vite's production build, and writes the bundle to the standard output.
// Usage: node bundle.mjs FILE
import { dirname } from 'node:path';
import { argv, stdout } from 'node:process';
import { build } from 'vite';

const [, , file] = argv;
const { output } = await build({
  root: dirname(file),
  configFile: false,
  logLevel: 'error',
  // What the module exports is what is used.
  build: { write: false, rolldownOptions: { input: file, preserveEntrySignatures: 'strict' } },
});
if (output.length !== 1) throw new Error(`One file was expected, not ${output.map(({ fileName }) => fileName)}`);
stdout.write(output[0].code);
