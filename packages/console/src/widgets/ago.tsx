import { formatDistance } from '../texts/format.js';
import { useNow } from './use-now.js';

/** How far away a moment is, as long as one looks. */
export function Ago({ at }: { readonly at: string }) {
  return formatDistance(at, useNow());
}
