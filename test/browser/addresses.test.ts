import type { ConsoleStack } from '../support/console-stack.js';
import { describeInChromium, OTHER_HOST } from '../support/chromium.js';
import { makeProducedCard } from '../support/console-scene.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findPart, waitUntilLive } from '../support/console-views.js';
import { expectNoFaults } from '../support/window-faults.js';

/** What Chromium says of a header that holds over https alone. */
const OVER_HTTP = [/Cross-Origin-Opener-Policy header has been ignored/];

/** Tells a page the personas, which the server itself tells at this machine’s own addresses alone. */
async function tellPersonas(origin: string): Promise<string> {
  const personas = await (await fetch(`${origin}/dev/personas`)).text();
  return `
    const ask = window.fetch;
    window.fetch = (url, options) =>
      String(url).endsWith('/dev/personas') ? Promise.resolve(new Response(${JSON.stringify(personas)})) : ask(url, options);`;
}

let stack: ConsoleStack;

beforeAll(async () => {
  stack = await startConsoleStack();
});

afterAll(() => stack[Symbol.asyncDispose]());

describeInChromium('the console at an address', (chromium) => {
  it('of another machine over plain http gives commands too', async () => {
    const id = await makeProducedCard(stack.as('operator'), 'mara.lind');
    const origin = stack.origin.replace('127.0.0.1', OTHER_HOST);
    await using window = await openConsole(chromium, { origin }, { persona: 'operator', path: '/console/mark.svg' });
    const { page } = window;
    await page.addInitScript({ content: await tellPersonas(stack.origin) });
    await page.goto(`${origin}/console/cards/${id}`);
    await waitUntilLive(page);
    expect(await page.evaluate('[isSecureContext, typeof crypto.randomUUID]')).toEqual([false, 'undefined']);
    await findPart(page, 'What you can do now').getByRole('button', { name: 'Activate', exact: true }).click();
    await page.getByRole('heading', { name: 'mara.lind Active', level: 1 }).waitFor();
    await page.getByText(`Activated: ${id}`).waitFor();
    await expectNoFaults(window, OVER_HTTP);
  });

  it.each(['/console/cards/%', '/console/cards/100%25', '/console/temporary-cards/%zz', '/console/%FF'])(
    'that is nobody’s says that nothing is there: %s',
    async (path) => {
      await using window = await openConsole(chromium, stack, { persona: 'operator', path });
      const { page } = window;
      await page.getByRole('heading', { name: 'There is nothing here', level: 1 }).waitFor();
      await page.getByText('It does not exist, or you may not see it.').waitFor();
      await page.getByRole('link', { name: 'Cards', exact: true }).click();
      await page.getByRole('heading', { name: 'Cards', level: 1 }).waitFor();
      await expectNoFaults(window);
    },
  );
});
