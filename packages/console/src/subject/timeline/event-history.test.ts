import type { EventLine } from '../../live/live-event.js';
import type { EventPage } from './load-events.js';
import { EventHistory } from './event-history.js';

/** A history whose pages are delivered by hand. */
function aHistory() {
  const asked: { readonly after: string | null; deliver(page: EventPage): void; fail(error: Error): void }[] = [];
  const history = new EventHistory(
    (after) =>
      new Promise((resolve, reject) => {
        asked.push({ after, deliver: resolve, fail: reject });
      }),
  );
  return { history, asked };
}

/** An event of a card, by its place in the history. */
function anEvent(sequence: number): EventLine {
  const states = { fromState: 'INACTIVE', toState: 'ACTIVE', reason: null, comment: null };
  const told = { cursor: `cursor_${sequence}`, previousCursor: null, causedBy: null, channel: 'API' } as const;
  const actor = { id: 'olga.petrov', role: 'OPERATOR' } as const;
  const subject = { subjectKind: 'CARD', subjectId: 'card_1', sequence, commandName: 'REACTIVATE' } as const;
  return { id: `evt_${sequence}`, ...subject, ...states, ...told, actor, occurredAt: '2026-01-15T08:00:00.000Z' };
}

const events = (...sequences: readonly number[]): readonly EventLine[] => sequences.map(anEvent);

/** A page of the events, newest first. */
function aPage(sequences: readonly number[], hasMore = false): EventPage {
  return { events: events(...sequences), endCursor: `after ${sequences.at(-1) ?? ''}`, hasMore };
}

/** Loads a page, and what the API answers to it. */
async function load({ history, asked }: ReturnType<typeof aHistory>, page: EventPage) {
  const loaded = history.loadMore();
  asked.at(-1)?.deliver(page);
  await loaded;
}

const sequencesOf = (history: EventHistory) => history.getView().events.map(({ sequence }) => sequence);
const arrivedOf = (history: EventHistory) => [...history.getView().arrivedIds].sort();

describe('the history of a thing', () => {
  it('is loaded page by page, newest first', async () => {
    const both = aHistory();
    await load(both, aPage([6, 5, 4], true));
    await load(both, aPage([3, 2, 1]));
    expect(sequencesOf(both.history)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(both.asked.map(({ after }) => after)).toEqual([null, 'after 4']);
    await both.history.loadMore();
    expect(both.asked).toHaveLength(2);
  });

  it('takes in what happens at the top, and says that it has just come', async () => {
    const both = aHistory();
    await load(both, aPage([2, 1]));
    both.history.apply(events(3, 4));
    expect(sequencesOf(both.history)).toEqual([4, 3, 2, 1]);
    expect(arrivedOf(both.history)).toEqual(['evt_3', 'evt_4']);
  });

  it('shows an event once that a page and the stream both tell, in either order', async () => {
    const both = aHistory();
    both.history.apply(events(3));
    await load(both, aPage([3, 2], true));
    both.history.apply(events(3, 2, 4));
    await load(both, aPage([2, 1]));
    expect(sequencesOf(both.history)).toEqual([4, 3, 2, 1]);
  });

  it('does not say that something has just come which was there before', async () => {
    const both = aHistory();
    await load(both, aPage([2, 1]));
    const before = both.history.getView();
    both.history.apply(events(2, 1));
    expect(both.history.getView()).toBe(before);
  });

  it('keeps what comes while its first page is on its way', async () => {
    const both = aHistory();
    const loaded = both.history.loadMore();
    both.history.apply(events(4));
    both.asked[0]?.deliver(aPage([3, 2, 1]));
    await loaded;
    expect(sequencesOf(both.history)).toEqual([4, 3, 2, 1]);
  });

  it('asks for one page at a time', async () => {
    const both = aHistory();
    const loaded = both.history.loadMore();
    await both.history.loadMore();
    expect(both.asked).toHaveLength(1);
    both.asked[0]?.deliver(aPage([1]));
    await loaded;
  });

  it('tells why a page could not be loaded, and loads it when asked again', async () => {
    const both = aHistory();
    await load(both, aPage([3, 2], true));
    const failed = both.history.loadMore();
    both.asked[1]?.fail(new Error('away'));
    await failed;
    expect(both.history.getView().fault?.message).toBe('away');
    await load(both, aPage([1]));
    expect(both.history.getView().fault).toBeNull();
    expect(sequencesOf(both.history)).toEqual([3, 2, 1]);
  });

  it('begins anew when too much was missed: no hole stays, and what is there stays until then', async () => {
    const both = aHistory();
    await load(both, aPage([3, 2, 1]));
    const reloaded = both.history.reload();
    expect(sequencesOf(both.history)).toEqual([3, 2, 1]);
    both.asked[1]?.deliver(aPage([90, 89], true));
    await reloaded;
    expect(sequencesOf(both.history)).toEqual([90, 89]);
    expect(both.history.getView().hasMore).toBe(true);
  });

  it('passes over a page that was asked for before it began anew', async () => {
    const both = aHistory();
    const old = both.history.loadMore();
    const reloaded = both.history.reload();
    both.asked[1]?.deliver(aPage([90], true));
    await reloaded;
    both.asked[0]?.deliver(aPage([1]));
    await old;
    expect(sequencesOf(both.history)).toEqual([90]);
  });
});
