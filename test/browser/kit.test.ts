import type { ConsoleStack } from '../support/console-stack.js';
import type { PageServer } from '../support/page-server.js';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAxeFaults } from '../support/axe.js';
import { describeInChromium } from '../support/chromium.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { startPageServer } from '../support/page-server.js';
import { poll } from '../support/poll.js';
import { expectNoFaults } from '../support/window-faults.js';

/** As strict as a policy can be: it allows no script at all. */
const POLICY = "default-src 'none'; img-src data:; require-trusted-types-for 'script'";

const IMAGE = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';

const PERSONA = "sessionStorage.getItem('tessera.persona')";

function pageOf(body: string, policy = POLICY): string {
  const head = `<meta charset="utf-8"><meta http-equiv="content-security-policy" content="${policy}"><title>Kit</title>`;
  const icon = '<link rel="icon" href="data:,">';
  return `<!doctype html><html lang="en"><head>${head}${icon}</head><body><main><h1>Kit</h1>${body}</main></body></html>`;
}

/** Pages with one fault each, and one without. */
const PAGES = {
  'good.html': pageOf('<p>Nothing is wrong here.</p>'),
  'nameless.html': pageOf(`<img src="${IMAGE}">`),
  'forbidden.html': pageOf("<script>document.title = 'Forbidden'</script>"),
  'throwing.html': pageOf("<script>throw new Error('Thrown on purpose')</script>", "script-src 'unsafe-inline'"),
};

let folder: string;
let stack: ConsoleStack;
let server: PageServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-pages-'));
  for (const [name, html] of Object.entries(PAGES)) writeFileSync(join(folder, name), html);
  stack = await startConsoleStack();
  server = await startPageServer({ folder, graphqlUrl: stack.subgraph.url });
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

describe('the kit', () => {
  it('starts a server that makes a card while a test looks on, also after it was killed', async () => {
    const { card } = await stack.as('requester').cards.register({ programId: 'staff', holderId: 'mara.lind' });
    const id = card?.id ?? '';
    await stack.as('requester').cards.request(id);
    await stack.as('approver').cards.approve(id);
    await stack.subgraph.end('SIGKILL');
    await stack.subgraph.restart();
    const operator = stack.as('operator');
    await poll('the card is produced', async () => (await operator.cards.get(id))?.state === 'PRODUCED');
  });
});

describeInChromium('the kit', (chromium) => {
  const openPage = async (name: keyof typeof PAGES) => {
    const window = await chromium.openWindow({ origins: [server.url] });
    await window.page.goto(`${server.url}/${name}`);
    return window;
  };

  it('finds what keeps people from using a page, under a policy that allows no script', async () => {
    await using good = await openPage('good.html');
    expect(await findAxeFaults(good.page)).toEqual([]);
    await expectNoFaults(good);
    await using nameless = await openPage('nameless.html');
    expect(await findAxeFaults(nameless.page)).toEqual([
      expect.stringMatching(/^critical image-alt at img: Images must have alternative text\. Fix any /),
    ]);
  });

  it('looks at a page of ours', async () => {
    await using window = await openConsole(chromium, stack, { path: '/graphql' });
    await window.page.getByRole('button', { name: /Execute query/ }).waitFor();
    for (const line of await findAxeFaults(window.page)) expect(line).toMatch(/^(serious|critical) [a-z-]+ at .+: .+/);
    await expectNoFaults(window);
  });

  it('opens windows of several personas, who share nothing', async () => {
    await using operator = await openConsole(chromium, stack, 'operator');
    await using approver = await openConsole(chromium, stack, 'approver');
    await using nobody = await openConsole(chromium, stack, {});
    expect(await operator.page.evaluate(PERSONA)).toBe('operator');
    expect(await approver.page.evaluate(PERSONA)).toBe('approver');
    expect(await nobody.page.evaluate(PERSONA)).toBeNull();

    await operator.page.evaluate("localStorage.setItem('mine', 'yes')");
    expect(await approver.page.evaluate("localStorage.getItem('mine')")).toBeNull();
  });

  it('leaves a persona to the page once it is opened', async () => {
    await using window = await openConsole(chromium, stack, 'operator');
    await window.page.evaluate("sessionStorage.setItem('tessera.persona', 'approver')");
    await window.page.reload();
    expect(await window.page.evaluate(PERSONA)).toBe('approver');
  });

  it.each([
    { page: 'forbidden.html', fault: /^securitypolicyviolation: script-src-elem inline enforce/ },
    { page: 'throwing.html', fault: /^Error: Thrown on purpose/ },
  ] as const)('tells a fault of $page', async ({ page, fault }) => {
    await using window = await openPage(page);
    await poll(`the fault ${String(fault)}`, () => window.faults.some((line) => fault.test(line)));
    expect(await window.page.title()).toBe('Kit');
    await expect(expectNoFaults(window)).rejects.toThrow(/toEqual/);
    await expectNoFaults(window, [/securitypolicyviolation|Content Security Policy|Thrown on purpose/]);
  });

  it.each([
    { name: 'a request', ask: (url: string) => `fetch('${url}').catch(() => 0)` },
    { name: 'a WebSocket', ask: (url: string) => `void new WebSocket('${url.replace('http', 'ws')}')` },
  ])('tells $name to another origin', async ({ ask }) => {
    await using window = await openPage('throwing.html');
    const elsewhere = stack.subgraph.url;
    await window.page.evaluate(ask(elsewhere));
    const told = `asked another origin: ${elsewhere.replace(/^http/, ask('http').includes('ws') ? 'ws' : 'http')}`;
    await poll(told, () => window.faults.includes(told));
  });
});
