import type { BrowserPage } from '../support/browser-page.js';
import type { ConsoleStack } from '../support/console-stack.js';
import { describeInChromium } from '../support/chromium.js';
import { openConsole, startConsoleStack } from '../support/console-stack.js';
import { findPart, findTile, waitUntilLive } from '../support/console-views.js';
import { nameFocused, tabTo } from '../support/keyboard.js';
import { poll } from '../support/poll.js';
import { expectNoFaults } from '../support/window-faults.js';

/** How soon a card is overdue that is handed out for a test: long enough to be seen among those that are out. */
const SOON_MS = 8_000;

const DESK = '/console/temporary-cards';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What ends within so many days is expiring soon. */
const SOON_DAYS = 3;

/** How long before an hour begins a page is opened, in milliseconds: it is there by then. */
const LEAD_MS = 8_000;

/** Holds back what hands cards out until `window.goOn()`. */
const HOLD_ASSIGNMENTS = `
  const ask = window.fetch;
  window.fetch = async (url, options) => {
    if (String(options?.body).includes('assignTemporaryCard')) await new Promise((resolve) => (window.goOn = resolve));
    return ask(url, options);
  };`;

/** Has it be another time in a page when it is opened. */
function setClock(now: number): string {
  return `
    const ahead = ${now} - Date.now();
    const RealDate = Date;
    window.Date = class extends RealDate {
      constructor(...given) { given.length === 0 ? super(RealDate.now() + ahead) : super(...given); }
      static now() { return RealDate.now() + ahead; }
    };`;
}

let stack: ConsoleStack;
let pool: string[];

beforeAll(async () => {
  stack = await startConsoleStack();
  pool = await makePool(9);
});

afterAll(() => stack[Symbol.asyncDispose]());

/** Has cards made and initialized. */
async function makePool(count: number): Promise<string[]> {
  const { temporaryCards } = stack.as('operator');
  const { temporaryCards: made } = await temporaryCards.request({ programId: 'visitor', count });
  return Promise.all(
    made.map(async ({ id }) => {
      await poll('the card is produced', async () => (await temporaryCards.get(id))?.state === 'PRODUCED');
      await temporaryCards.initialize(id);
      return id;
    }),
  );
}

/** A card of the pool that no other test has. */
function takeFromPool(): string {
  const id = pool.pop();
  if (id === undefined) throw new Error('The pool of this test is too small');
  return id;
}

/** An active card of somebody's. */
async function makeActiveCard(holderId: string): Promise<string> {
  const { cards } = stack.as('operator');
  const { card } = await cards.register({ programId: 'campus', holderId });
  const id = card?.id ?? '';
  await cards.request(id);
  await poll('the card is produced', async () => (await cards.get(id))?.state === 'PRODUCED');
  await cards.activate(id);
  return id;
}

