import { DueRowChanges } from './due-row-changes.js';

const at = new Date('2026-03-02T08:00:00.000Z');
const later = new Date('2026-03-03T08:00:00.000Z');

/** The changes after these, one after the other, of the timer `expire` of one card: a time sets it, null clears it. */
function after(...steps: readonly (Date | null)[]) {
  const changes = new DueRowChanges();
  for (const step of steps) {
    const set = step === null ? [] : [{ timer: 'expire', at: step }];
    changes.add('CARD', 'card_1', { clear: step === null ? ['expire'] : [], set });
  }
  const { deleted, inserted } = changes;
  return { deleted: deleted.length, inserted: inserted.map(({ dueAt }) => dueAt) };
}

it('inserts a row that is set, without a delete', () => {
  expect(after(at)).toEqual({ deleted: 0, inserted: [at] });
});

it('deletes a stored row that is cleared, and one that is cleared and set again', () => {
  expect(after(null)).toEqual({ deleted: 1, inserted: [] });
  expect(after(null, at)).toEqual({ deleted: 1, inserted: [at] });
  expect(after(null, at, null, later)).toEqual({ deleted: 1, inserted: [later] });
});

it('writes nothing of a row that is set and cleared in one batch', () => {
  expect(after(at, null)).toEqual({ deleted: 0, inserted: [] });
});

it('moves a row by a delete and an insert', () => {
  const changes = new DueRowChanges();
  changes.add('CARD', 'card_1', { clear: ['expire'], set: [{ timer: 'expire', at: later }] });
  expect(changes.deleted).toHaveLength(1);
  expect(changes.inserted.map(({ dueAt }) => dueAt)).toEqual([later]);
});

it('removes the row that fired, unless the firing set it anew', () => {
  const changes = new DueRowChanges();
  changes.consume('CARD', 'card_1', 'expire');
  changes.add('CARD', 'card_2', { clear: ['expire'], set: [{ timer: 'expire', at: later }] });
  changes.consume('CARD', 'card_2', 'expire');
  expect(changes.deleted.map(({ subjectId }) => subjectId)).toEqual(['card_1', 'card_2']);
  expect(changes.inserted.map(({ subjectId }) => subjectId)).toEqual(['card_2']);
  expect(changes.touches('card_1', 'expire')).toBe(true);
  expect(changes.touches('card_1', 'order')).toBe(false);
});
