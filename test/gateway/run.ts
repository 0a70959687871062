// npm run gateway: the subgraph in development, its neighbours, and Hive Gateway in front of them, for a person to try.
import type { ServerProcess } from '../support/server-process.js';
import { spawnSync } from 'node:child_process';
import { isHiveInstalled, startGateway } from '../support/gateway-process.js';
import { startNeighbours } from '../support/neighbours.js';
import { spawnServer } from '../support/server-process.js';
import { describeGateway } from './describe-gateway.js';

/** Where it listens, unless `GATEWAY_PORT` says otherwise. */
const PORT = 4000;

async function main(): Promise<void> {
  if (!isHiveInstalled()) installHive();
  const subgraph = spawnServer({ ...ownSettings(), TESSERA_ENV: 'development' });
  try {
    await serve(subgraph);
  } finally {
    subgraph.child.kill('SIGTERM');
    await subgraph.exit();
  }
}

/** Starts the rest, says where everything is, and serves until it is told to stop. */
async function serve(subgraph: ServerProcess): Promise<void> {
  const [, subgraphPort = ''] = await subgraph.waitFor(/http:\/\/[^\s/]+:(\d+)\/graphql/);
  await using neighbours = await startNeighbours();
  const { people, accounts } = neighbours;
  await using gateway = await startGateway({
    subgraphs: { tessera: `http://127.0.0.1:${subgraphPort}/graphql`, people, accounts },
    // In development the subgraph has no secrets, and takes everybody for the gateway.
    secret: 'none',
    port: Number(process.env['GATEWAY_PORT'] ?? PORT),
  });
  console.log(describeGateway({ url: gateway.url, subgraph: `http://localhost:${subgraphPort}`, people, accounts }));
  const told = new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  const ended = subgraph.exit().then(() => {
    throw new Error(`The subgraph ended by itself:\n${subgraph.output()}`);
  });
  await Promise.race([told, ended]);
  // Now it ends because it is told to.
  ended.catch(() => undefined);
}

function installHive(): void {
  console.log('Hive Gateway is not installed: installing it into test/gateway, 90 MB …');
  const installed = spawnSync('npm', ['ci', '--ignore-scripts', '--prefix', 'test/gateway'], { stdio: 'inherit' });
  if (installed.status !== 0) throw new Error('Hive Gateway could not be installed: npm says why above.');
}

/** The settings of this process, which are the subgraph's. */
function ownSettings(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
