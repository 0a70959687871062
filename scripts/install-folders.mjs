// Installs the folders that have a lock file of their own, all of them side by side: each waits mostly for files and answers.
// `npm run` says where npm is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const install = async (folder) => {
  const parameters = ['ci', '--ignore-scripts', '--prefer-offline', '--no-progress', '--prefix', folder];
  const npm = spawn(process.execPath, [process.env.npm_execpath, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
  let written = '';
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (written += chunk));
  const [code] = await once(npm, 'close');
  console.log(`${folder}: ${written.trim()}`);
  return code === 0;
};

const areInstalled = await Promise.all(process.argv.slice(2).map(install));
process.exit(areInstalled.every(Boolean) ? 0 : 1);
