import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDevelopmentKeys, openDevelopmentKeys } from './development-keys.js';

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

describe('findDevelopmentKeys', () => {
  it('finds those that were made, and makes none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tessera-keys-'));
    const data = join(folder, 'data');
    expect(findDevelopmentKeys(data)).toBeNull();
    expect(existsSync(data)).toBe(false);
    const made = openDevelopmentKeys(data);
    expect(findDevelopmentKeys(data)).toEqual(made);
    rmSync(folder, { recursive: true });
  });
});
