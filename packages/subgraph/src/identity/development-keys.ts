import type { MacKeys } from '../log/chain.js';
import { createSecretKey, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The keys of a developer's machine. */
export interface DevelopmentKeys {
  readonly tokenSecret: Buffer;
  readonly cursorKey: Buffer;
  readonly macKeys: MacKeys;
}

const KEY_ID = 'development';
const encodedKey = z.base64().transform((text) => Buffer.from(text, 'base64'));
const FILE = z.object({ tokenSecret: encodedKey, cursorKey: encodedKey, macKey: encodedKey });

/**
 * Reads the keys out of the data folder; makes them at the first start, readable by the owner alone. Throws when the folder cannot
 * be written or the file is not one of ours.
 */
export function openDevelopmentKeys(dataDirectory: string): DevelopmentKeys {
  mkdirSync(dataDirectory, { recursive: true });
  const path = pathOf(dataDirectory);
  makeKeys(path);
  return readKeys(path);
}

/** The keys that a server has made in the data folder; null when none has. Throws when the file is not one of ours. */
export function findDevelopmentKeys(dataDirectory: string): DevelopmentKeys | null {
  const path = pathOf(dataDirectory);
  return existsSync(path) ? readKeys(path) : null;
}

function pathOf(dataDirectory: string): string {
  return join(dataDirectory, 'development-keys.json');
}

function readKeys(path: string): DevelopmentKeys {
  const { tokenSecret, cursorKey, macKey } = FILE.parse(JSON.parse(readFileSync(path, 'utf8')));
  return { tokenSecret, cursorKey, macKeys: { currentId: KEY_ID, keys: new Map([[KEY_ID, createSecretKey(macKey)]]) } };
}

/** Leaves a file that is there as it is, so that of two first starts one makes the keys of both. */
function makeKeys(path: string): void {
  const key = () => randomBytes(32).toString('base64');
  const content = JSON.stringify({ tokenSecret: key(), cursorKey: key(), macKey: key() }, null, 2);
  try {
    writeFileSync(path, `${content}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (Reflect.get(Object(error), 'code') !== 'EEXIST') throw error;
  }
}
