import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SOURCE_DOCUMENTS } from './sentences.js';
import { createConformance } from './support/conformance-document.js';
import { listConformanceTests, recordTests } from './support/recorded-tests.js';

const [CARDS] = SOURCE_DOCUMENTS;
if (CARDS === undefined) throw new Error('There are no documents');
const QUOTED = { file: 'a.test.ts', around: [CARDS.title, 'Registered'], name: '"Start state." of every card' };

describe('the tests of the five documents', () => {
  it('quote each sentence that states a behaviour, and nothing else, as docs/CONFORMANCE.md lists', async () => {
    const { page, faults } = createConformance(SOURCE_DOCUMENTS, await recordTests(listConformanceTests(__dirname)));
    expect(faults).toEqual([]);
    expect(readFileSync(join(__dirname, '../../docs/CONFORMANCE.md'), 'utf8')).toBe(page);
  });

  it('are missed where a sentence has none', () => {
    const { faults } = createConformance([CARDS], [QUOTED]);
    expect(faults).toHaveLength(38);
    expect(faults).toContain(`No test quotes "Used when a card is created." (${CARDS.title}, Registered)`);
  });

  it('are told where they quote no sentence, or one of another section', () => {
    const strangers = [
      { ...QUOTED, name: '"Start state" of every card' },
      { ...QUOTED, name: 'Start state. of every card' },
      { ...QUOTED, around: [CARDS.title, 'Requested'] },
      { ...QUOTED, around: ['Another', 'Registered'] },
    ];
    const { faults } = createConformance([CARDS], [QUOTED, ...strangers]);
    expect(faults.filter((fault) => fault.includes('quotes no sentence'))).toEqual([
      `a.test.ts: quotes no sentence of the list: ${CARDS.title} › Registered › "Start state" of every card`,
      `a.test.ts: quotes no sentence of the list: ${CARDS.title} › Registered › Start state. of every card`,
      `a.test.ts: quotes no sentence of the list: ${CARDS.title} › Requested › "Start state." of every card`,
      'a.test.ts: quotes no sentence of the list: Another › Registered › "Start state." of every card',
    ]);
  });

  it('quote sentences of which no section has one twice', () => {
    const twice = SOURCE_DOCUMENTS.flatMap(({ title, sections }) =>
      Object.entries(sections)
        .filter(([, texts]) => new Set(texts).size < texts.length)
        .map(([name]) => `${title}, ${name}`),
    );
    expect(twice).toEqual([]);
  });
});
