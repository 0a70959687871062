import { join } from 'node:path';
import { describeInChromium } from '../support/chromium.js';
import { startPageServer } from '../support/page-server.js';
import { startSubgraph } from '../support/subgraph-process.js';
import { expectNoFaults } from '../support/window-faults.js';
import { packSdk } from './packed-sdk.js';
import { createPartnerProject, toolPath } from './partner-project.js';
import { REGISTERED } from './registered.js';
import { runProgram } from './run-program.js';

describeInChromium('the package @tessera/sdk', (chromium) => {
  it('serves a page that Vite built, over the browser’s own fetch and WebSocket', async () => {
    using sdk = await packSdk();
    using project = await createPartnerProject('page', sdk.tarball);
    await runProgram([process.execPath, toolPath('vite/bin/vite.js'), 'build'], { cwd: project.folder });

    await using subgraph = await startSubgraph({ TESSERA_BATCH_SYNC_MS: '600000' });
    const folder = join(project.folder, 'dist');
    await using server = await startPageServer({ folder, graphqlUrl: subgraph.url });
    await using window = await chromium.openWindow({ origins: [server.url] });
    const { page, faults } = window;
    await page.goto(server.url);
    await page.fill('#token', subgraph.tokens.get('operator') ?? '');
    await page.click('#register');
    await page.waitForSelector('output.done').catch((error: unknown) => {
      throw new Error(`The page does not get done:\n${faults.join('\n')}`, { cause: error });
    });
    await expectNoFaults(window);
    expect(JSON.parse((await page.textContent('output')) ?? '')).toEqual(REGISTERED);
  });
});
