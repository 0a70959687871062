import type { MacKeys } from '../log/chain.js';
import type { Checkpoint } from './checkpoint.js';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { CheckpointFormatError, openCheckpoint, sealCheckpoint } from './checkpoint.js';

/** Reads the checkpoint that an earlier run left; null when there is none. Throws with what to do. */
export function readCheckpoint(path: string, keys: MacKeys): Checkpoint | null {
  const text = readIfThere(path);
  if (text === null) return null;
  try {
    return openCheckpoint(text, keys);
  } catch (error) {
    if (!(error instanceof CheckpointFormatError)) throw error;
    throw new Error(
      `The checkpoint ${path} cannot be used. ${error.message} Restore it from a copy; to begin anew, remove it.`,
      { cause: error },
    );
  }
}

/**
 * Writes a checkpoint beside the old one, then puts it in its place: whatever happens, one of the two is there. Throws with what to do.
 */
export function writeCheckpoint(path: string, checkpoint: Checkpoint, keys: MacKeys): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    writeDurably(draft, sealCheckpoint(checkpoint, keys));
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new Error(
      `The checkpoint ${path} cannot be written: give a file in a folder that is there and may be written.`,
      {
        cause: error,
      },
    );
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'ENOENT') return null;
    throw error;
  }
}
