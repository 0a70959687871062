import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyLifecycle, lockerLifecycles } from '../../../../test/support/locker-lifecycles.js';
import { LIFECYCLES, toMermaid, validateLifecycles } from '../index.js';
import { createLifecyclesDocument } from './lifecycles-document.js';
import { blocks, table } from './markdown.js';

describe('docs/LIFECYCLES.md', () => {
  const text = createLifecyclesDocument(LIFECYCLES);

  it('is what the tables give', () => {
    expect(readFileSync(join(__dirname, '../../../../docs/LIFECYCLES.md'), 'utf8')).toBe(text);
  });

  it('has a target for every link', () => {
    const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^a-z0-9_ ]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it('tells an approval with all that holds for it', () => {
    expect(text).toContain(
      '| [approve](#card-approve) | `REQUESTED` | `PROCESSING` if `queueOrders`, else `ORDERED` | `APPROVER` |',
    );
    expect(text).toContain('- Guard: The approver is not the requester (FOUR_EYES), unless `fourEyes` is off.');
  });
});

describe('a lifecycle in words and as a diagram', () => {
  it('marks optional effects and rows of several roles', () => {
    const text = createLifecyclesDocument(validateLifecycles(lockerLifecycles));
    expect(text).toContain('- Effect: opening the locker (`open` on `LOCKER`; left out when refused).');
    expect(text).toContain('| [retire](#key-retire) | `CUT`, `HELD` | `RETIRED` | `OPERATOR`, `TENANT_ADMIN` |');
    expect(text).toContain('| [note](#key-note) | any state | the same | `OPERATOR` |');
  });

  it('draws beginnings, options, rows to the same state and ends', () => {
    expect(toMermaid(keyLifecycle).split('\n')).toEqual([
      'stateDiagram-v2',
      '  [*] --> WISHED : wish',
      '  WISHED --> CUT : cut',
      '  CUT --> HELD : hand',
      '  HELD --> CUT : giveBack',
      '  HELD --> HELD : extend',
      '  CUT --> SUSPENDED : suspend',
      '  HELD --> SUSPENDED : suspend',
      '  SUSPENDED --> HELD : resume [suspendedFrom]',
      '  SUSPENDED --> CUT : resume',
      '  CUT --> RETIRED : retire',
      '  HELD --> RETIRED : retire',
      '  SUSPENDED --> RETIRED : retire',
      '  RETIRED --> [*]',
    ]);
  });
});

describe('Markdown', () => {
  it('keeps a table’s cells in their columns', () => {
    expect(table(['a', 'b'], [['x | y', 'two\nlines']])).toBe('| a | b |\n| --- | --- |\n| x \\| y | two lines |');
  });

  it('leaves out empty blocks', () => {
    expect(blocks('one', '', 'two')).toBe('one\n\ntwo');
  });
});
