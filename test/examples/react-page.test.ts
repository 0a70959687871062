import type { BrowserPage } from '../support/browser-page.js';
import { createTessera } from '@tessera/sdk';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../sdk-package/run-program.js';
import { describeInChromium } from '../support/chromium.js';
import { findFreePort } from '../support/free-port.js';
import { spawnProgram } from '../support/server-process.js';
import { startSubgraph } from '../support/subgraph-process.js';
import { expectNoFaults } from '../support/window-faults.js';
import { exampleFolder } from './example-folder.js';

const SLOW = { TESSERA_BATCH_SYNC_MS: '600000' };
const vite = join('node_modules', 'vite', 'bin', 'vite.js');

/** Vite’s development server for the example, as `npm start` there starts it. */
async function startVite(graphqlUrl: string): Promise<AsyncDisposable & { readonly url: string }> {
  const folder = exampleFolder('react-urql');
  const port = String(await findFreePort());
  const where = ['--host', '127.0.0.1', '--port', port, '--strictPort'];
  const server = spawnProgram([join(folder, vite), folder, ...where], { TESSERA_URL: graphqlUrl, NO_COLOR: '1' });
  const stop = async () => {
    server.child.kill('SIGKILL');
    await server.exit();
  };
  await server.waitFor(/ready in/).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url: `http://127.0.0.1:${port}/`, [Symbol.asyncDispose]: stop };
}

const press = (page: BrowserPage, label: string) => page.click(`main button:text-is("${label}")`);
const become = (page: BrowserPage, persona: string) => page.click(`nav button:text-is("${persona}")`);
const seeState = (page: BrowserPage, state: string) => page.waitForSelector(`.card[data-state=${state}]`);

describe('the page of the React example', () => {
  it('is built for production by Vite', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tessera-page-'));
    await runProgram([process.execPath, vite, 'build', `--outDir=${folder}`], { cwd: exampleFolder('react-urql') });
    rmSync(folder, { recursive: true });
  });
});

describeInChromium('the page of the React example', (chromium) => {
  it('shows a card and its history, follows what another page does, and tells a refusal in words', async () => {
    await using subgraph = await startSubgraph(SLOW);
    await using server = await startVite(subgraph.url);
    await using myWindow = await chromium.openWindow({ origins: [new URL(server.url).origin] });
    const mine = myWindow.page;
    await mine.goto(server.url);
    await press(mine, 'Register a card');
    await seeState(mine, 'REGISTERED');
    const cardId = (await mine.textContent('.card small')) ?? '';

    await using theirWindow = await chromium.openWindow({ origins: [new URL(server.url).origin] });
    const theirs = theirWindow.page;
    await theirs.goto(`${server.url}#${cardId}`);
    await seeState(theirs, 'REGISTERED');
    await press(mine, 'Request');
    await seeState(theirs, 'REQUESTED');

    await press(mine, 'Approve');
    await mine.waitForSelector('text=Ask somebody in the role APPROVER');
    await become(theirs, 'approver');
    await press(theirs, 'Approve');
    await seeState(mine, 'PROCESSING');
    expect(await mine.textContent('ol')).toMatch(/^PROCESSING APPROVE.*REQUESTED REQUEST.*REGISTERED REGISTER /);
    await expectNoFaults(myWindow);
    await expectNoFaults(theirWindow);
  });

  it('follows on after the server was killed, each event shown once', async () => {
    await using subgraph = await startSubgraph(SLOW);
    await using server = await startVite(subgraph.url);
    await using window = await chromium.openWindow();
    const { page } = window;
    await page.goto(server.url);
    await press(page, 'Register a card');
    await seeState(page, 'REGISTERED');
    await press(page, 'Request');
    await seeState(page, 'REQUESTED');

    await subgraph.end('SIGKILL');
    await subgraph.restart();
    const cardId = (await page.textContent('.card small')) ?? '';
    const approver = createTessera({ url: subgraph.url, token: subgraph.tokens.get('approver') ?? '' });
    await approver.cards.approve(cardId);
    // Its client waits longer before each of its tries to connect.
    await page.waitForSelector('.card[data-state=PROCESSING]', { timeout: 60_000 });
    const history = (await page.textContent('ol')) ?? '';
    expect(history.match(/[A-Z]+ by/g)).toEqual(['APPROVE by', 'REQUEST by', 'REGISTER by']);
  });
});
