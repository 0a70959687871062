import type { ConsoleStack } from '../support/console-stack.js';
import type { TcpProxy } from '../support/tcp-proxy.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../packages/subgraph/src/persistence/open-database.js';
import { describeInChromium } from '../support/chromium.js';
import { makeCard } from '../support/console-scene.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findPart, findTile, waitUntilLive } from '../support/console-views.js';
import { changeLog } from '../support/event-log.js';
import { startTcpProxy } from '../support/tcp-proxy.js';
import { expectNoFaults } from '../support/window-faults.js';

/** What Chromium itself says of connections that are cut. */
const CONNECTION_IS_CUT = [/net::ERR_(EMPTY|CONNECTION|SOCKET)_/, /closed before receiving a handshake/];

let folder: string;
let url: string;
let stack: ConsoleStack;
let proxy: TcpProxy;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-retention-'));
  url = `file:${join(folder, 'tessera.db')}`;
  stack = await startConsoleStack({ DATABASE_URL: url });
  proxy = await startTcpProxy(Number(new URL(stack.origin).port));
});

afterAll(async () => {
  await proxy.stop();
  await stack[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** As retention does it: of what has happened only the newest event is kept. */
async function forgetThePast(): Promise<void> {
  const database = await openDatabase({ url });
  await changeLog(database, 'UPDATE tenant_log SET oldest = head WHERE tenant_id = ?', ['acme']);
  await database.close();
}

describeInChromium('a page that was away for longer than the log is kept', (chromium) => {
  it('reads everything anew, says once that it skipped, and is live again', async () => {
    const requester = stack.as('requester');
    const left = await makeCard(requester, { holderId: 'jo.park' });
    const origin = `http://127.0.0.1:${proxy.port}`;
    await using window = await openConsole(chromium, { origin }, { persona: 'operator', path: '/console/cards' });
    const { page } = window;
    await findTile(page, 'To approve', 'jo.park').waitFor();
    await waitUntilLive(page);

    proxy.cut();
    proxy.hang();
    await page
      .getByRole('status')
      .filter({ hasText: /^Offline since/ })
      .waitFor();
    await requester.cards.abort(left);
    await makeCard(requester, { holderId: 'mara.lind' });
    await stack.subgraph.end('SIGKILL');
    await forgetThePast();
    await stack.subgraph.restart();
    proxy.stopHanging();
    proxy.cut();

    await waitUntilLive(page);
    await page.getByText('You were away for longer than the log is kept.').waitFor();
    await findTile(page, 'To approve', 'mara.lind').waitFor();
    await findTile(page, 'To approve', 'jo.park').waitFor({ state: 'hidden' });
    await findPart(page, 'To approve').getByRole('heading', { name: 'To approve 1' }).waitFor();
    expect(await page.getByText('You were away for longer than the log is kept.').count()).toBe(1);

    await makeCard(requester, { holderId: 'li.wei' });
    await findTile(page, 'To approve', 'li.wei').waitFor();
    expect(await page.getByText('You were away for longer than the log is kept.').count()).toBe(1);
    await expectNoFaults(window, CONNECTION_IS_CUT);
  });
});
