// What goes end to end: processes of the built server and of its tools, and thousands of hostile requests.
import base, { END_TO_END } from './jest.config.mjs';

/** @type {import('jest').Config} */
export default {
  ...base,
  // Each has processes enough for all processors.
  maxWorkers: 1,
  testMatch: END_TO_END.map((folder) => `<rootDir>/${folder}/**/*.test.ts`),
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};
