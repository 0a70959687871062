import type { BrowserPage } from '../support/browser-page.js';
import type { BrowserWindow } from '../support/chromium.js';
import type { ConsoleStack } from '../support/console-stack.js';
import type { OidcProvider } from '../support/oidc-provider.js';
import { createTessera } from '@tessera/sdk';
import { renewByHand, signInByHand } from '../support/authorization-code.js';
import { describeInChromium } from '../support/chromium.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findTile, waitUntilLive } from '../support/console-views.js';
import { findFreePort } from '../support/free-port.js';
import { startOidcProvider } from '../support/oidc-provider.js';
import { poll } from '../support/poll.js';
import { expectNoFaults } from '../support/window-faults.js';

/** So short that a page renews it for whatever it asks, and a stream for itself within a test. */
const TOKEN_SECONDS = 2;

/** Counts the connections of the page's streams, and keeps all that its badge has said. */
const WATCH = `
  window.sockets = 0;
  window.said = [];
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      window.sockets += 1;
    }
  };
  new MutationObserver(() => {
    const words = document.querySelector('header [role=status]')?.textContent;
    if (words && words !== window.said.at(-1)) window.said.push(words);
  }).observe(document, { subtree: true, childList: true, characterData: true });`;

/** The refresh token of whoever has signed in in the window. */
const REFRESH_TOKEN = `JSON.parse(Object.entries(sessionStorage).find(([key]) => key.startsWith('oidc.user:'))[1]).refresh_token`;

let stack: ConsoleStack;
let provider: OidcProvider;

beforeAll(async () => {
  // Each is told where the other is.
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const others = { 'new.comer': { tenant_id: 'acme', roles: [], account_ids: [] } };
  provider = await startOidcProvider({ origin, tokenSeconds: TOKEN_SECONDS, others });
  stack = await startConsoleStack({ ...provider.settings, PORT: String(port) });
});

afterAll(async () => {
  await stack[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

describeInChromium('signing in by OpenID Connect', (chromium) => {
  const open = (path: string): Promise<BrowserWindow> =>
    openConsole(chromium, stack, { path: `/console${path}`, origins: [provider.issuer] });

  /** From the console's door to the issuer's page, and back. */
  const signIn = async (page: BrowserPage, userId: string) => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('User').fill(userId);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  const openMenu = (page: BrowserPage) => page.getByRole('button', { name: /^Signed in as/ }).click();

  it('leads back to the page that one wanted, shows who one is, and signs out', async () => {
    await using window = await open('/production?tab=kiosks');
    const { page } = window;
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await signIn(page, 'olga.petrov');
    await page.getByRole('heading', { name: 'Production', level: 1 }).waitFor();
    expect(page.url()).toBe(`${stack.origin}/console/production?tab=kiosks`);
    await page.getByRole('button', { name: 'Signed in as olga.petrov Operator' }).waitFor();
    await waitUntilLive(page);

    await openMenu(page);
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    // The issuer asks whether one means it.
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${stack.origin}/console/`);
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await expectNoFaults(window);
  });

  it('renews the token by itself, and what is shown stays live all the while', async () => {
    await using window = await open('/cards');
    const { page } = window;
    await using _watch = await page.addInitScript({ content: WATCH });
    await signIn(page, 'olga.petrov');
    await waitUntilLive(page);
    await poll('the stream was got back twice', async () => Number(await page.evaluate('window.sockets')) >= 3, 40_000);

    const { access_token: token } = await signInByHand(provider, { origin: stack.origin, userId: 'rosa.brandt' });
    await createTessera({ url: stack.subgraph.url, token }).cards.register({
      programId: 'staff',
      holderId: 'ana.diaz',
    });
    await findTile(page, 'To request', 'ana.diaz').waitFor();
    expect(await page.evaluate('window.said')).toEqual(['Connecting …', 'Catching up …', 'Live']);
    await expectNoFaults(window);
  });

  it('says that the session has ended, and leads back in where one was', async () => {
    await using window = await open('/cards?program=staff');
    const { page } = window;
    await signIn(page, 'olga.petrov');
    await waitUntilLive(page);
    // A refresh token is good once: whoever uses it a second time is no longer believed.
    const refreshToken = String(await page.evaluate(REFRESH_TOKEN));
    await renewByHand(provider, { origin: stack.origin, refreshToken });
    const end = page.getByRole('alert').filter({ hasText: 'Your session has ended.' });
    await end.waitFor();
    await end.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    // The issuer still knows who it is.
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Cards', level: 1 }).waitFor();
    expect(page.url()).toBe(`${stack.origin}/console/cards?program=staff`);
    await waitUntilLive(page);
    await expectNoFaults(window, [/status of 400 .*\/token/]);
  });

  it('tells somebody without a role that there is nothing for them, and whom to ask', async () => {
    await using window = await open('/');
    const { page } = window;
    await signIn(page, 'new.comer');
    await page.getByRole('heading', { name: 'You have no role here yet', level: 1 }).waitFor();
    await page.getByText(/Ask whoever runs the card office for a role\.$/).waitFor();
    await page.getByRole('button', { name: /^Signed in as new\.comer/ }).waitFor();
    await waitUntilLive(page);
    await page.goto(`${stack.origin}/console/cards`);
    await page.getByRole('heading', { name: 'There is nothing here', level: 1 }).waitFor();
    await expectNoFaults(window);
  });

  it('begins anew when the issuer has refused', async () => {
    await using window = await open('/signed-in?error=access_denied&error_description=Not+today&state=unknown');
    const { page } = window;
    await page.getByRole('heading', { name: 'Signing in did not work', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await expectNoFaults(window);
  });
});
