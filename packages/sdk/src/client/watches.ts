import type { WatchOptions } from '../calls/call-types.js';
import type { GivenOptions } from '../calls/check-arguments.js';
import type { Watch } from '../streams/watch.js';
import type { Connection } from './connection.js';
import type { Read } from './reads.js';
import { checkCallOptions, checkId, checkObject, checkVariables, chooseDocument } from '../calls/check-arguments.js';
import { Follower } from '../streams/follower.js';
import { Healing } from '../streams/healing.js';
import { StreamStatus } from '../streams/stream-status.js';
import { createWatch } from '../streams/watch.js';
import { watchOne } from '../streams/watch-one.js';
import { rootOf } from './root-of.js';

type Options = WatchOptions & GivenOptions;

/** What a stream’s document must have: without the variable `after` it could not go on where it broke. */
const STREAM_NEEDS = ['$after', 'cursor', 'previousCursor'];

/** A method that follows events; of an own document it gives the root field. */
export function createWatchMethod({ streams }: Connection, { place, document: standard }: Read) {
  return (filter: unknown = {}, options: Options = {}): Watch<object> => {
    checkObject(place, 'filter', filter);
    checkCallOptions(place, options, 'WATCH');
    const { after, ...variables } = filter as { readonly after?: string | null };
    if (after !== undefined && after !== null) checkId(place, 'after', after);
    const document = chooseDocument(place, options, { standard, needs: STREAM_NEEDS });
    checkVariables(place, variables, document);
    const status = new StreamStatus(options.onStatus);
    return createWatch({ given: options.signal, endings: streams.socket.endings }, (signal) =>
      new Follower(streams, { document, variables, after: after ?? undefined, status, signal }).follow(),
    );
  };
}

/** How one subject is watched: the events that tell of it, by which argument, and how it is read. */
export interface WatchOneRead extends Read {
  readonly changes: string;
  readonly argument: string;
}

/** A method that follows one subject; an own document reads it. */
export function createWatchOneMethod(
  connection: Connection,
  { place, document: standard, changes, argument }: WatchOneRead,
) {
  return (id: unknown, options: Options = {}): Watch<object> => {
    checkId(place, 'id', id);
    checkCallOptions(place, options, 'WATCH');
    const document = chooseDocument(place, options, { standard, needs: [] });
    const { streams } = connection;
    return createWatch({ given: options.signal, endings: streams.socket.endings }, (signal) => {
      const healing = new Healing(streams.options, signal);
      const read = async () =>
        rootOf(await healing.persist(() => connection.read(document, { id }, { signal }))) as object | null;
      const readCursor = () => healing.persist(() => streams.readCursor(signal));
      const status = new StreamStatus(options.onStatus);
      const variables = { [argument]: id };
      const follow = (after: string) =>
        new Follower(streams, { document: changes, variables, after, status, signal }).follow();
      return watchOne({ id: id as string, status, read, readCursor, follow });
    });
  };
}
