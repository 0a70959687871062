// A program: the real server on SQLite, without limits on what is asked, that tells what its callers have cost it.
import 'reflect-metadata';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import { answerQuestions } from '../../bench/support/child-program.js';
import { collectGarbage } from '../../bench/support/collect-garbage.js';
import { LIMITLESS } from './limitless.js';
import { startServerStack } from './server-stack.js';

/** What a server has needed since it was last asked. */
export interface ServerNeeds {
  /** In use after a garbage collection, in bytes. */
  readonly memory: number;
  /** How late the event loop was, in milliseconds. */
  readonly delayP99: number;
  readonly delayMax: number;
  /** Lines of level error. */
  readonly logged: readonly string[];
}

/** What it is asked. */
export interface MeasuredServerQuestions {
  /** Where it listens, and the personas' tokens. */
  target(details: null): { url: string; webSocketUrl: string; tokens: (readonly [string, string])[] };
  needs(details: null): ServerNeeds;
  stop(details: null): Promise<void>;
}

const RESOLUTION_MS = 10;
const MOST_LINES = 20;

const logged: string[] = [];
const keepLine = (line: string) => {
  if (logged.length < MOST_LINES) logged.push(line);
};
const logger = pino({ level: 'error' }, { write: keepLine });
const { server, tokens, stop } = await startServerStack(LIMITLESS, { logger });
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

answerQuestions<MeasuredServerQuestions>({
  target: () => ({ url: server.url, webSocketUrl: server.webSocketUrl, tokens: [...tokens] }),
  needs: () => {
    // Each measured delay includes the pause between two looks.
    const lateness = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
    const measured = { delayP99: lateness(delay.percentile(99)), delayMax: lateness(delay.max) };
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    delay.reset();
    return { ...measured, memory: heapUsed + external, logged };
  },
  stop: () => stop(),
});
