import type { Tessera } from '@tessera/sdk';
import type { RangeChoice, TimeRange } from '../widgets/chart/time-range.js';
import type { LiveEvent } from './live-event.js';
import type { Asked } from './use-ask.js';
import { useEffect, useEffectEvent } from 'react';
import { resolveRange } from '../widgets/chart/time-range.js';
import { useAsk } from './use-ask.js';

/** Numbers of a time that is looked back over. */
export interface Ranged<Data> {
  readonly range: TimeRange;
  readonly data: Data;
}

/** How often events let a chart be asked for anew, in milliseconds. */
const RENEWAL_MS = 10_000;

/** How much later than its end an hour or a day is over for certain, in milliseconds. */
const CERTAIN_MS = 1_000;

/** What is asked about a time. */
export interface RangeQuestion<Data> {
  /** Stands for all that the question depends on besides the time. */
  readonly key: string;
  readonly choice: RangeChoice;
  readonly ask: (tessera: Tessera, range: TimeRange, signal: AbortSignal) => Promise<Data>;
  readonly isStale: (event: LiveEvent) => boolean;
}

/** Asks for the numbers of a time up to now: anew after events, and when an hour or a day is over. */
export function useRange<Data>({ key, choice, ask, isStale }: RangeQuestion<Data>): Asked<Ranged<Data>> {
  const asked = useAsk(
    `${key} ${choice.id}`,
    async (tessera, signal): Promise<Ranged<Data>> => {
      const range = resolveRange(choice, Date.now());
      return { range, data: await ask(tessera, range, signal) };
    },
    { isStale, everyMs: RENEWAL_MS },
  );
  const end = asked.data?.range.end;
  const reload = useEffectEvent(asked.reload);
  useEffect(() => {
    if (end === undefined) return;
    const timer = setTimeout(() => reload(), end - Date.now() + CERTAIN_MS);
    return () => clearTimeout(timer);
  }, [end]);
  return asked;
}
