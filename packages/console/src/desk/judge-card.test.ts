import type { DeskCardFragment } from '../__generated__/documents.js';
import { judgeCard, recentHolders, sortByEnd } from './judge-card.js';

type Option = DeskCardFragment['availableTransitions'][number];

const OPTION: Option = {
  ...{ command: 'ASSIGN', to: 'ASSIGNED', allowed: true, blockedBy: null, apiOnly: false },
  ...{ reasons: [], reasonRequired: false, commentRequired: false },
};

function aCard(given: Partial<DeskCardFragment> = {}): DeskCardFragment {
  return {
    ...{ id: 'temp_1', state: 'UNASSIGNED', version: 5, holder: null, replacesCard: null, validUntil: null },
    ...{ program: { id: 'visitor', validityDays: 14 }, updatedAt: '2026-05-01T10:00:00.000Z' },
    availableTransitions: [OPTION],
    ...given,
  };
}

describe('what the desk says of a card', () => {
  it('is that the command is open, where the API says so', () => {
    expect(judgeCard(aCard(), 'ASSIGN')).toEqual({ isOpen: true, why: null });
  });

  it('is else why not, in the API’s words', () => {
    const blockedBy = { code: 'TRANSITION_NOT_ALLOWED', message: 'It is out.' } as const;
    const card = aCard({ availableTransitions: [{ ...OPTION, allowed: false, blockedBy }] });
    expect(judgeCard(card, 'ASSIGN')).toEqual({ isOpen: false, why: 'It is out.' });
  });

  it('is that it is not open, where the API does not name the command for the viewer', () => {
    expect(judgeCard(aCard(), 'WITHDRAW')).toEqual({ isOpen: false, why: null });
  });
});

describe('cards that are out', () => {
  const out = [
    aCard({ id: 'temp_3', holder: { id: 'jo' }, validUntil: '2026-05-09T10:00:00.000Z', updatedAt: '2026-05-01' }),
    aCard({ id: 'temp_2', holder: { id: 'mara' }, validUntil: '2026-05-02T10:00:00.000Z', updatedAt: '2026-05-03' }),
    aCard({ id: 'temp_1', holder: { id: 'jo' }, validUntil: '2026-05-04T10:00:00.000Z', updatedAt: '2026-05-02' }),
  ];

  it('are sorted by who has had one longest beyond its time', () => {
    expect(sortByEnd(out).map(({ id }) => id)).toEqual(['temp_2', 'temp_1', 'temp_3']);
  });

  it('tell who has had one lately, each once', () => {
    expect(recentHolders([...out, aCard()])).toEqual(['mara', 'jo']);
  });
});
