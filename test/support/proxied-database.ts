import type { Database } from '../../packages/subgraph/src/persistence/database.js';
import type { TcpProxy } from './tcp-proxy.js';
import { openDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { startTcpProxy } from './tcp-proxy.js';

/** A database that is reached through a proxy, which fails when told to. */
export interface ProxiedDatabase extends AsyncDisposable {
  readonly database: Database;
  readonly proxy: TcpProxy;
}

/** A server that is reached through a proxy. Leaving the test stops the proxy. */
interface ProxiedUrl extends AsyncDisposable {
  readonly proxy: TcpProxy;
  readonly url: string;
}

/** Puts a proxy in front of the server of a URL; answers the URL that goes through it. */
export async function proxyUrl(url: string): Promise<ProxiedUrl> {
  const target = new URL(url);
  const proxy = await startTcpProxy(Number(target.port));
  target.port = String(proxy.port);
  return { proxy, url: target.href, [Symbol.asyncDispose]: () => proxy.stop() };
}

/** Opens a MariaDB database, by its own URL, through a proxy of its own. */
export async function openProxied(url: string): Promise<ProxiedDatabase> {
  const through = await proxyUrl(url);
  const database = await openDatabase({ url: through.url });
  const dispose = async (): Promise<void> => {
    await database.close();
    await through.proxy.stop();
  };
  return { database, proxy: through.proxy, [Symbol.asyncDispose]: dispose };
}
