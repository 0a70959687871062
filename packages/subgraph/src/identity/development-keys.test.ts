import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDevelopmentKeys } from './development-keys.js';

describe('openDevelopmentKeys', () => {
  it('makes keys once, readable by the owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tessera-keys-'));
    const data = join(folder, 'data');
    const first = openDevelopmentKeys(data);
    expect(statSync(join(data, 'development-keys.json')).mode & 0o777).toBe(0o600);
    expect(openDevelopmentKeys(data)).toEqual(first);
    expect(new Set([first.tokenSecret, first.cursorKey, ...first.macKeys.keys.values()].map(String)).size).toBe(3);
    rmSync(folder, { recursive: true });
  });
});
