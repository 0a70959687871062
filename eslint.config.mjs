import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const tables = ['**/*.lifecycle.ts', 'packages/console/src/texts/en.ts'];

const otherPackagesInside = {
  group: ['@tessera/*/*', '!@tessera/*/package.json', '!@tessera/sdk/documents'],
  message: 'Import what another package exports, never from its inside: the inside may change without notice.',
};
const relativeIntoPackages = {
  regex: '^(\\.\\./)+(lifecycle|subgraph|sdk|console)/src(/|$)',
  message: 'Import another package by its name: a relative path goes round its exports.',
};

const faults = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
  ],
  '@typescript-eslint/return-await': ['error', 'in-try-catch'],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  // Decorated classes, resolvers without state and empty markers are how type-graphql is used.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  eqeqeq: 'error',
  'no-console': 'error',
  'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
  'no-restricted-imports': ['error', { patterns: [otherPackagesInside] }],
  'max-params': ['error', 3],
};

const browserGlobals = [
  'clearTimeout', 'document', 'fetch', 'localStorage', 'location', 'Option', 'self', 'sessionStorage', 'setTimeout', 'URL',
  'WebSocket',
]; // prettier-ignore

const sizes = {
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
};

export default defineConfig(
  {
    ignores: ['**/node_modules/', '**/dist/', '**/coverage/', '**/__generated__/', 'schema/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: { ...faults, ...sizes },
  },
  {
    files: ['packages/console/**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, reactHooks.configs.flat.recommended],
    languageOptions: {
      parserOptions: { project: './packages/console/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    // React takes promises of event handlers as they are: what goes wrong in one is told by its own means.
    rules: {
      ...faults,
      ...sizes,
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  {
    files: ['packages/*/src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [otherPackagesInside, relativeIntoPackages] }],
    },
  },
  { files: tables, rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.test.ts', '**/*.test-d.ts'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      // The callbacks of describe and it are chapters, not functions.
      'max-lines-per-function': 'off',
      // expect(object.method) reads the method without calling it.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // Programs for a terminal.
  {
    files: [
      'packages/*/src/bin/**/*.ts',
      'bench/**/*.ts',
      'soak/**/*.ts',
      'scripts/**',
      'test/{fedtest,gateway}/run.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    // Their packages are not installed with ours: their types are checked by test/examples, which installs them.
    files: ['examples/**/*.{ts,tsx}'],
    extends: [tseslint.configs.strict, tseslint.configs.disableTypeChecked],
    rules: { ...sizes, 'no-console': 'off' },
  },
  {
    files: ['examples/**/*.mjs'],
    languageOptions: { globals: { fetch: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  {
    // The rule never ends on the types of graphql, which name each other.
    files: ['packages/sdk/codegen/**'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    files: ['*.ts', '*.mjs', 'packages/*/*.ts', 'examples/*/vite.config.mjs', 'test/support/run-folder.*.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    // Scripts of pages.
    files: ['packages/*/assets/**/*.js', 'test/sdk-package/partners/page/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(browserGlobals.map((name) => [name, 'readonly'])),
    },
    rules: { ...sizes, eqeqeq: 'error', 'no-console': 'error' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', URL: 'readonly', URLSearchParams: 'readonly' },
    },
    rules: { ...sizes },
  },
);
