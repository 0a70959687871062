import type { Kind } from '../kinds/kind.js';
import type { Asked } from '../live/use-ask.js';
import { AskWholeKindsDocument } from '../__generated__/documents.js';
import { KINDS } from '../kinds/kinds.js';
import { useAsk } from '../live/use-ask.js';
import { BUCKET_MS } from '../widgets/chart/time-range.js';

/** The kinds that the viewer reads all of, in the order of the navigation: numbers over time are told of these alone. */
export function useWholeKinds(): Asked<readonly Kind[]> {
  return useAsk('whole kinds', async (tessera, signal) => {
    const now = Date.now();
    const from = new Date(now - BUCKET_MS.HOUR).toISOString();
    const answer = await tessera.execute(AskWholeKindsDocument, { from, to: new Date(now).toISOString() }, { signal });
    return KINDS.filter(({ name }) => answer[name] !== null);
  });
}
