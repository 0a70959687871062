import type { BrowserPage } from '../support/browser-page.js';
import type { BrowserWindow } from '../support/chromium.js';
import type { ConsoleStack } from '../support/console-stack.js';
import { describeInChromium } from '../support/chromium.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findPart, findTile, waitUntilLive } from '../support/console-views.js';
import { expectNoFaults } from '../support/window-faults.js';

let stack: ConsoleStack;

beforeAll(async () => {
  stack = await startConsoleStack();
});

afterAll(() => stack[Symbol.asyncDispose]());

describeInChromium('the journey of a card', (chromium) => {
  const openAs = async (persona: 'requester' | 'approver' | 'operator', path: string): Promise<BrowserWindow> => {
    const window = await openConsole(chromium, stack, { persona, path: `/console${path}` });
    await waitUntilLive(window.page);
    return window;
  };
  const act = (page: BrowserPage, name: string) =>
    findPart(page, 'What you can do now').getByRole('button', { name, exact: true }).click();
  /** The newest entry of the card's timeline says so. */
  const untilHappened = (page: BrowserPage, words: RegExp) =>
    findPart(page, 'What happened').getByRole('listitem').first().filter({ hasText: words }).waitFor();

  it('is clicked through by three people, each of whom sees the others’ steps as they happen', async () => {
    await using requester = await openAs('requester', '/cards');
    await using approver = await openAs('approver', '/cards');
    await using operator = await openAs('operator', '/cards');

    await requester.page.getByRole('button', { name: 'Register a card' }).click();
    const dialog = requester.page.getByRole('dialog', { name: 'Register' });
    await dialog.getByLabel('Card program').selectOption('Staff cards');
    await dialog.getByLabel('Holder').fill('mara.lind');
    await dialog.getByLabel('Name on the card').fill('MARA LIND');
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    for (const { page } of [requester, approver, operator]) await findTile(page, 'To request', 'mara.lind').waitFor();

    // The operator keeps to the card's page, the approver to the board, until it is theirs to do something.
    await findTile(operator.page, 'To request', 'mara.lind').click();
    await untilHappened(operator.page, /Registered/);
    await findTile(requester.page, 'To request', 'mara.lind').click();
    await act(requester.page, 'Request');
    await untilHappened(operator.page, /Requested.*rosa\.brandt/s);
    await findTile(approver.page, 'To approve', 'mara.lind').click();
    expect(await findTile(approver.page, 'To request', 'mara.lind').count()).toBe(0);

    await act(approver.page, 'Approve');
    // The batch sync orders it and the simulated channel makes it, before everybody's eyes.
    for (const { page } of [requester, approver, operator]) {
      await untilHappened(page, /Produced.*simulator/s);
      await page.getByRole('heading', { level: 1, name: /mara\.lind Produced/ }).waitFor();
    }

    await act(operator.page, 'Activate');
    await untilHappened(requester.page, /Activated.*olga\.petrov/s);
    await act(operator.page, 'Deactivate');
    const reasons = operator.page.getByRole('dialog', { name: 'Deactivate' });
    await reasons.getByLabel('Reason').selectOption('Mislaid');
    await reasons.getByRole('button', { name: 'Deactivate', exact: true }).click();
    await untilHappened(requester.page, /Deactivated.*Mislaid/s);
    await act(operator.page, 'Reactivate');
    await untilHappened(requester.page, /Reactivated/);
    await act(operator.page, 'Lock');
    const lock = operator.page.getByRole('dialog', { name: 'Lock' });
    await lock.getByLabel('Reason').selectOption('Other');
    await lock.getByLabel('Comment').fill('Chewed by the dog');
    await lock.getByRole('button', { name: 'Lock', exact: true }).click();
    for (const { page } of [requester, approver, operator]) await untilHappened(page, /Locked.*Chewed by the dog/s);
    await findPart(operator.page, 'What you can do now')
      .getByText('There is nothing that you can do here now.')
      .waitFor();

    for (const window of [requester, approver, operator]) await expectNoFaults(window);
    expect(await readSteps()).toEqual([
      'REGISTER by rosa.brandt from CONSOLE',
      'REQUEST by rosa.brandt from CONSOLE',
      'APPROVE by anton.keller from CONSOLE',
      'ORDER by system from JOB',
      'START_PRODUCTION by simulator from PRODUCTION',
      'COMPLETE_PRODUCTION by simulator from PRODUCTION',
      'ACTIVATE by olga.petrov from CONSOLE',
      'DEACTIVATE by olga.petrov from CONSOLE',
      'REACTIVATE by olga.petrov from CONSOLE',
      'LOCK by olga.petrov from CONSOLE',
    ]);
  });

  it('shows on the board of each who may see it, and on nobody else’s', async () => {
    await using other = await openConsole(chromium, stack, { persona: 'operator-b', path: '/console/cards' });
    await waitUntilLive(other.page);
    const { card } = await stack.as('requester').cards.register({ programId: 'staff', holderId: 'jo.park' });
    await using operator = await openAs('operator', `/cards/${card?.id ?? ''}`);
    await operator.page.getByRole('heading', { level: 1, name: /jo\.park/ }).waitFor();
    const { card: theirs } = await stack.as('operator-b').cards.register({ programId: 'staff', holderId: 'li.wei' });
    await findTile(other.page, 'To request', 'li.wei').waitFor();
    expect(await findTile(other.page, 'To request', 'jo.park').count()).toBe(0);
    await operator.page.goto(`${stack.origin}/console/cards/${theirs?.id ?? ''}`);
    await operator.page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await expectNoFaults(other);
  });
});

/** The card's life as its log tells it, the first step first. */
async function readSteps(): Promise<string[]> {
  const tessera = stack.as('operator');
  const { nodes } = await tessera.cards.list({ holderId: 'mara.lind' });
  const history = await tessera.cards.history(nodes[0]?.id ?? '');
  return history.nodes.map(({ command, actor, channel }) => `${command} by ${actor.id} from ${channel}`).toReversed();
}
