// Tests run as CommonJS: packages published as ES modules only are transformed like our own sources.
const esmOnlyPackages = ['jose', 'd3-[a-z-]+', 'internmap'];

/** Run by `npm run test:e2e`, one after another: each has processes enough for all processors. */
export const ALONE = [
  'test/live',
  'test/hostile',
  'test/gateway',
  'test/sdk-streams',
  'test/sdk-package',
  'test/examples',
  'test/browser',
];

/** Run by `npm run test:e2e` too, beside each other: each waits mostly for one process. */
export const BESIDE = ['test/kill', 'test/tools', 'test/walks'];

const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};

export const TEST_TIMEOUT_MS = 60_000;

/** What holds of every test, end to end or not. */
export const EVERY_TEST = {
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/packages/[^/]+/dist/'],
  globalSetup: '<rootDir>/test/support/run-folder.setup.ts',
  globalTeardown: '<rootDir>/test/support/run-folder.teardown.ts',
  setupFiles: ['reflect-metadata'],
  setupFilesAfterEnv: ['<rootDir>/test/support/no-leaks.setup.ts'],
  moduleNameMapper: {
    '^@tessera/(lifecycle|sdk|subgraph)$': '<rootDir>/packages/$1/src/index.ts',
    '^@tessera/sdk/documents$': '<rootDir>/packages/sdk/src/documents.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '^.+\\.[cm]?[jt]s$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(?:${esmOnlyPackages.join('|')})/)`],
};

/** @type {import('jest').Config} */
export default {
  ...EVERY_TEST,
  maxWorkers: 2,
  testTimeout: TEST_TIMEOUT_MS,
  coverageProvider: 'v8',
  testMatch: ['<rootDir>/packages/*/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  // End to end: the last has a lock file and a runner of its own.
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    ...[...ALONE, ...BESIDE, 'test/fedtest'].map((folder) => `<rootDir>/${folder}/`),
  ],
};
