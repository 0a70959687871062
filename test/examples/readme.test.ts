import { resolve } from 'node:path';
import { runProgram } from '../sdk-package/run-program.js';
import { createReadmeProject } from './readme-project.js';

describe('what partners read', () => {
  it.each(['packages/sdk/README.md', 'examples/README.md'])(
    'has blocks that compile as they stand: %s',
    async (file) => {
      using project = createReadmeProject(file);
      expect(project.blockCount).toBeGreaterThan(1);
      const tsc = resolve('node_modules/typescript/bin/tsc');
      await runProgram([process.execPath, tsc, '-p', '.'], { cwd: project.folder });
    },
  );
});
