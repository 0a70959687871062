// What goes end to end: processes of the built server and of its tools, and thousands of hostile requests.
import { ALONE, BESIDE, EVERY_TEST, TEST_TIMEOUT_MS } from './jest.config.mjs';

const describeProject = (displayName, folders) => ({
  ...EVERY_TEST,
  displayName,
  testMatch: folders.map((folder) => `<rootDir>/${folder}/**/*.test.ts`),
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
});

/** @type {import('jest').Config} */
export default {
  maxWorkers: 1,
  testTimeout: TEST_TIMEOUT_MS,
  projects: [describeProject('alone', ALONE), describeProject('beside', BESIDE)],
};
