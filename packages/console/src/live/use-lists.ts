import type { AskOptions } from './use-ask.js';
import { useAsk } from './use-ask.js';

/** All card programs. */
export function usePrograms() {
  return useAsk('programs', (tessera, signal) => tessera.programs.list({ signal }));
}

/** All kiosks. */
export function useKiosks(options?: AskOptions) {
  return useAsk('kiosks', (tessera, signal) => tessera.kiosks.list({ signal }), options);
}
