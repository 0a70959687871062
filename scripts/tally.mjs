// Prints `N passed, N failed` over the results that jest left; fails when a test failed or none was run.
import { readFileSync, readdirSync } from 'node:fs';

const results = readdirSync('.')
  .filter((file) => /^jest-results.*\.json$/.test(file))
  .map((file) => JSON.parse(readFileSync(file, 'utf8')));

const sum = (count) => results.reduce((total, result) => total + count(result), 0);
const passed = sum((result) => result.numPassedTests);
// A suite that could not even be loaded has no tests to count: it counts as one failure.
const failed = sum((result) => result.numFailedTests + result.numRuntimeErrorTestSuites);

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