describeInChromium('the desk of temporary cards', (chromium) => {
  const open = (path = DESK) => openConsole(chromium, stack, { persona: 'operator', path });

  /** A card in a list of the desk. */
  const findRow = (page: BrowserPage, list: string, id: string) =>
    findPart(page, list).getByRole('listitem').filter({ hasText: id });

  /** Types what a scanner does: the id, and Enter. */
  const scan = async (page: BrowserPage, id: string) => {
    await page.keyboard.type(id);
    await page.keyboard.press('Enter');
  };

  const untilFocused = (page: BrowserPage, name: RegExp) =>
    poll(`the focus is at ${String(name)}`, async () => name.test(await nameFocused(page)));

  it('orders cards, which come into the list when they are made, and initializes one', async () => {
    await using window = await open();
    const { page } = window;
    await waitUntilLive(page);
    await page.getByRole('button', { name: 'Order cards' }).click();
    const dialog = page.getByRole('dialog', { name: 'Order cards' });
    await dialog.getByLabel('Card program').selectOption('Visitor cards');
    await dialog.getByLabel('How many').fill('2');
    await dialog.getByRole('button', { name: 'Request' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Requested: 2 temporary cards for the program “visitor”').first().waitFor();

    const rows = findPart(page, 'To initialize').getByRole('listitem');
    await rows.nth(1).waitFor();
    expect(await rows.count()).toBe(2);
    const id = (await rows.first().getByRole('link').innerText()).trim();
    await rows.first().getByRole('button', { name: 'Initialize' }).click();
    await findRow(page, 'In the pool', id).waitFor();
    await rows.nth(1).waitFor({ state: 'hidden' });
    expect(await stack.as('operator').temporaryCards.get(id)).toMatchObject({ state: 'UNASSIGNED', holder: null });
    await expectNoFaults(window);
  });

  it('hands a card out by an id and a name, and is ready for the next; the others see it at once', async () => {
    const id = takeFromPool();
    await using window = await open();
    await using other = await openConsole(chromium, stack, { persona: 'approver', path: DESK });
    const { page } = window;
    await findRow(page, 'In the pool', id).waitFor();
    await waitUntilLive(other.page);

    await untilFocused(page, /^Card id$/);
    await scan(page, id);
    expect(await nameFocused(page)).toBe('Holder');
    await scan(page, 'jo.park');
    await findPart(page, 'Hand out')
      .getByText(new RegExp(`^${id} is handed out to jo\\.park until `))
      .waitFor();
    await untilFocused(page, /^Card id$/);
    await findRow(page, 'Handed out', id).getByText('jo.park', { exact: true }).waitFor();
    await findRow(page, 'In the pool', id).waitFor({ state: 'hidden' });
    await findTile(other.page, 'Handed out', 'jo.park').waitFor();

    const handedOut = await stack.as('operator').temporaryCards.get(id);
    expect(handedOut).toMatchObject({ state: 'ASSIGNED', holder: { id: 'jo.park' } });
    await expectNoFaults(window);
    await expectNoFaults(other);
  });

  it('lets one stand in for the holder’s own card, which is out of use until it comes back', async () => {
    const id = takeFromPool();
    const ownId = await makeActiveCard('mara.lind');
    await using window = await open();
    await using other = await open(`/console/cards/${ownId}`);
    const { page } = window;
    const state = other.page.getByRole('heading', { level: 1 });
    await state.getByText('Active', { exact: true }).waitFor();
    await waitUntilLive(other.page);

    await untilFocused(page, /^Card id$/);
    await scan(page, id);
    await page.keyboard.type('mara.lind');
    await tabTo(page, /^Valid until, stands in for …$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Stands in for$/);
    await findPart(page, 'Hand out').getByText('That card is inactive while the temporary one is out.').waitFor();
    await page.keyboard.type('Campus');
    await tabTo(page, /^Hand out$/);
    await page.keyboard.press('Enter');
    await findRow(page, 'Handed out', id)
      .getByRole('link', { name: `stands in for ${ownId}` })
      .waitFor();
    await state.getByText('Inactive', { exact: true }).waitFor();
    await findPart(other.page, 'Facts').getByRole('link', { name: id }).waitFor();

    const back = findPart(page, 'Take back');
    await back.getByLabel('Card id').focus();
    await scan(page, id);
    expect(await nameFocused(page)).toBe('Reason');
    await back.getByText(`stands in for ${ownId}`).waitFor();
    expect(await back.getByLabel('Reason').inputValue()).toBe('RETURNED');
    await page.keyboard.press('Enter');
    await back.getByText(`${id} is back in the pool.`).waitFor();
    await findRow(page, 'In the pool', id).waitFor();
    await state.getByText('Active', { exact: true }).waitFor();
    await findPart(other.page, 'Facts').getByRole('link', { name: id }).waitFor({ state: 'hidden' });
    await expectNoFaults(window);
    await expectNoFaults(other);
  });

  it('says why a card is not handed out, and nothing has changed', async () => {
    const taken = takeFromPool();
    const free = takeFromPool();
    const operator = stack.as('operator');
    await operator.temporaryCards.assign(taken, { holderId: 'li.wei' });
    const cursor = await operator.events.cursor();
    await using window = await open();
    const { page } = window;
    // So low that the pool is seen, or the form.
    await page.setViewportSize({ width: 1280, height: 480 });
    const form = findPart(page, 'Hand out');
    await untilFocused(page, /^Card id$/);
    await scan(page, 'temp_unknown');
    await form.getByText('There is no such card.').waitFor();
    expect(await form.getByLabel('Card id').getAttribute('aria-invalid')).toBe('true');
    await scan(page, 'li.wei');
    await untilFocused(page, /^Card id$/);
    expect(await form.getByText('There is no such card.').count()).toBe(1);
    expect(await form.getByRole('alert').count()).toBe(0);

    await scan(page, taken);
    await form.getByText('It is out: take it back first.').waitFor();
    expect(await form.getByRole('alert').count()).toBe(0);
    await findRow(page, 'In the pool', free).getByRole('button', { name: 'Hand out' }).click();
    await form.getByText('In the pool', { exact: true }).waitFor();
    expect(await nameFocused(page)).toBe('Holder');
    expect((await form.getByLabel('Holder').boundingBox())?.y).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await form.getByRole('alert').getByText('They have a temporary card already: take it back first.').waitFor();
    expect(await form.getByLabel('Holder').getAttribute('aria-invalid')).toBe('true');
    await form.getByRole('link', { name: taken }).waitFor();

    const back = findPart(page, 'Take back');
    await back.getByLabel('Card id').focus();
    await scan(page, free);
    await back.getByText('It is not out.').waitFor();
    await page.keyboard.press('Enter');
    await back.getByRole('alert').waitFor();
    expect(await operator.events.cursor()).toBe(cursor);
    await expectNoFaults(window);
  });

  it('keeps what is typed of the next card while the last one is under way', async () => {
    const [id, next] = [takeFromPool(), takeFromPool()];
    await using window = await open();
    const { page } = window;
    await using _wait = await page.addInitScript({ content: HOLD_ASSIGNMENTS });
    await page.reload();
    const form = findPart(page, 'Hand out');
    await untilFocused(page, /^Card id$/);
    await scan(page, id);
    await scan(page, 'tom.hall');
    await form.getByRole('button', { name: 'Waiting for the server …' }).waitFor();
    await form.getByLabel('Card id').focus();
    await page.keyboard.press('Control+A');
    await scan(page, next);
    await page.evaluate('window.goOn()');
    await form.getByText(new RegExp(`^${id} is handed out to tom\\.hall until `)).waitFor();
    expect(await form.getByLabel('Card id').inputValue()).toBe(next);
    expect(await form.getByLabel('Holder').inputValue()).toBe('');
    expect(await nameFocused(page)).toBe('Holder');
    await scan(page, 'eva.brun');
    await page.evaluate('window.goOn()');
    await form.getByText(new RegExp(`^${next} is handed out to eva\\.brun until `)).waitFor();
    expect(await form.getByLabel('Card id').inputValue()).toBe('');
    await expectNoFaults(window);
  });

  it('lists what ends soon as time goes on, without any event', async () => {
    const id = takeFromPool();
    const hour = Math.ceil((Date.now() + LEAD_MS) / HOUR_MS) * HOUR_MS;
    const validUntil = new Date(hour + SOON_DAYS * DAY_MS).toISOString();
    await stack.as('operator').temporaryCards.assign(id, { holderId: 'max.roth', validUntil });
    await using window = await open();
    const { page } = window;
    await using _clock = await page.addInitScript({ content: setClock(hour - LEAD_MS) });
    await page.goto(`${stack.origin}${DESK}?tab=board`);
    await findTile(page, 'Handed out', 'max.roth').waitFor();
    await findPart(page, 'Expiring soon').getByText('Nothing here.').waitFor();
    await findTile(page, 'Expiring soon', 'max.roth').waitFor();
    await findPart(page, 'Expiring soon').getByRole('heading', { name: 'Expiring soon 1' }).waitFor();
    await expectNoFaults(window);
  });

  it('tells who has a card too long, as soon as it is too long', async () => {
    const id = takeFromPool();
    await using window = await open();
    const { page } = window;
    await waitUntilLive(page);
    const validUntil = new Date(Date.now() + SOON_MS).toISOString();
    await stack.as('operator').temporaryCards.assign(id, { holderId: 'ana.diaz', validUntil });
    await findRow(page, 'Handed out', id).getByText('ana.diaz', { exact: true }).waitFor();
    const row = findRow(page, 'Overdue', id);
    await row.getByText('ana.diaz', { exact: true }).waitFor();
    await row.getByText(/^overdue since /).waitFor();
    await findRow(page, 'Handed out', id).waitFor({ state: 'hidden' });

    await row.getByRole('button', { name: 'Take back' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take back' });
    await dialog.getByLabel('Reason').selectOption('No longer needed');
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await findPart(page, 'Overdue').getByText('Nobody has a card too long.').waitFor();
    await findRow(page, 'In the pool', id).waitFor();
    await expectNoFaults(window);
  });
});
