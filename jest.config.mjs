// Tests run as CommonJS: packages published as ES modules only are transformed like our own sources.
const esmOnlyPackages = ['jose', 'd3-[a-z-]+', 'internmap'];

/** Run by `npm run test:e2e`. */
export const END_TO_END = [
  'test/kill',
  'test/live',
  'test/tools',
  'test/hostile',
  'test/gateway',
  'test/sdk-package',
  'test/sdk-streams',
  'test/examples',
  'test/walks',
  'test/browser',
];

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

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  maxWorkers: 2,
  testTimeout: 60_000,
  coverageProvider: 'v8',
  testMatch: ['<rootDir>/packages/*/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  // End to end: the last has a lock file and a runner of its own.
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    ...[...END_TO_END, 'test/fedtest'].map((folder) => `<rootDir>/${folder}/`),
  ],
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
