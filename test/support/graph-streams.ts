import type { Viewer } from '@tessera/lifecycle';
import type { createGraphStack } from './graph-stack.js';

/** Which answers of a stream are wanted. */
export interface Wanted {
  readonly viewer: Viewer;
  /** The field of the subscription with its arguments but for `after`, and what is selected of it. */
  readonly field: string;
  readonly arguments?: string;
  readonly selects: string;
  /** The cursor after which it begins. */
  readonly after: string;
  readonly count: number;
}

/** The next so many answers of a stream, which is then ended. */
export async function takeEvents(
  stack: Pick<ReturnType<typeof createGraphStack>, 'stream'>,
  { viewer, field, arguments: given = '', selects, after, count }: Wanted,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const source = `subscription($after: Cursor) { event: ${field}(after: $after ${given}) { ${selects} } }`;
  const stream = await stack.stream(source, { viewer, variables: { after } });
  if (!(Symbol.asyncIterator in stream)) throw new Error(`${source}\n${JSON.stringify(stream.errors)}`);
  const events: Readonly<Record<string, unknown>>[] = [];
  while (events.length < count) {
    const { value, done } = await stream.next();
    if (done === true || value.errors !== undefined) throw new Error(`${source}\n${JSON.stringify(value)}`);
    events.push((JSON.parse(JSON.stringify(value.data)) as { event: Readonly<Record<string, unknown>> }).event);
  }
  await stream.return(undefined);
  return events;
}
