import type { Client } from 'graphql-ws';
import type { ServerStack, World } from './world.js';
import { ASKERS } from './ask.js';

/** The subjects whose events the matrix asks for, by the names of its rows. */
export function streamedSubjects(world: World): Readonly<Record<string, string>> {
  return {
    ownCard: world.own,
    othersCard: world.others,
    ownTemporary: world.ownTemporary,
    othersTemporary: world.othersTemporary,
    returned: world.returned,
    ownChargeCard: world.ownCharge,
    othersChargeCard: world.othersCharge,
    operation: world.ownOperation,
    kiosk: 'WIS00009',
    program: 'direct',
  };
}

/** What came over one subscription: the subjects of its events, or the word for why it was closed. */
export type Streamed = ReadonlySet<string> | string;

/**
 * Opens all subscriptions over one socket, from before the matrix's subjects were made on, and answers what each of them sent until
 * `last` came over the stream that shows it to everybody, and a request after it was answered.
 */
export async function collect(
  stack: ServerStack,
  fields: readonly string[],
  { asker, after, last }: { readonly asker: string; readonly after: string; readonly last: string },
): Promise<ReadonlyMap<string, Streamed>> {
  const client = stack.subscriber(ASKERS[asker] ?? 'nobody');
  const seen = new Map<string, Set<string>>(fields.map((field) => [field, new Set()]));
  try {
    await new Promise<void>((resolve, reject) => {
      const note = (field: string) => (event: StreamedEvent) => {
        seen.get(field)?.add(event.subjectId);
        if (field === 'statusChanged' && event.id === last) resolve();
      };
      for (const field of fields) follow(client, { field, after }, { onEvent: note(field), onEnd: reject });
    });
    for await (const _ of client.iterate({ query: '{ cardViewer { id } }' })) continue;
    return seen;
  } catch (closed) {
    const isRefused = Reflect.get(Object(closed), 'code') === 4401;
    if (!isRefused) throw closed;
    return new Map(fields.map((field) => [field, '401']));
  } finally {
    await client.dispose();
  }
}

/** One event of a stream, as far as it is asked for. */
interface StreamedEvent {
  readonly id: string;
  readonly subjectId: string;
}

function follow(
  client: Client,
  { field, after }: { readonly field: string; readonly after: string },
  { onEvent, onEnd }: { readonly onEvent: (event: StreamedEvent) => void; readonly onEnd: (why: unknown) => void },
): void {
  const query = `subscription($after: Cursor) { event: ${field}(after: $after) { id subjectId } }`;
  client.subscribe<{ readonly event: StreamedEvent }>(
    { query, variables: { after } },
    {
      next: ({ data, errors }) => {
        if (errors !== undefined) onEnd(new Error(JSON.stringify(errors)));
        if (data) onEvent(data.event);
      },
      error: onEnd,
      complete: () => onEnd(new Error(`${field} ended`)),
    },
  );
}
