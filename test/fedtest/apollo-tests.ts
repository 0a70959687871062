import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Where Apollo's tests are installed. */
export const APOLLO_TESTS = `${FOLDER}node_modules/@apollo/federation-subgraph-compatibility-tests`;

/** Where their results go, for the tally. */
const RESULTS = fileURLToPath(new URL('../../jest-results-fedtest.json', import.meta.url));

/** Runs all of Apollo's tests against a products subgraph and a gateway; answers how many there are and how many passed. */
export async function runApolloTests(urls: { readonly PRODUCTS_URL: string; readonly GATEWAY_URL: string }) {
  rmSync(RESULTS, { force: true });
  const child = spawn(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--ci', '--verbose', '--json', `--outputFile=${RESULTS}`],
    { cwd: FOLDER, env: { ...process.env, ...urls }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  await once(child, 'exit');
  const results = JSON.parse(readFileSync(RESULTS, 'utf8')) as Record<'numPassedTests' | 'numTotalTests', number>;
  return { passed: results.numPassedTests, total: results.numTotalTests };
}
