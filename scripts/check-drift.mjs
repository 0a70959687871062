// Generates everything anew and fails, naming the files, when that differs from what git holds.
import { execFileSync, execSync } from 'node:child_process';

const generated = [
  'README.md',
  'schema/tessera.graphql',
  'schema/supergraph.graphql',
  'docs/LIFECYCLES.md',
  'docs/CONFIGURATION.md',
  'docs/ERRORS.md',
  'docs/CONFORMANCE.md',
  'test/__generated__',
  'packages/console/src/__generated__',
  'packages/sdk/api.md',
  'packages/sdk/src/__generated__',
  'packages/sdk/src/operations/__generated__',
];

const filesGitNames = (...args) =>
  execFileSync('git', [...args, '--', ...generated], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean);

execSync('npm run generate --silent', { stdio: 'inherit' });

const drifted = [
  ...filesGitNames('diff', '--name-only'),
  ...filesGitNames('ls-files', '--others', '--exclude-standard'),
];

if (drifted.length > 0) {
  console.error('These generated files differ from what git holds:');
  for (const file of drifted) console.error(`  ${file}`);
  console.error('Run `npm run generate`, read the difference, and add it to the commit.');
  process.exit(1);
}
