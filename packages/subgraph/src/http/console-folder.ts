import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);

/** The folder of the console as it was built; null when it was not. */
export function findConsoleFolder(): string | null {
  try {
    return dirname(require.resolve('@tessera/console/index.html'));
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}
