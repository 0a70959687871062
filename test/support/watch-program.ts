// A program: watches, ends its watch, and then ends by itself, if the SDK has left nothing behind. See test/sdk-streams/watch-ends.test.ts.
import { WebSocket } from 'ws';
import { createTessera } from '../../packages/sdk/src/index.js';

/** How a watch is ended. */
export type WatchEnding = 'BREAK' | 'RETURN' | 'ABORT' | 'CLOSE' | 'ABORTED_BEFORE' | 'UNREACHABLE';

/** What the program is told, as JSON in its one argument. */
export interface WatchOrder {
  readonly url: string;
  readonly webSocketUrl?: string;
  readonly token: string;
  readonly after: string;
  readonly ending: WatchEnding;
}

const { ending, after, ...options } = JSON.parse(process.argv[2] ?? '') as WatchOrder;
const tessera = createTessera({ ...options, webSocketImpl: WebSocket });
const abort = new AbortController();
if (ending === 'ABORTED_BEFORE') abort.abort(new Error('given up'));
const from = ending === 'BREAK' ? { after } : {};
const watch = tessera.events.watch(from, { signal: abort.signal, onStatus: (status) => end(status) });
let told = 'quietly';
try {
  for await (const { cursor } of watch) if (cursor !== '') break;
} catch (error) {
  told = String(error);
}
process.stdout.write(`ENDED ${told}\n`);
process.once('exit', () => process.stdout.write('NOTHING IS LEFT\n'));

function end(status: string): void {
  if (status !== (ending === 'UNREACHABLE' ? 'connecting' : 'live')) return;
  if (ending === 'RETURN') void watch.return();
  if (ending === 'CLOSE') tessera.close();
  if (ending === 'ABORT') abort.abort(new Error('given up'));
  if (ending === 'UNREACHABLE') setTimeout(() => void watch.return(), 500);
}
