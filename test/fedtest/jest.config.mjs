// Apollo's tests as they were built, without the parts of their configuration that would build them again.
import { fileURLToPath } from 'node:url';

/** @type {import('jest').Config} */
export default {
  rootDir: 'node_modules/@apollo/federation-subgraph-compatibility-tests/dist',
  testMatch: ['<rootDir>/tests/*.test.js'],
  testPathIgnorePatterns: [],
  haste: { retainAllFiles: true },
  transform: {},
  setupFiles: [fileURLToPath(new URL('gateway-url.cjs', import.meta.url))],
};
