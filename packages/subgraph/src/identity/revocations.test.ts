import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestClock } from '../../../../test/support/test-clock.js';
import { createLogger } from '../logging/create-logger.js';
import { RevocationFile } from './revocations.js';

function openFile(content: string | null) {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-revoked-'));
  const path = join(folder, 'revoked');
  if (content !== null) writeFileSync(path, content);
  const clock = new TestClock();
  const logged: string[] = [];
  const logger = createLogger({ level: 'info', destination: { write: (line) => void logged.push(line) } });
  const open = () => new RevocationFile(path, { clock, logger });
  return { path, clock, logged, open, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

function aPrincipal(id: string, tokenId: string | null = null, tenantId = 'acme') {
  return { viewer: { id, tenantId, roles: [], accountIds: [] }, tokenId, expiresAt: new Date(0) };
}

describe('a file of revocations', () => {
  it('revokes tokens by their id, and persons in every tenant', () => {
    using file = openFile('# left us on Monday\n\ntoken t-1\r\n  subject  olga petrov \n');
    const revocations = file.open();
    expect([
      revocations.find(aPrincipal('anton', 't-1')),
      revocations.find(aPrincipal('anton', 't-2')),
      revocations.find(aPrincipal('t-1')),
      revocations.find(aPrincipal('olga petrov')),
      revocations.find(aPrincipal('olga petrov', null, 'globex')),
      revocations.find(aPrincipal('olga')),
    ]).toEqual(['TOKEN', null, null, 'SUBJECT', 'SUBJECT', null]);
  });

  it('is read again a tenth of a second after it has changed, or been replaced, or appeared, and counts alone a second later', () => {
    using file = openFile(null);
    const revocations = file.open();
    const olga = aPrincipal('olga', 't-1');
    expect(revocations.find(olga)).toBeNull();
    writeFileSync(file.path, 'token t-1\n');
    expect(revocations.find(olga)).toBeNull();
    file.clock.advance(100);
    expect(revocations.find(olga)).toBe('TOKEN');
    writeFileSync(`${file.path}.new`, 'token t-2\n');
    renameSync(`${file.path}.new`, file.path);
    file.clock.advance(100);
    expect([olga, aPrincipal('mara', 't-2')].map((each) => revocations.find(each))).toEqual(['TOKEN', 'TOKEN']);
    file.clock.advance(1_000);
    expect([olga, aPrincipal('mara', 't-2')].map((each) => revocations.find(each))).toEqual([null, 'TOKEN']);
  });

  it('lets nobody in while it is written anew', () => {
    using file = openFile('subject olga\nsubject anton\n');
    const revocations = file.open();
    for (const half of ['', 'subject ol', 'subject olga\n', 'subject olga\nsubj']) {
      writeFileSync(file.path, half);
      file.clock.advance(900);
      expect([half, revocations.find(aPrincipal('olga')), revocations.find(aPrincipal('anton'))]).toEqual([
        half,
        'SUBJECT',
        'SUBJECT',
      ]);
    }
  });

  it.each(['olga', 'token', 'user olga', 'subject\tolga\nTOKEN t-1'])(
    'keeps a server from starting when a line is none of ours: %j',
    (content) => {
      using file = openFile(`# comment\n${content}`);
      const line = content.includes('\n') ? 3 : 2;
      expect(() => file.open()).toThrow(`Line ${line} of`);
    },
  );

  it('leaves standing what was read last when it breaks or goes, and says so once, without what the line says', () => {
    using file = openFile('subject olga\n');
    const revocations = file.open();
    writeFileSync(file.path, 'subject olga\nsecret words\n');
    for (let look = 0; look < 3; look += 1) {
      file.clock.advance(100);
      expect(revocations.find(aPrincipal('olga'))).toBe('SUBJECT');
    }
    expect(file.logged).toEqual([expect.stringContaining('Line 2 of')]);
    expect(file.logged.join()).not.toContain('secret words');
    rmSync(file.path);
    file.clock.advance(100);
    expect(revocations.find(aPrincipal('olga'))).toBe('SUBJECT');
    expect(file.logged).toHaveLength(2);
    writeFileSync(file.path, 'token t-1\n');
    file.clock.advance(100);
    expect(revocations.find(aPrincipal('olga'))).toBe('SUBJECT');
    file.clock.advance(1_000);
    expect(revocations.find(aPrincipal('olga'))).toBeNull();
    expect(file.logged.slice(2).map((line) => JSON.parse(line) as unknown)).toMatchObject([{ tokens: 1, subjects: 0 }]);
  });
});
