// What goes end to end: processes of the built server and of its tools, and thousands of hostile requests.
import base, { END_TO_END } from './jest.config.mjs';

/** @type {import('jest').Config} */
export default {
  ...base,
  testMatch: END_TO_END.map((folder) => `<rootDir>/${folder}/**/*.test.ts`),
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};
