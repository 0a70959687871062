import type { Tessera } from '@tessera/sdk';
import type { ListView } from '../widgets/long-list.js';
import type { AskOptions } from './use-ask.js';
import { useState } from 'react';
import { useAsk } from './use-ask.js';

/** How many things a list begins with, and how many more each wish for more brings. */
const STEP = 50;

/** The most that one question may bring. */
const MOST = 200;

/** A page of a list as the API answers it. */
export interface ListAnswer<Item> {
  readonly nodes: readonly Item[];
  readonly totalCount: number;
}

/** Follows the beginning of a list. The key stands for all that the question depends on, but how many are shown. */
export function useList<Item>(
  key: string,
  ask: (tessera: Tessera, page: { readonly first: number; readonly signal: AbortSignal }) => Promise<ListAnswer<Item>>,
  options: AskOptions,
): ListView<Item> {
  const [first, setFirst] = useState(STEP);
  const { data, fault, reload } = useAsk(key, (tessera, signal) => ask(tessera, { first, signal }), options);
  const total = data?.totalCount ?? 0;
  const hasMore = data !== undefined && total > data.nodes.length && first < MOST;
  // What is shown stays until there is more.
  const showMore = () => {
    setFirst(first + STEP);
    reload();
  };
  return { items: data?.nodes, total, fault, reload, showMore: hasMore ? showMore : null };
}
