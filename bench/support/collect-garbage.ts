import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects the garbage of this process, all of it, before it returns. */
// What the flag exposes is a global of contexts that are made after it was set.
export const collectGarbage = runInNewContext('gc') as () => void;
