import { fork } from 'node:child_process';
import { once } from 'node:events';
import { APOLLO_TESTS } from './apollo-tests.js';

/** Starts one of the subgraphs that come with Apollo's tests, in a process of its own and on a free port. */
export async function startNeighbour(name: 'inventory' | 'users') {
  const child = fork(`${APOLLO_TESTS}/dist/subgraphs/${name}/index.js`, {
    execArgv: ['--import', new URL('on-a-free-port.mjs', import.meta.url).href],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const [port] = (await Promise.race([
    once(child, 'message'),
    exited.then(() => Promise.reject(new Error(`Apollo's neighbour ${name} ended before it listened`))),
  ])) as [number];
  exited.catch(() => undefined);
  const stop = async () => {
    if (child.connected) child.disconnect();
    await exited;
  };
  return { name, url: `http://127.0.0.1:${port}/`, [Symbol.asyncDispose]: stop };
}
