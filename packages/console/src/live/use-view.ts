import type { Watched } from './watched.js';
import { useSyncExternalStore } from 'react';

/** What is shown of something, whenever that changes. */
export function useView<View extends object>(watched: Watched<View>): View {
  return useSyncExternalStore(watched.onChange, watched.getView);
}
