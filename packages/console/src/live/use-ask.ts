import type { Tessera } from '@tessera/sdk';
import type { LiveEvent } from './live-event.js';
import { useEffect, useEffectEvent, useState } from 'react';
import { Asker } from './asker.js';
import { throttle } from './throttle.js';
import { useLive } from './use-live.js';

/** What was asked for: the newest answer, and why there is no newer one. */
export interface Asked<Data> {
  /** Undefined until the first answer; an answer stays while it is asked again. */
  readonly data: Data | undefined;
  /** Why the last asking failed; null after one that did not. */
  readonly fault: Error | null;
  /** Asks again now. */
  readonly reload: () => void;
}

/** How a question is asked. */
export interface AskOptions {
  /** Whether an event makes the answer old: it is then asked for again, now and then. Absent: no event does. */
  readonly isStale?: (event: LiveEvent) => boolean;
  /** Events let it be asked again at most once in so many milliseconds. Absent: once a second. */
  readonly everyMs?: number;
}

/** How often events let a question be asked anew where nothing else is said, in milliseconds. */
const RENEWAL_MS = 1_000;

/**
 * Asks the API, anew when the key changes, and where that failed when the connection is back. The key stands for all that the question
 * depends on.
 */
export function useAsk<Data>(
  key: string,
  ask: (tessera: Tessera, signal: AbortSignal) => Promise<Data>,
  { isStale, everyMs = RENEWAL_MS }: AskOptions = {},
): Asked<Data> {
  const { tessera, live } = useLive();
  const [answer, setAnswer] = useState<Answer<Data>>({ key, data: undefined, fault: null });
  const [turn, setTurn] = useState(0);
  const askNow = useEffectEvent(ask);
  const isOld = useEffectEvent((event: LiveEvent) => isStale?.(event) ?? false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const asker = new Asker({
      ask: () => askNow(tessera, signal),
      onAnswer: (data: Data) => setAnswer({ key, data, fault: null }),
      onFault: (fault) => setAnswer((last) => ({ ...keptOf(last, key), fault })),
    });
    const load = () => asker.ask();
    const renew = throttle(load, everyMs);
    const leave = live.onEvents((events) => (events === null || events.some(isOld)) && renew.call());
    const leaveBack = live.onBack(() => asker.hasFailed && load());
    load();
    return () => {
      leave();
      leaveBack();
      renew.cancel();
      asker.stop();
      stop.abort();
    };
  }, [key, turn, tessera, live, everyMs]);
  return { ...keptOf(answer, key), reload: () => setTurn((last) => last + 1) };
}

interface Answer<Data> {
  readonly key: string;
  readonly data: Data | undefined;
  readonly fault: Error | null;
}

/** What may still be shown: not the answer to another question. */
function keptOf<Data>(answer: Answer<Data>, key: string): Answer<Data> {
  return answer.key === key ? answer : { key, data: undefined, fault: null };
}
