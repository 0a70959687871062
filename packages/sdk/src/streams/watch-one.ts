import type { StreamStatus } from './stream-status.js';
import { SubjectNotFoundError } from '../__generated__/refusals.js';

/** What a subject must have to be watched by its version. */
interface Versioned {
  readonly version?: number;
}

/** How one subject is watched. */
export interface WatchOneSource {
  readonly id: string;
  readonly status: StreamStatus;
  /** Reads it; again and again until it is answered. */
  readonly read: () => Promise<object | null>;
  /** Reads where the log ends now. */
  readonly readCursor: () => Promise<string>;
  /** Its events after a cursor. */
  readonly follow: (after: string) => AsyncGenerator<object, void, void>;
}

/**
 * The subject now, then as it is after each change. An event that an earlier reading has included already brings no further one.
 *
 * @throws SubjectNotFoundError when there is no such subject, or none any more that the caller may read.
 */
export async function* watchOne(source: WatchOneSource): AsyncGenerator<object, void, void> {
  const { id, status, read, readCursor, follow } = source;
  try {
    status.change('connecting');
    // The subject is read after the cursor, so that no change lies between them.
    const cursor = await readCursor();
    let current: Versioned & object = known(await read(), id);
    yield current;
    for await (const event of follow(cursor)) {
      if (current.version !== undefined && Number(Reflect.get(event, 'sequence')) <= current.version) continue;
      current = known(await read(), id);
      yield current;
    }
  } finally {
    status.change('closed');
  }
}

function known(subject: object | null, id: string): object {
  if (subject !== null) return subject;
  const message = 'You see nothing with this id. Check the id, and with whose token you ask.';
  const refusal = { __typename: 'SubjectNotFound', code: 'SUBJECT_NOT_FOUND', retryable: false };
  throw new SubjectNotFoundError(Object.assign(refusal, { message, id }));
}
